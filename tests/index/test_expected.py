from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyze import terms
from index.expected import Expected, answering_words, expected
from tests.support.small_corpus import DOCUMENTS

TEXT = st.text(max_size=120)
PIECES = st.sampled_from(
    ["14 Februari 2024", "Pasal 28", "UU 7/2017", "Nomor 7", "512", "1.250", "Rp3 juta", "belas",
     "dua", "personel", "TPS", "di", "Kota Blitar", "Surya Wijaya", "pukul 07.00", "dan", ",", ".",
     "(2/10/2023)"]
)  # fmt: skip


def marked(sentence: str, question: str) -> str | None:
    span = answering_words(sentence, question, expected(question))
    return None if span is None else sentence[slice(*span)]


# What a question asks for


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Berapa personel yang dikerahkan?", Expected.NUMBER),
        ("brp personil yg diturunin", Expected.NUMBER),
        ("BRAPA TPS rawan", Expected.NUMBER),
        ("Berapakah jumlah TPS?", Expected.NUMBER),
        ("jml tps di blitar", Expected.NUMBER),
        ("Seberapa banyak kotak suara rusak?", Expected.NUMBER),
        ("Kapan masa tenang dimulai?", Expected.DATE),
        ("kpn coblosan", Expected.DATE),
        ("Kapankah pemungutan suara?", Expected.DATE),
        ("tgl brp pencoblosan", Expected.DATE),
        ("Pada tahun berapa UU Pemilu disahkan?", Expected.DATE),
        ("thn brp pilkada serentak", Expected.DATE),
        ("Hari apa pemungutan suara?", Expected.DATE),
        ("Jam berapa TPS ditutup?", Expected.TIME),
        ("jam brp tps buka", Expected.TIME),
        ("Pukul berapa penghitungan dimulai?", Expected.TIME),
        ("Siapa yang memimpin apel?", Expected.PERSON),
        ("Siapakah Kapolres Blitar Kota?", Expected.PERSON),
        ("sapa yg mimpin apel", Expected.PERSON),
        ("nama ketua kpu blitar", Expected.PERSON),
        ("Di mana simulasi digelar?", Expected.PLACE),
        ("dimana simulasinya", Expected.PLACE),
        ("dmn simulasi digelar", Expected.PLACE),
        ("Di manakah gudang logistik?", Expected.PLACE),
        ("Ke mana kotak suara dikirim?", Expected.PLACE),
        ("kmn lapor politik uang", Expected.PLACE),
        ("Dari mana surat suara didatangkan?", Expected.PLACE),
        ("Provinsi mana yang paling rawan?", Expected.PLACE),
        ("Lokasi simulasi Sispamkota", Expected.PLACE),
        ("Pasal berapa yang mengatur politik uang?", Expected.ARTICLE),
        ("psl brp soal politik uang", Expected.ARTICLE),
        ("kena pasal apa kalau menyuap", Expected.ARTICLE),
        ("Melanggar pasal mana?", Expected.ARTICLE),
        ("Apa itu Sispamkota?", Expected.ANYTHING),
        ("gmn cara lapor", Expected.ANYTHING),
        ("Bolehkah membawa ponsel?", Expected.ANYTHING),
        ("Kenapa pemungutan suara diulang?", Expected.ANYTHING),
        ("", Expected.ANYTHING),
        ("😀", Expected.ANYTHING),
    ],
)
def test_question_words_tell_the_kind_of_answer(question: str, kind: Expected) -> None:
    assert expected(question) is kind


def test_a_question_word_inside_another_word_tells_nothing() -> None:
    assert expected("apakah beberapa TPS rawan") is Expected.ANYTHING
    assert expected("kapanpun") is Expected.ANYTHING


# The words that answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        # Numbers
        ("Berapa personel yang dilibatkan?", "Simulasi itu melibatkan 512 personel.", "512"),
        ("brp personil", "Pada 2 Oktober 2023 dikerahkan 1.250 personel.", "1.250"),
        ("Berapa anggota Linmas?", "Tiap TPS dijaga dua puluh satu anggota Linmas.",
         "dua puluh satu"),
        ("Berapa persen TPS rawan?", "Sebanyak 12,5 persen TPS rawan.", "12,5 persen"),
        ("Berapa dendanya?", "Pelanggar didenda paling banyak Rp24.000.000,00.", "Rp24.000.000,00"),
        ("Berapa honornya?", "Honornya Rp1,2 juta sampai Rp1,5 juta.",
         "Rp1,2 juta sampai Rp1,5 juta"),
        ("Berapa DPT nasional?", "Sebanyak 204.807.222 DPT ditetapkan.", "204.807.222"),
        ("Berapa Linmas?", "Ada 25.000 TNI, 170.000 polisi dan 1.055.510 Linmas.", "1.055.510"),
        ("Berapa TPS yang dijaga?", "Sebanyak 275 personel menjaga 489 TPS.", "489"),
        ("Berapa personel yang menjaga?", "Sebanyak 275 personel menjaga 489 TPS.", "275"),
        # Dates
        ("Kapan simulasi digelar?", "Simulasi digelar pada 2 Oktober 2023.", "2 Oktober 2023"),
        ("kpn masa tenang", "Masa tenang 11-13 Februari 2024.", "11-13 Februari 2024"),
        ("Kapan kampanye?", "Kampanye 28 November 2023 sampai 10 Februari 2024.",
         "28 November 2023 sampai 10 Februari 2024"),
        ("Kapan itu?", "Pada Senin (2/10/2023) digelar apel.", "2/10/2023"),
        ("Kapan PSU?", "PSU digelar Maret 2025.", "Maret 2025"),
        ("Kapan Bawaslu dibentuk?", "Bawaslu dibentuk tahun 2008, disahkan 9 April 2008.",
         "9 April 2008"),
        # Times
        ("Jam berapa TPS buka?", "TPS buka pukul 07.00 sampai 13.00.", "pukul 07.00 sampai 13.00"),
        ("jam brp tutup", "TPS tutup 13.00 WIB.", "13.00"),
        # People
        ("Siapa yang memimpin apel?", "Apel dipimpin Kombes Surya Wijaya.", "Kombes Surya Wijaya"),
        ("sapa ketuanya", "Menurut Senin lalu, ketuanya Siti binti Ahmad.", "Siti binti Ahmad"),
        ("Siapa Kapolres?", "Surya Wijaya dengan tegas menolak.", "Surya Wijaya"),
        ("Siapa Kapolres?", "Anggoro dengan tegas menolak Surya Wijaya.", "Surya Wijaya"),
        # Places
        ("Di mana simulasi digelar?", "Simulasi digelar di Lapangan Merdeka.", "Lapangan Merdeka"),
        ("dmn simulasinya", "Simulasi di halaman Balai Kota pada Senin.", "halaman Balai Kota"),
        ("Dari mana surat suara datang?", "Surat suara datang dari Surabaya.", "Surabaya"),
        # Articles
        ("Pasal berapa?", "Diatur Pasal 28 ayat (2) PKPU 25 Tahun 2023.", "Pasal 28 ayat (2)"),
        ("psl brp", "Diancam pasal 187A.", "pasal 187A"),
    ],
)  # fmt: skip
def test_the_words_that_answer_are_marked(question: str, sentence: str, answer: str) -> None:
    assert marked(sentence, question) == answer


