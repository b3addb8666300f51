import time

import pytest
from hypothesis import given

from corpus.sentences import is_complete, sentences
from tests.support.documents import texts


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def finished(text: str) -> list[str]:
    return [sentence for sentence in split(text) if is_complete(sentence)]


# Of any text


@given(texts())
def test_every_character_that_is_no_white_space_is_in_exactly_one_span(text: str) -> None:
    covered = [place for start, end in sentences(text) for place in range(start, end)]
    assert covered == sorted(set(covered))
    missed = set(range(len(text))) - set(covered)
    assert all(text[place].isspace() for place in missed)


@given(texts())
def test_a_span_is_not_empty_and_neither_begins_nor_ends_with_white_space(text: str) -> None:
    for sentence in split(text):
        assert sentence
        assert sentence == sentence.strip()


@given(texts())
def test_a_sentence_cut_out_is_one_sentence(text: str) -> None:
    for sentence in split(text):
        assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    ["." * 200_000, "\n " * 50_000, "." + " " * 200_000, "A. " * 20_000, '"Ya. ' * 20_000],
    ids=["stops", "lines", "spaces", "initials", "quotes"],
)
def test_a_hostile_text_takes_no_longer_than_another_of_its_length(text: str) -> None:
    begun = time.perf_counter()
    sentences(text + "x")
    assert time.perf_counter() - begun < 5


# Where a sentence ends


def test_a_stop_a_question_and_a_call_end_sentences() -> None:
    text = "Apel dimulai. Siapa memimpin? Kapolres! Dua peleton hadir."
    assert split(text) == ["Apel dimulai.", "Siapa memimpin?", "Kapolres!", "Dua peleton hadir."]


def test_a_number_may_begin_a_sentence_and_end_one() -> None:
    text = "Apel digelar pada 2023. 500 personel hadir di TPS 12. Polisi berjaga."
    assert split(text) == [
        "Apel digelar pada 2023.",
        "500 personel hadir di TPS 12.",
        "Polisi berjaga.",
    ]


def test_nothing_ends_before_a_small_letter() -> None:
    text = "Ada apa? tanya Kapolres. lalu ia pergi."
    assert split(text) == [text]


@pytest.mark.parametrize(
    "name",
    [
        "Kombes Pol. Anton Firmanto",
        "Kombes. Pol. Anton Firmanto",
        "Irjen Pol. Drs. Nanang Avianto, M.Si.",
        "AKBP R.T.S. Simanjuntak",
        "Kompol T.P.P. Siregar",
        "Iptu. Sutrisno dan Bripda. Andi",
        "Vivid A. Bachtiar",
        "Prof. Dr. H. Muhammad, S.H., M.Si., Ph.D.",
        "Budi, S.I.K.,M.H. Kapolres Gowa",
        "Brigjen TNI (Mar) Ir. Joko",
        "KH. Ma'ruf dan Hj. Siti",
        "a.n. Kapolres",
        "Jalan M.H. Thamrin",
        "Jl. Sudirman No. 7 RT. 05 RW. 03 Kec. Klojen Kab. Malang",
        "UU No. 7 Tahun 2017 jo. UU No. 1 Tahun 2015",
        "Ps. 187A ayat (1) dan hal. 12",
        "PT. Pos dan CV. Maju, Tbk. Jakarta",
        "Rp. 500 dan Rp1.500.000",
        "2 Okt. 2023 pukul 12.00 WIB",
        "pola 2.1.2",
        "cekdptonline.kpu.go.id",
    ],
)
def test_a_stop_inside_a_name_or_a_number_ends_nothing(name: str) -> None:
    text = f"Laporan itu menyebut {name} dan lainnya. Apel selesai."
    assert split(text) == [f"Laporan itu menyebut {name} dan lainnya.", "Apel selesai."]


