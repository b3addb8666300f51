from __future__ import annotations

import pytest

from index.followup.frame import Word, asks, plain, topic, words, written


@pytest.mark.parametrize(
    ("question", "whole", "without_what_is_asked_for"),
    [
        (
            "Berapa personel yang dilibatkan dalam simulasi Sispamkota Balikpapan?",
            "personel yang dilibatkan dalam simulasi Sispamkota Balikpapan",
            "simulasi Sispamkota Balikpapan",
        ),
        (
            "Berapa personel yang mengamankan PSU Kabupaten Serang?",
            "personel yang mengamankan PSU Kabupaten Serang",
            "pengamanan PSU Kabupaten Serang",
        ),
        (
            "Berapa personel yang dikerahkan secara nasional untuk pengamanan Pilkada 2024?",
            "personel yang dikerahkan secara nasional untuk pengamanan Pilkada 2024",
            "pengamanan Pilkada 2024",
        ),
        (
            "Apa ancaman pidana bagi orang yang menggagalkan pemungutan suara?",
            "ancaman pidana bagi orang yang menggagalkan pemungutan suara",
            "orang yang menggagalkan pemungutan suara",
        ),
        (
            "Siapa kepala Operasi Mantap Brata?",
            "kepala Operasi Mantap Brata",
            "Operasi Mantap Brata",
        ),
        ("brp gaji linmas pemilu 2024 ya min?", "gaji linmas pemilu 2024", "linmas pemilu 2024"),
    ],
)
def test_a_question_is_about_what_is_left_without_the_words_that_ask(
    question: str, whole: str, without_what_is_asked_for: str
) -> None:
    assert topic(question, whole=True) == whole
    assert topic(question) == without_what_is_asked_for


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Kapan simulasi Sispamkota Balikpapan digelar?", "simulasi Sispamkota Balikpapan"),
        ("Kapan pendaftaran calon dibuka?", "pendaftaran calon"),
        ("Bolehkah penerima uang dihukum?", "penerima uang"),
        ("boleh ga sih bawa hp ke bilik suara?", "bawa hp ke bilik suara"),
        ("itu kabar 7 kontainer dari mana", "kabar 7 kontainer"),
        ("Di mana TPS saya?", "TPS saya"),
    ],
)
def test_what_only_says_that_it_takes_place_or_may_be_is_left_out(
    question: str, about: str
) -> None:
    assert topic(question) == about


def test_what_is_counted_stays_where_its_clause_tells_what_it_is() -> None:
    question = "Berapa petugas Pemilu 2024 yang meninggal?"
    assert topic(question) == "petugas Pemilu 2024 yang meninggal"
    assert topic("Berapa TPS sangat rawan di Jateng?") == "TPS sangat rawan di Jateng"


def test_who_is_asked_for_stays_where_else_only_the_place_is_left() -> None:
    assert topic("Siapa Kapolresta Balikpapan?") == "Kapolresta Balikpapan"


@pytest.mark.parametrize("question", ["", "?", "di mana?", "kapan ya min", "kalau di Blitar 2024?"])
def test_a_question_of_which_only_place_and_date_are_left_is_about_nothing(question: str) -> None:
    assert topic(question) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berapa personelnya?", "jumlah TPS brp"),
        ("kpn itu", "Tanggal berapa pemungutan suara?"),
        ("Kenapa ditunda?", "mengapa"),
        ("apakah boleh", "apa isinya"),
        ("dmn", "ke mana melapornya"),
    ],
)
def test_two_questions_of_one_sort_ask_the_same(one: str, other: str) -> None:
    assert asks(one) == asks(other) is not None


def test_what_holds_no_word_that_asks_asks_nothing() -> None:
    assert asks("kalau di Blitar") is None
    assert asks("berapa") != asks("kapan")


@pytest.mark.parametrize(
    ("as_written", "word"),
    [
        ("personelnya", Word("personel", "personel", owned=True)),
        ("Kapolresny", Word("Kapolres", "kapolres", owned=True)),
        ("brp?", Word("brp", "berapa")),
        ("kampanye", Word("kampanye", "kampanye")),
        ("biasanya", Word("biasanya", "biasanya")),
        ("tanya", Word("tanya", "tanya")),
        ("2024", Word("2024", "2024")),
    ],
)
def test_a_word_is_owned_where_nya_belongs_to_somebody(as_written: str, word: Word) -> None:
    assert Word.of(as_written) == word


def test_words_are_written_in_their_standard_spelling_and_names_as_they_were() -> None:
    said = words("brp personel yg jaga TPS di Putusan 135/PUU-XXII/2024 ...")
    assert written(said) == "berapa personel yang jaga TPS di Putusan 135/PUU-XXII/2024"


def test_a_text_is_made_plain_on_one_line_without_its_marks() -> None:
    assert plain(" Putusan MK -nya\n kapan ?!") == "Putusan MKnya kapan"
