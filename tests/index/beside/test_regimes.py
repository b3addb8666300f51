from __future__ import annotations

from typing import Any

import pytest

from corpus.document import Regime
from index.beside.regimes import holds_under, on_law, under_both
from index.evidence import Candidate
from tests.index.beside.candidates import candidate

QUESTION = "Apakah penerima uang bisa dipidana?"
PEMILU = "Pasal 515 UU 7/2017 mengancam pemberi uang dengan penjara paling lama 3 tahun."
PILKADA = "Pasal 187A UU 10/2016 mengancam pemberi dan penerima uang dengan penjara 36 bulan."
BOTH = "UU Pemilu hanya menjerat pemberi, sedangkan UU Pilkada menjerat pemberi dan penerima."
NEITHER = "Pemberi uang diancam pidana penjara."


def ids(shown: tuple[Candidate, ...]) -> list[str]:
    return [each.document.id for each in shown]


def shown(question: str, *pool: Candidate) -> list[str]:
    return ids(under_both(question, pool[:1], pool))


@pytest.mark.parametrize(
    ("text", "regime", "held"),
    [
        (PEMILU, "pilkada", {Regime.PEMILU}),
        (PILKADA, "pemilu", {Regime.PILKADA}),
        (BOTH, [], {Regime.PEMILU, Regime.PILKADA}),
        (NEITHER, ["pilkada", "psu"], {Regime.PILKADA}),
        (NEITHER, [], set()),
        ("Penerima uang di pilgub diancam pidana.", "pemilu", {Regime.PILKADA}),
        ("Menurut UU Nomor 10 Tahun 2016 penerima dipidana.", [], {Regime.PILKADA}),
    ],
)
def test_what_a_sentence_names_counts_before_its_document(
    text: str, regime: Any, held: set[Regime]
) -> None:
    assert holds_under(candidate(text, regime=regime)) == held


@pytest.mark.parametrize(
    ("question", "law"),
    [
        (QUESTION, True),
        ("apa hukuman mencoblos dua kali", True),
        ("bolehkah bawa hp ke bilik suara", True),
        ("apa beda pemilu dan pilkada soal politik uang?", True),
        ("Apakah penerima uang di pilkada bisa dipidana?", False),
        ("Apa sanksi menurut UU 7/2017?", False),
        ("Berapa TPS di Jawa Tengah?", False),
    ],
)
def test_a_question_is_on_the_law_of_both_elections_where_it_names_none(
    question: str, law: bool
) -> None:
    assert on_law(question) is law


def test_one_sentence_of_each_law_is_shown_the_first_still_first() -> None:
    assert shown(QUESTION, candidate(PILKADA, "b"), candidate(PEMILU, "a")) == ["b", "a"]
    assert shown(QUESTION, candidate(PEMILU, "a"), candidate(PILKADA, "b")) == ["a", "b"]


def test_a_sentence_that_compares_both_laws_is_shown_with_them() -> None:
    comparing = candidate(BOTH, "both", sentence=0.2)
    pool = candidate(PILKADA, "b"), candidate(PEMILU, "a"), comparing
    assert shown(QUESTION, *pool) == ["b", "a", "both"]
    assert shown(QUESTION, pool[0], comparing) == ["b", "both"]


@pytest.mark.parametrize(
    "other",
    [
        candidate(PEMILU, "a", context=0.5),
        candidate(PEMILU, "a", sentence=0.5),
        candidate(PEMILU, "a", place=0.0),
        candidate("Bawaslu menerima laporan pada Pemilu 2024.", "a"),
        candidate("Pasal 187B UU 10/2016 mengancam anggota partai.", "a"),
    ],
    ids=["less", "of another act", "elsewhere", "no law", "the same law"],
)
def test_one_law_alone_is_left_as_it_is(other: Candidate) -> None:
    assert shown(QUESTION, candidate(PILKADA, "b"), other) == []


def test_a_question_that_names_an_election_gets_its_law_alone() -> None:
    pool = candidate(PILKADA, "b"), candidate(PEMILU, "a")
    assert shown("Apakah penerima uang di pilkada bisa dipidana?", *pool) == []


def test_what_states_no_law_is_not_split() -> None:
    news = candidate("Bawaslu menindak penerima uang.", "n", regime="pilkada")
    assert shown(QUESTION, news, candidate(PEMILU, "a"), candidate(PILKADA, "b")) == []