@pytest.mark.parametrize(
    "ending",
    [
        "sebesar Rp1.500.000.",
        "pada pukul 12.00 WIB.",
        "dengan pola 2.1.2.",
        "menurut Pasal 187A.",
        "dalam ayat (1).",
        "oleh TNI, Polri, dll.",
        "dalam segala hal.",
        "di tiap RT.",
        "di laman kpu.go.id.",
        "di mkri.id.",
        "menurut Al-Qur'an.",
        "pada Senin (2/10).",
        "sejak 2019.[1]",
        "sejak 2019.[1][23]",
        "**dengan tegas.**",
    ],
)
def test_a_stop_after_such_a_word_ends_the_sentence(ending: str) -> None:
    assert split(f"Hal itu diatur {ending} Polisi berjaga.") == [
        f"Hal itu diatur {ending}",
        "Polisi berjaga.",
    ]


def test_etcetera_ends_nothing_inside_a_sentence() -> None:
    text = "TNI, Polri, dll. ikut apel."
    assert split(text) == [text]


# Quotations


@pytest.mark.parametrize(
    "text",
    [
        '"Alhamdulillah, aman dan kondusif. Situasi berjalan baik," ucapnya.',
        "“Alhamdulillah, aman dan kondusif. Situasi berjalan baik,” ucapnya.",
        'Kapolres berkata, "Aman. Kondusif. Kami siap."',
        '"Siapa yang berjaga? Kami semua!" kata Kapolres.',
        '"Kami siap." kata Kapolres.',
        'Ia menyebut "Aman. Damai" sebagai semboyan.',
    ],
)
def test_a_quotation_stays_whole_with_who_said_it(text: str) -> None:
    assert split(f"Apel dimulai. {text} Lalu ia pergi.") == [
        "Apel dimulai.",
        text,
        "Lalu ia pergi.",
    ]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert split('"Aman. Kondusif.\n\nApel selesai. Massa pulang.') == [
        '"Aman. Kondusif.',
        "Apel selesai.",
        "Massa pulang.",
    ]


def test_a_speech_is_split_like_other_text() -> None:
    speech = '"' + "Kami siap mengamankan pemilu. " * 60 + '" katanya.'
    assert len(split(speech)) > 2
    assert max(map(len, split(speech))) < 700


# Lines


def test_an_empty_line_ends_a_heading_and_a_paragraph() -> None:
    text = "Polri siap\n \nKabar Kota\n\n\nApel digelar. Massa pulang"
    assert split(text) == ["Polri siap", "Kabar Kota", "Apel digelar.", "Massa pulang"]


def test_a_heading_of_markdown_ends_with_its_line() -> None:
    text = "# Judul. Lagi\nApel digelar.\n## Bagian\n### Sub\nMassa pulang."
    assert split(text) == [
        "# Judul. Lagi",
        "Apel digelar.",
        "## Bagian",
        "### Sub",
        "Massa pulang.",
    ]
    assert finished(text) == ["Apel digelar.", "Massa pulang."]


def test_every_item_of_a_list_stands_alone() -> None:
    items = [
        "Syarat pemilih:",
        "1. berusia 17 tahun;",
        "2) terdaftar;",
        "(3) membawa KTP",
        "a. asli",
        "b1. salinan",
        "iv. foto",
        "12a. cap",
        "- suket",
        "• paspor",
        "* SIM",
        "> catatan",
        "| tabel |",
    ]
    assert split("\n".join(items)) == items
    assert split("\n  ".join(items)) == items


def test_the_number_of_an_item_is_no_sentence() -> None:
    assert split("1. Pemilih datang. 2. Pemilih antre.") == [
        "1. Pemilih datang.",
        "2. Pemilih antre.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pemilu diatur dengan UU\nNo. 7 Tahun 2017 dan\nperubahannya.",
        "Apel dipimpin Kombes\nPol. Anton di Balikpapan.",
        "Apel dipimpin\nKombes. Anton di Balikpapan.",
        "Personel (tahun\nini) ditambah.",
        "Jumlahnya naik dari\n2.500 menjadi\n12.00 ribu.",
    ],
)
def test_a_line_break_inside_a_sentence_ends_nothing(text: str) -> None:
    assert split(text) == [text]