@pytest.mark.parametrize(
    "sentence",
    [
        "Simulasi digelar pada 2 Oktober 2023.",
        "Simulasi digelar Senin (2/10/2023).",
        "Masa tenang 11-13 Februari 2024.",
        "Masa tenang 11 sampai 13 Februari 2024.",
        "Kegiatan pada 5 s.d. 7 Mei berlangsung aman.",
        "Pemilu pada Oktober 2023 aman.",
        "Diatur UU Nomor 7 Tahun 2017.",
        "Diatur UU No. 7/2017.",
        "Diatur UU 7/2017 dan PKPU 25/2023.",
        "Diatur Perbawaslu 5 dan Pasal 28 ayat (2).",
        "Putusan Nomor 90/PUU-XXI/2023 dibacakan.",
        "Ayat (3) berlaku.",
        "Kejadian itu di TPS 12.",
        "Peringatan ke-78 digelar.",
    ],
)
def test_no_part_of_a_date_or_of_the_number_of_a_law_answers_how_many(sentence: str) -> None:
    assert marked(sentence, "Berapa personel?") is None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Kapan Pemilu 2024 digelar?", "Pemilu 2024 digelar 14 Februari 2024.", "14 Februari 2024"),
        ("Kapan Pemilu 2024 digelar?", "Pemilu 2024 digelar serentak.", None),
        ("Berapa TPS yang dijaga 275 personel?", "Ada 275 personel menjaga 489 TPS.", "489"),
        ("Berapa yang dijaga 275 personel?", "Ada 275 personel berjaga.", None),
        ("Siapa Surya Wijaya?", "Surya Wijaya memimpin bersama Rahmat Hidayat.", "Rahmat Hidayat"),
        ("Di mana Kota Blitar?", "Pos di Kota Blitar dan di Gedung Juang.", "Gedung Juang"),
        ("Ayat Pasal 28 sama dengan pasal berapa?", "Pasal 28 sama dengan Pasal 33.", "Pasal 33"),
    ],
)
def test_what_the_question_says_itself_is_no_answer(
    question: str, sentence: str, answer: str | None
) -> None:
    assert marked(sentence, question) == answer


@pytest.mark.parametrize(
    "sentence",
    ["Menurut Bawaslu Kota Blitar, aman.", "Polres Blitar Kota siaga.", "Operasi Mantap Praja."],
)
def test_an_office_a_place_or_an_operation_is_no_person(sentence: str) -> None:
    assert marked(sentence, "Siapa yang bertugas?") is None


def test_a_question_for_anything_marks_nothing() -> None:
    assert marked("Simulasi melibatkan 512 personel pada 2 Oktober 2023.", "Apa itu?") is None


@given(st.lists(PIECES, max_size=12).map(" ".join) | TEXT, TEXT, st.sampled_from(Expected))
def test_a_mark_lies_inside_the_sentence_and_holds_something_new(
    sentence: str, question: str, kind: Expected
) -> None:
    span = answering_words(sentence, question, kind)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(sentence)
        assert not set(terms(sentence[start:end])) <= set(terms(question))
        assert not sentence[start:end][0].isspace() and not sentence[start:end][-1].isspace()


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_a_number_is_marked_whole(sentence: str) -> None:
    span = answering_words(sentence, "Berapa banyak?", Expected.NUMBER)
    if span is not None:
        start, end = span
        assert not sentence[:start][-1:].isdigit() and not sentence[end:][:1].isdigit()


@given(TEXT)
def test_any_question_asks_for_something(question: str) -> None:
    assert expected(question) in Expected


def test_every_sentence_of_the_corpus_can_be_asked_for_everything() -> None:
    for document in DOCUMENTS:
        for kind in Expected:
            span = answering_words(document.text, "", kind)
            assert span is None or document.text[slice(*span)].strip()
