from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import analyze
from index.analyze import alternatives, question_terms, standard, stopwords, terms, words

FOLDER = Path(analyze.__file__).parent
TEXT = st.text(max_size=200)


# Words


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Polres Blitar Kota", ["polres", "blitar", "kota"]),
        ("163.212 personel", ["163212", "personel"]),
        ("Rp24.000.000,00", ["rp", "24000000", "00"]),
        ("204,807,222 pemilih", ["204807222", "pemilih"]),
        ("Pasal 187A ayat (2)", ["pasal", "187a", "ayat", "2"]),
        ("7/2017", ["7", "2017"]),
        ("14-15 Februari", ["14", "15", "februari"]),
        ("jujur_dan_adil", ["jujur", "dan", "adil"]),
        ("se-Jawa, seJawa", ["se", "jawa", "sejawa"]),
        ("E\u0301LITE ÉLITE", ["e", "lite", "élite"]),
        ("😀 … — !", []),
        ("", []),
    ],
)
def test_a_text_is_split_into_lower_case_words_and_whole_numbers(
    text: str, split: list[str]
) -> None:
    assert words(text) == split


def test_a_number_is_found_with_and_without_its_separators() -> None:
    assert terms("163.212") == terms("163212") == terms("163,212")


def test_a_decimal_is_not_a_thousand() -> None:
    assert words("12,5 dan 1.25") == ["12", "5", "dan", "1", "25"]


# Terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pengamanan TPS", "mengamankan tps"),
        ("dipidana", "pidana"),
        ("penghitungan", "menghitung"),
        ("laporannya", "laporan"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_question_words_and_particles_are_no_terms() -> None:
    assert terms("Berapa sih yang ada di sana itu ya?") == terms("sana")
    assert terms("Bolehkah, haruskah, adakah dan mengapakah") == []
    assert terms("langkah") == ["langkah"]


def test_repetitions_are_kept_in_their_order() -> None:
    assert terms("kotak suara, lalu kotak") == ["kotak", "suara", *terms("lalu"), "kotak"]


def test_single_letters_are_dropped_and_single_digits_kept() -> None:
    assert terms("a 7 b") == ["7"]


@given(TEXT)
def test_terms_are_the_same_for_every_case_of_letter_that_lowers_alike(text: str) -> None:
    assert terms(text) == terms(text.lower())


@given(TEXT)
def test_terms_fit_one_to_a_line_and_between_blanks(text: str) -> None:
    for term in terms(text):
        assert term.split() == [term] and term.splitlines() == [term]


@given(TEXT, TEXT)
def test_what_stands_before_a_blank_changes_nothing_after_it(one: str, other: str) -> None:
    assert terms(f"{one} {other}") == terms(one) + terms(other)


@given(TEXT)
def test_terms_by_runs_are_the_terms_of_every_word(text: str) -> None:
    kept = [word for word in standard(text) if word not in stopwords()]
    stems = [stem for word in kept for stem in terms(f" {word} ")]
    assert terms(text) == stems


# Informal spellings


def test_an_informal_spelling_is_made_standard() -> None:
    assert standard("brp personil yg jg di TPS?") == [
        "berapa", "personel", "yang", "juga", "di", "tps",
    ]  # fmt: skip


def test_an_informal_spelling_has_the_terms_of_the_standard_one() -> None:
    assert terms("gmn cara nyoblos klo blm punya ktp") == terms(
        "bagaimana cara mencoblos kalau belum punya KTP"
    )


def test_every_informal_spelling_stands_once_and_leads_to_standard_words() -> None:
    with (FOLDER / "informal.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    spellings = [row["informal"] for row in rows]
    assert len(spellings) == len(set(spellings))
    for row in rows:
        assert words(row["informal"]) == [row["informal"]], row
        assert standard(row["standard"]) == words(row["standard"]), row


def test_every_stop_word_is_one_folded_word() -> None:
    assert all(words(word) == [word] for word in stopwords())


# Questions


GLOSSARY = {"Linmas": "perlindungan masyarakat", "PPL": "pengawas pemilu lapangan"}


def weights(question: str) -> dict[str, float]:
    return question_terms(question, alternatives(question, GLOSSARY))


def test_own_terms_weigh_one_and_terms_of_alternatives_less() -> None:
    found = weights("Berapa anggota Linmas?")
    assert found["linmas"] == 1
    assert all(0 < found[term] < 1 for term in terms("perlindungan masyarakat"))


def test_the_glossary_is_read_in_both_directions_and_any_case() -> None:
    assert "linmas" in weights("apa tugas Perlindungan MASYARAKAT")
    assert set(terms("perlindungan masyarakat")) <= weights("tugas linmas apa").keys()


def test_a_meaning_is_brought_in_only_by_whole_words() -> None:
    assert "ppl" not in weights("pengawas pemilu lapangannya")
    assert not set(terms("pengawas lapangan")) & weights("pplx").keys()


def test_a_synonym_of_an_informal_word_is_brought_in() -> None:
    assert set(terms("telepon genggam")) <= weights("boleh bawa hp ga").keys()


def test_a_term_of_the_question_keeps_its_weight_though_it_is_an_alternative_too() -> None:
    assert weights("Linmas atau perlindungan masyarakat")["linmas"] == 1


@given(st.text(max_size=100), st.dictionaries(st.text(max_size=8), st.text(max_size=12)))
def test_no_question_and_no_glossary_is_too_odd(question: str, glossary: dict[str, str]) -> None:
    others = alternatives(question, glossary)
    found = question_terms(question, others)
    assert all(0 < weight <= 1 for weight in found.values())
    assert {term for term, weight in found.items() if weight == 1} == set(terms(question))
    for term, sets in others.items():
        assert all(one and term not in one for one in sets)


def test_the_order_of_a_question_s_terms_does_not_depend_on_the_run() -> None:
    found = list(weights("apa hukuman bagi Linmas yang menerima uang"))
    own = [t for t in dict.fromkeys(terms("apa hukuman bagi Linmas yang menerima uang"))]
    wide = [term for term in found if term not in own]
    assert wide == sorted(wide)
