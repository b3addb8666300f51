"""Statutes made up to show each difficulty alone; `test_statute_real` has the real ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document
from corpus.formats.record import to_document
from corpus.passages import passages
from corpus.sentences import sentences
from corpus.statute.articles import articles, is_statute, missing
from tests.support.statutes import CLOSING, PREAMBLE, TITLE, law, printed

PLAIN = {
    "1": "Dalam Undang-Undang ini yang dimaksud dengan tertib adalah tenang.",
    "2": "(1) Warga menjaga tertib.\n(2) Tertib sebagaimana dimaksud pada ayat (1) dijaga bersama.",
    "3": "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
}
AMENDING = (
    "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 9 TAHUN 2023 TENTANG PERUBAHAN ATAS UNDANG-UNDANG "
    "NOMOR 5 TAHUN 2021 TENTANG PEMILIHAN GUBERNUR, BUPATI, DAN WALIKOTA"
)


def split(text: str, **fields: Any) -> dict[str, str]:
    """The words of each part by the end of its id."""
    return {
        each["id"].split("-", 3)[3]: " ".join(each["text"].split())
        for each in articles(text, fields)
    }


def bodies(text: str) -> dict[str, str]:
    """The same of the articles alone, by their numbers."""
    parts = split(text).items()
    return {id.removeprefix("pasal-"): words for id, words in parts if id.startswith("pasal-")}


def flat(parts: dict[str, str]) -> dict[str, str]:
    return {number: " ".join(text.split()) for number, text in parts.items()}


# What is a statute


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 7 TAHUN 2017 TENTANG X", "UU 7/2017"),
        ("UNDANG-UNDANG NOMOR 7 TAHUN 2O17 TENTANG X", "UU 7/2017"),
        (
            "PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 1 TAHUN 2022 "
            "TENTANG X",
            "Perppu 1/2022",
        ),
        ("PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 32 TAHUN 2018 TENTANG X", "PP 32/2018"),
        ("PERATURAN PRESIDEN REPUBLIK INDONESIA NOMOR 16 TAHUN 2018 TENTANG X", "Perpres 16/2018"),
        ("PERATURAN KOMISI PEMILIHAN UMUM\nNOMOR 25 TAHUN 2023\nTENTANG\nX", "PKPU 25/2023"),
        (
            "PERATURAN BADAN PENGAWAS PEMILIHAN UMUM REPUBLIK INDONESIA NOMOR 5 TAHUN 2022 "
            "TENTANG X",
            "Perbawaslu 5/2022",
        ),
    ],
)
def test_a_law_is_known_by_its_heading_and_cited_by_its_short_name(
    heading: str, label: str
) -> None:
    text = law(printed(PLAIN), f"SALINAN\nPRESIDEN REPUBLIK INDONESIA\n{heading}")
    assert is_statute(text)
    titles = [each["title"] for each in articles(text, {})]
    assert [title.split(":")[0] for title in titles] == [
        f"{label} Pembukaan",
        *(f"{label} Pasal {number}" for number in PLAIN),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pasal 1\nWarga menjaga tertib.",
        "Menurut Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum, Pasal 1 berlaku.",
        "PUTUSAN TENTANG UNDANG-UNDANG NOMOR 7 TAHUN 2017 TENTANG PEMILIHAN UMUM. Pasal 1 gugur.",
        "Berita panjang. " * 60 + law(printed(PLAIN)),
    ],
)
def test_a_text_that_only_speaks_of_a_law_is_none(text: str) -> None:
    assert not is_statute(text)


def test_what_is_no_statute_has_no_articles_and_misses_none() -> None:
    assert (articles("Pasal 1\nIsi.", {}), missing("Pasal 1\nIsi.")) == ((), ())


# What is told of an article


def test_an_article_is_a_document_with_what_the_law_says_of_itself() -> None:
    text = law(printed(PLAIN))
    known = {"publisher": "JDIH", "url": "https://jdih.example/5", "kind": "news", "id": "berkas"}
    documents = [to_document(each, bundled()) for each in articles(text, known)]
    assert documents[2] == Document.model_validate(
        {
            "id": "uu-2021-5-pasal-2",
            "title": "UU 5/2021 Pasal 2: Ketertiban Kota Teduh",
            "kind": "regulation",
            "form": "original",
            "reliability": "primary",
            "publisher": "JDIH",
            "url": "https://jdih.example/5",
            "published_on": "2021-05-04",
            "valid_from": "2021-05-04",
            "text": PLAIN["2"],
        }
    )


def test_a_day_that_is_not_told_or_cannot_be_read_is_not_guessed() -> None:
    for day in ("L4 Mei 2021", "34 Mei 2021"):
        text = law(printed(PLAIN)).replace("4 Mei 2021", day)
        assert all("published_on" not in each for each in articles(text, {}))
    later = law(printed({**PLAIN, "3": "Undang-Undang ini mulai berlaku 30 hari kemudian."}))
    assert {each.get("valid_from") for each in articles(later, {})} == {None}


@pytest.mark.parametrize(
    ("subject", "regimes", "told"),
    [
        ("PEMILIHAN UMUM", ("pemilu",), "Pemilihan Umum (pemilu)"),
        (
            "PENETAPAN PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG NOMOR 1 TAHUN 2014 TENTANG "
            "PEMILIHAN GUBERNUR, BUPATI, DAN WALIKOTA MENJADI UNDANG-UNDANG",
            ("pilkada",),
            "Pemilihan Gubernur, Bupati, dan Walikota (pilkada)",
        ),
        (
            "PERUBAHAN ATAS PERATURAN KOMISI PEMILIHAN UMUM NOMOR 8 TAHUN 2024 TENTANG PENCALONAN "
            "GUBERNUR",
            ("pilkada",),
            "Pencalonan Gubernur (pilkada)",
        ),
        ("TATA KERJA KOMISI PEMILIHAN UMUM", (), "Tata Kerja Komisi Pemilihan Umum"),
        ("KEPOLISIAN NEGARA REPUBLIK INDONESIA", (), "Kepolisian Negara Republik Indonesia"),
        ("PERUBAHAN IKLIM " + "KOTA " * 60, (), f"Perubahan Iklim {'Kota ' * 35}Kota…"),
    ],
)
def test_the_election_is_the_one_that_the_laws_own_title_names(
    subject: str, regimes: tuple[str, ...], told: str
) -> None:
    text = law(printed(PLAIN), TITLE.replace("KETERTIBAN KOTA TEDUH", subject))
    for each in articles(text, {}):
        assert each.get("regime", ()) == regimes
        assert each["title"].endswith(f": {told}")


# Where an article begins


def test_preamble_and_articles_each_hold_their_own_words() -> None:
    parts = split(law(printed(PLAIN)))
    preamble = parts.pop("pembukaan")
    assert preamble.startswith(" ".join(PREAMBLE.split()))
    assert parts == {f"pasal-{number}": text for number, text in flat(PLAIN).items()}


def test_a_reference_opens_nothing_wherever_a_line_breaks_it() -> None:
    referring = (
        "Tertib sebagaimana dimaksud dalam\nPasal 1, Pasal 4, dan\nPasal 5 ayat (1) serta Pasal 6\n"
        "huruf a dijaga menurut Pasal 7. Ketentuan\nPasal 8 tidak berlaku."
    )
    body = {**PLAIN, "2": referring}
    assert bodies(law(printed(body))) == flat(body)


def test_headings_inside_a_line_are_found() -> None:
    body = (
        "BAB I KETENTUAN UMUM Pasal 1 Dalam Undang-Undang ini tertib adalah tenang. Pasal 2 (1) "
        "Warga menjaga tertib. (2) Tertib dimaksud dalam Pasal 1 dijaga. BAB II PENUTUP Bagian "
        "Kesatu Umum Pasal 3 Undang-Undang ini berlaku."
    )
    assert bodies(law(body)) == {
        "1": "Dalam Undang-Undang ini tertib adalah tenang.",
        "2": "(1) Warga menjaga tertib. (2) Tertib dimaksud dalam Pasal 1 dijaga.",
        "3": "Undang-Undang ini berlaku.",
    }


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "Pasal I"),
        (5, "Pasal S"),
        (8, "Pasal B"),
        (10, "Pasal l0"),
        (10, "Pasal 1O"),
        (22, "Pasa722"),
        (27, "Pasal 2T"),
        (22, "Pasd 22"),
        (22, "pasal 22"),
        (72, "PasaJT2"),
        (22, "**Pasal 22**"),
        (22, "### Pasal 22"),
        (144, "Pasa1 144"),
        (211, "Pasal 21 1"),
    ],
)
def test_a_number_that_was_misread_is_the_one_that_fits(number: int, written: str) -> None:
    heads = [f"Pasal {n}" if n != number else written for n in range(1, number + 3)]
    body = "\n".join(f"{head}\nWarga ke-{n} tertib." for n, head in enumerate(heads, 1))
    assert bodies(law(body))[str(number)] == f"Warga ke-{number} tertib."
    assert missing(law(body)) == ()


def test_a_heading_repeated_on_the_next_page_opens_one_article() -> None:
    body = printed(PLAIN).replace("Pasal 2\n", "Pasal 2\nPRES IOEN REPUBLIK INDONESIA\nPasal 2\n")
    assert bodies(law(body)) == flat(PLAIN)


def test_columns_read_in_the_wrong_order_still_give_each_article_its_words() -> None:
    text = {str(n): f"Warga ke-{n} menjaga tertib." for n in (1, 2, 4, 3, 5)}
    assert bodies(law(printed(text))) == text


def test_what_is_missing_is_told_and_its_words_are_nobodys() -> None:
    body = (
        "Pasal 1\nTertib adalah tenang.\n"
        "Pasal 2\n(1) Warga menjaga tertib.\n(2) Tertib itu tenang. Tertib dijaga siang malam.\n"
        "(1) Polisi menjaga warga.\n(2) Polisi itu tenang.\n"
        "Pasal 4\nTugas warga:\na. tenang;\nb. tertib.\na. siaga.\n"
        "Pasal 6\nWarga pulang. Polisi pulang.\n"
        "Pasal 8\nUndang-Undang ini berlaku."
    )
    assert missing(law(body)) == ("Pasal 3", "Pasal 5", "Pasal 7")
    assert bodies(law(body)) == {
        "1": "Tertib adalah tenang.",
        "2": "(1) Warga menjaga tertib. (2) Tertib itu tenang.",
        "4": "Tugas warga: a. tenang; b. tertib.",
        "6": "Warga pulang.",
        "8": "Undang-Undang ini berlaku.",
    }


# What belongs to no article


@pytest.mark.parametrize(
    "furniture",
    [
        "- 12 -",
        "_15_",
        "PRESIDEN REPUBLIK INDONESIA",
        "PRES I DEN REPUELIK INOONESIA",
        "www.peraturan.go.id",
        "jdih.kpu.go.id",
        "SK No 088541 A",
        "(2) Tertib...",
        "(2) Tertib . . .",
        "^",
    ],
)
def test_the_furniture_of_a_page_is_taken_out(furniture: str) -> None:
    body = printed(PLAIN).replace("\n(2) Tertib", f"\n{furniture}\n\n(2) Tertib")
    assert bodies(law(body)) == flat(PLAIN)


def test_words_that_only_look_like_furniture_stay() -> None:
    words = "Kepala Bagian Keuangan mengumumkan - sebagai contoh - pada laman web... atau koran."
    body = {**PLAIN, "2": words}
    assert bodies(law(printed(body)))["2"] == words


@pytest.mark.parametrize(
    "between",
    [
        "BAB II\nKETENTUAN PIDANA",
        "Bagian Kesatu\nUmum",
        "Paragraf 2 Penyidikan",
        "BUKU KEDUA\nPENYELENGGARA",
        "(1) (2) (3)",
        "c.\nd.\ne.",
        "n e p u J.Tr< t,',3o=| * r' o",
    ],
)
def test_what_stands_between_two_articles_is_in_neither(between: str) -> None:
    body = printed(PLAIN).replace("Pasal 3", f"{between}\nPasal 3")
    assert bodies(law(body)) == flat(PLAIN)


def test_where_a_divisions_name_fell_into_an_article_the_article_goes_on_behind_it() -> None:
    body = printed(PLAIN).replace("\n(2)", "\nBAB II KETENTUAN PIDANA Warga tenang.\n(2)")
    assert bodies(law(body))["2"] == (
        "(1) Warga menjaga tertib. Warga tenang. "
        "(2) Tertib sebagaimana dimaksud pada ayat (1) dijaga bersama."
    )


def test_the_closing_is_no_part_of_the_last_article() -> None:
    assert bodies(law(printed(PLAIN)))["3"] == PLAIN["3"]
    assert CLOSING[:20] not in " ".join(split(law(printed(PLAIN))).values())


# Amending laws


def amending() -> str:
    return law(
        "Pasal I\nBeberapa ketentuan dalam Undang-Undang Nomor 5 Tahun 2021 diubah sebagai "
        "berikut:\n"
        "1. Ketentuan ayat (2) Pasal 9 diubah, sehingga Pasal 9 berbunyi sebagai berikut:\n"
        "Pasal 9\n(1) Warga memilih.\n(2) Dihapus.\n"
        "2. Ketentuan Pasal 12 dihapus.\n"
        "3. Di antara Pasal 187 dan Pasal 188 disisipkan 2 (dua) pasal, yakni Pasal 187A dan "
        "Pasal 187B sehingga berbunyi sebagai berikut:\n"
        "Pasal 187A\nSetiap orang yang memberi uang sebagaimana dimaksud dalam Pasal 73 dipidana.\n"
        "Pasal 187B\nPenerima uang dipidana. 4. Ketentuan Pasal 193 sampai dengan Pasal 195 "
        "dihapus.\n"
        "5. Di antara Pasal 200 dan Pasal 201 disisipkan 3 (tiga) pasal, yakni Pasal 200A sampai "
        "dengan Pasal 200C yang berbunyi sebagai berikut:\n"
        "Pasal 200A\nPemilihan serentak.\nPasal 200C\nPemilihan susulan.\n"
        "Pasal II\nUndang-Undang ini mulai berlaku pada tanggal diundangkan.",
        AMENDING,
    )


def test_an_amended_article_is_one_of_the_amending_law_as_it_reads_afterwards() -> None:
    assert bodies(amending()) == {
        "i": ("Beberapa ketentuan dalam Undang-Undang Nomor 5 Tahun 2021 diubah sebagai berikut:"),
        "9": "(1) Warga memilih. (2) Dihapus.",
        "12": "Ketentuan Pasal 12 dihapus.",
        "187a": ("Setiap orang yang memberi uang sebagaimana dimaksud dalam Pasal 73 dipidana."),
        "187b": "Penerima uang dipidana.",
        **dict.fromkeys(
            ("193", "194", "195"), "Ketentuan Pasal 193 sampai dengan Pasal 195 dihapus."
        ),
        "200a": "Pemilihan serentak.",
        "200c": "Pemilihan susulan.",
        "ii": "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
    }


def test_an_amending_law_misses_what_it_names_and_does_not_say() -> None:
    assert missing(amending()) == ("Pasal 200B",)


def test_an_amended_article_is_cited_by_the_amending_law() -> None:
    titles = {each["id"]: each["title"] for each in articles(amending(), {})}
    assert titles["uu-2023-9-pasal-187a"] == (
        "UU 9/2023 Pasal 187A: Pemilihan Gubernur, Bupati, dan Walikota (pilkada)"
    )


# Explanations and annexes


def test_what_is_explained_is_told_apart_and_what_is_plain_is_left_out() -> None:
    explanation = (
        "I. UMUM Kota Teduh patut tertib menurut Pasal 28 Undang-Undang Dasar. II. PASAL DEMI "
        "PASAL\nPasal 1\nCukup jelas.\nPasal 2\nAyat (1) Cukup jelas. Ayat (2) Huruf a Cukup "
        "^jelas. Huruf b Yang dimaksud dengan “bersama” adalah semua warga. Ayat (3) Cukupjelas.\n"
        "Pasal 3\nDihapus.\nTAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 4"
    )
    parts = articles(law(printed(PLAIN), explanation=explanation), {})[4:]
    assert [(each["title"].split(":")[0], " ".join(each["text"].split())) for each in parts] == [
        (
            "UU 5/2021 Penjelasan Umum",
            "Kota Teduh patut tertib menurut Pasal 28 Undang-Undang Dasar.",
        ),
        (
            "UU 5/2021 Penjelasan Pasal 2",
            "Ayat (2) Huruf b Yang dimaksud dengan “bersama” adalah semua warga.",
        ),
    ]
    assert [each["id"] for each in parts] == [
        "uu-2021-5-penjelasan-umum",
        "uu-2021-5-penjelasan-pasal-2",
    ]


def test_the_articles_of_an_annexed_law_are_not_mixed_with_its_own() -> None:
    annexed = "PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 1 TAHUN 2020"
    own = {"1": "Peraturan terlampir ditetapkan.", "2": "Undang-Undang ini berlaku."}
    text = law(printed(own)) + law(printed(PLAIN), f"{annexed} TENTANG KETERTIBAN")
    parts = split(text)
    assert parts["pasal-1"] == own["1"]
    assert parts["lampiran-pasal-1"] == PLAIN["1"]
    assert parts["lampiran-pasal-3"] == PLAIN["3"]
    assert "UU 5/2021 Lampiran Pasal 3: Ketertiban Kota Teduh" in {
        each["title"] for each in articles(text, {})
    }


# How an article reads


def test_every_clause_begins_a_sentence_of_its_own() -> None:
    inline = "Pasal 1 (1) Warga menjaga tertib; (2) tertib dijaga. (2a) Warga tenang."
    text = law(f"{inline} Pasal 2 Undang-Undang ini berlaku.")
    document = Document.model_validate({**articles(text, {})[1]})
    assert [document.text[a:b] for a, b in sentences(document.text)] == [
        "(1) Warga menjaga tertib;",
        "(2) tertib dijaga.",
        "(2a) Warga tenang.",
    ]


def test_a_short_list_stays_with_its_lead_and_a_long_one_is_read_by_items() -> None:
    short = "Warga wajib:\na. tenang;\nb. tertib; dan\nc. pulang."
    items = [
        f"{letter}. menjaga tertib di jalan, di pasar, dan di taman kota;"
        for letter in "abcdefghij"
    ]
    long = "\n".join(["Polisi wajib:", *items])
    texts = {
        each["id"][-1]: each["text"] for each in articles(law(printed({"1": short, "2": long})), {})
    }
    assert texts["1"] == "Warga wajib: a. tenang; b. tertib; dan c. pulang."
    assert texts["2"] == long
    (passage,) = passages(Document(id="a", title="b", text=texts["1"]))
    assert len(sentences(passage.text)) == 1


@given(st.lists(st.integers(1, 60), min_size=1, unique=True).map(sorted), st.integers(20, 90))
def test_however_the_lines_are_broken_the_articles_stay_the_same(
    numbers: list[int], width: int
) -> None:
    parts = {
        str(n): f"(1) Warga ke-{n} tertib sebagaimana dimaksud dalam Pasal {n + 1} ayat (2).\n"
        f"(2) Tertib pada ayat (1) dan Pasal {n} dijaga warga."
        for n in range(1, max(numbers) + 1)
    }
    lines = law(printed(parts)).split("\n")
    wrapped = "\n".join(line for whole in lines for line in _wrapped(whole, width))
    assert bodies(wrapped) == flat(parts)


def _wrapped(line: str, width: int) -> list[str]:
    lines, words = [""], line.split()
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@given(st.text(max_size=300), st.text("(1)aPsl25. \n", max_size=300))
def test_whatever_stands_in_a_law_its_parts_are_documents_or_none(one: str, other: str) -> None:
    for text in (law(one), law(other), law(f"Pasal 1\n{other}\nPasal 2\n{one}"), one + other):
        for each in articles(text, {}):
            assert each["text"].strip() and each["title"].startswith("UU 5/2021 ")
        missing(text)


@pytest.mark.parametrize("piece", ["Pasal 1\n", "(1) a ", "a.\n", "1. Ketentuan Pasal 1 dihapus. "])
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    assert isinstance(articles(law(piece * (200_000 // len(piece))), {}), tuple)