def test_a_line_break_after_a_sentence_is_a_gap_like_another() -> None:
    assert split("Apel digelar.\nMassa pulang.") == ["Apel digelar.", "Massa pulang."]


# What is a finished sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Apel digelar.",
        "Siapa yang menjaga TPS?",
        "Siap!",
        '"Aman dan kondusif."',
        "Kapolres berkata, “Aman.”",
        "(Lihat Pasal 2.)",
        "**Apel digelar.**",
        "Apel digelar.[1][2]",
        "Sinergitas TNI dan Polri terus dijaga. (*)",
        "Sinergitas TNI dan Polri terus dijaga. (ant/red)",
    ],
)
def test_a_sentence_with_its_stop_is_complete(sentence: str) -> None:
    assert split(sentence) == [sentence]
    assert is_complete(sentence)


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "Polri siap",
        "BACA JUGA:",
        "Dengan tugas tersebut, Polresta Balikp",
        "Polresta menggelar simulasi...",
        "Polresta menggelar simulasi…",
        "Polresta menggelar simulasi [...]",
        "Polresta menggelar simulasi […]",
        "Polresta menggelar simulasi (…)",
        "1. berusia 17 tahun;",
        "# Siapa menjaga TPS?",
        "Foto: Humas Polri (*)",
    ],
)
def test_a_heading_a_by_line_and_a_teaser_are_not(fragment: str) -> None:
    assert not is_complete(fragment)


# An article as copied out of a page

ARTICLE = """Polresta Teduh Gelar Simulasi Sispamkota
Kabar Ibu Kota

Polresta Teduh Gelar Simulasi Sispamkota

  • KABAR.COM – Kepolisian bertugas mengamankan pemilu. Untuk itu, Polresta Ted
Kabar Ibu Kota
Niken Lestari

Author

TEDUH, KABAR.COM – Polresta menggelar simulasi (Sispamkota) di Gedung (DOME) pada Senin, 2/10/2023.

Kapolresta Teduh, Kombes Pol Surya mengatakan simulasi ini melibatkan total 640 personil.

"Alhamdulillah, aman dan kondusif. Simulasi berjalan baik," ucapnya.\x20

BACA JUGA:

"Berdasarkan IPKP (Indeks,red) tahap ketiga,Kota Teduh kurang rawan," terang Kapolres.

Namun, latihan harus dilakukan. Guna menguatkan sinergitas antara TNI, Polri dan lainnya. (*)"""


def test_of_a_copied_article_only_its_sentences_are_complete() -> None:
    assert finished(ARTICLE) == [
        "• KABAR.COM – Kepolisian bertugas mengamankan pemilu.",
        "TEDUH, KABAR.COM – Polresta menggelar simulasi (Sispamkota) di Gedung (DOME) pada Senin, "
        "2/10/2023.",
        "Kapolresta Teduh, Kombes Pol Surya mengatakan simulasi ini melibatkan total 640 personil.",
        '"Alhamdulillah, aman dan kondusif. Simulasi berjalan baik," ucapnya.',
        '"Berdasarkan IPKP (Indeks,red) tahap ketiga,Kota Teduh kurang rawan," terang Kapolres.',
        "Namun, latihan harus dilakukan.",
        "Guna menguatkan sinergitas antara TNI, Polri dan lainnya. (*)",
    ]


def test_a_teaser_and_a_by_line_of_the_article_stay_apart_from_its_sentences() -> None:
    assert [sentence for sentence in split(ARTICLE) if not is_complete(sentence)] == [
        "Polresta Teduh Gelar Simulasi Sispamkota\nKabar Ibu Kota",
        "Polresta Teduh Gelar Simulasi Sispamkota",
        "Untuk itu, Polresta Ted\nKabar Ibu Kota\nNiken Lestari",
        "Author",
        "BACA JUGA:",
    ]
