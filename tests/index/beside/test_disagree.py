from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.beside.disagree import MOST, compare
from index.evidence import Candidate
from tests.index.beside.candidates import candidate

HOW_MANY = "Berapa personel yang dilibatkan dalam Operasi Pagar?"
ONE = "Operasi Pagar melibatkan 261.695 personel di seluruh Indonesia."
OTHER = "ANTARA menyebut Operasi Pagar melibatkan 434.197 personel Polri."


def figures_of(question: str, *pool: Candidate) -> list[list[str]]:
    """The figures of every disagreement, where the first of `pool` leads."""
    return [
        [told.text for told in one.disagreement().figures]
        for one in compare(question, pool[0], pool)
        if not one.grew
    ]


def grown(question: str, *pool: Candidate) -> list[list[str]]:
    return [
        [claim.told().text for claim in one.claims]
        for one in compare(question, pool[0], pool)
        if one.grew
    ]


def by(text: str, day: str = "2023-10-17", **fields: Any) -> Candidate:
    return candidate(text, published_on=day, title="Polri gelar Operasi Pagar", **fields)


def test_sources_that_tell_other_figures_for_the_same_stand_side_by_side() -> None:
    pair = by(OTHER, "2023-10-16"), by(ONE)
    assert figures_of(HOW_MANY, *pair) == [["261.695", "434.197"]]


def test_every_figure_stands_in_its_document() -> None:
    (found,) = compare(HOW_MANY, by(ONE), (by(ONE), by(OTHER)))
    for told, claim in zip(found.disagreement().figures, found.claims, strict=True):
        assert claim.candidate.document.text[told.start : told.end] == told.text
    assert found.disagreement().about == "personel"


def test_the_newest_of_the_most_official_sources_stands_for_a_figure() -> None:
    copy = by(ONE, "2023-10-20", id="copy", reliability="copy")
    older, newer = by(ONE, "2023-10-17", id="older"), by(ONE, "2023-10-18", id="newer")
    (found,) = compare(HOW_MANY, copy, (copy, older, newer, by(OTHER)))
    assert [one.document.id for one in found.candidates] == ["newer", OTHER]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (ONE, {}),
        ("Operasi Pagar melibatkan sekitar 262 ribu personel.", {}),
        (OTHER, {"area": "jawa-tengah"}),
        (OTHER, {"regime": "pilkada"}),
        (OTHER, {"drill": True}),
        (OTHER, {"day": "2025-03-01"}),
        (OTHER, {"context": 0.5}),
        (OTHER, {"place": 0.0}),
        ("Operasi Pagar melibatkan 2.926 personel Satgas Mabes.", {}),
        ("Operasi Pagar melibatkan 434.197 anggota Linmas.", {}),
        ("Operasi Pagar melibatkan 5.000 personel.", {}),
        ("Kekuatan harian Operasi Pagar dilaporkan 302.150 personel.", {}),
        ("Dalam Operasi Pagar ada 434.197 personel, dan 261.695 personel di antaranya Polri.", {}),
        ("Pasal 7 mengatur Operasi Pagar dengan 434.197 personel.", {}),
        ("Operasi Pagar berlangsung 222 hari.", {}),
        ("Dalam operasi itu, Operasi Pagar melibatkan 434.197 personel.", {}),
    ],
    ids=str,
)
def test_what_is_not_plainly_the_same_thing_is_left_alone(
    text: str, fields: dict[str, Any]
) -> None:
    first = by(ONE, id="first", regime="pemilu", area="indonesia")
    other = by(text, **{"id": "other", "regime": "pemilu", "area": "indonesia", **fields})
    assert figures_of(HOW_MANY, first, other) == []


@pytest.mark.parametrize("missing", [0, 1])
def test_sources_without_a_date_are_not_set_against_each_other(missing: int) -> None:
    days: list[str | None] = ["2023-10-17", "2023-10-16"]
    days[missing] = None
    one, other = (
        candidate(text, published_on=day, title="Operasi Pagar")
        for text, day in zip((ONE, OTHER), days, strict=True)
    )
    assert figures_of(HOW_MANY, one, other) == []


@pytest.mark.parametrize(
    "question", ["Siapa yang memimpin Operasi Pagar?", "Berapa TPS yang dijaga Operasi Pagar?"]
)
def test_figures_that_were_not_asked_for_are_not_compared(question: str) -> None:
    assert figures_of(question, by(ONE), by(OTHER)) == []


def test_figures_of_another_year_than_the_one_asked_about_are_not_compared() -> None:
    assert figures_of("Berapa personel Operasi Pagar 2019?", by(ONE), by(OTHER)) == []
    assert figures_of("Berapa personel Operasi Pagar 2023?", by(ONE), by(OTHER)) != []


def test_several_counts_of_one_sentence_are_each_compared_with_their_own() -> None:
    one = candidate(
        "Kapolda menyebut 292 TPS sangat rawan dan 760 TPS rawan di Jawa Tengah.",
        title="TPS rawan Jawa Tengah",
    )
    other = candidate(
        "Dari 117.299 TPS di Jawa Tengah, 297 dinilai sangat rawan, 728 rawan, dan 116.274 kurang "
        "rawan.",
        title="Polda petakan TPS rawan Jawa Tengah",
        published_on="2023-10-10",
    )
    question = "Berapa TPS rawan di Jawa Tengah?"
    assert figures_of(question, one, other) == [["292", "297"], ["760", "728"]]
    assert [one.disagreement().about for one in compare(question, one, (one, other))] == [
        "TPS sangat rawan",
        "TPS rawan",
    ]


def test_a_source_that_knows_the_other_figure_does_not_deny_it() -> None:
    first = by(ONE, id="first")
    other = by("Operasi Pagar melibatkan 434.197 personel Polri.", id="other")
    also = by("Sebelumnya disebut 261.695 personel.", id="other", context=0.1)
    assert figures_of(HOW_MANY, first, other) == [["261.695", "434.197"]]
    assert figures_of(HOW_MANY, first, other, also) == []


# What grew


def dead(number: int, day: str) -> Candidate:
    text = f"KPU mencatat {number} petugas KPPS meninggal."
    return candidate(text, published_on=day, title="Petugas KPPS meninggal")


def test_a_count_that_grew_is_told_newest_first_and_is_no_disagreement() -> None:
    pool = dead(91, "2019-04-23"), dead(440, "2019-05-04"), dead(318, "2019-04-30")
    question = "Berapa petugas KPPS yang meninggal?"
    assert figures_of(question, *pool) == []
    assert grown(question, *pool) == [["440", "318", "91"]]


def test_the_day_that_a_sentence_names_counts_before_that_of_its_publication() -> None:
    late = candidate(
        "Per 16 Februari 2024 tercatat 27 KPPS meninggal.",
        published_on="2024-02-20",
        title="KPPS meninggal",
    )
    pool = late, dead(42, "2024-02-18")
    assert grown("Berapa KPPS yang meninggal?", *pool) == [["42", "27"]]


def test_a_count_that_fell_is_not_said_to_have_grown() -> None:
    pool = dead(91, "2019-05-04"), dead(440, "2019-04-23")
    assert compare("Berapa petugas KPPS yang meninggal?", pool[0], pool) == ()


@given(st.lists(st.tuples(st.integers(2, 10**6), st.integers(1, 28)), min_size=1, max_size=6))
def test_whatever_is_compared_differs_and_is_in_order(told: list[tuple[int, int]]) -> None:
    pool = tuple(
        by(f"Operasi Pagar melibatkan {number} personel.", f"2023-10-{day:02}", id=str(at))
        for at, (number, day) in enumerate(told)
    )
    for found in compare(HOW_MANY, pool[0], pool):
        days = [claim.day for claim in found.claims]
        assert 1 < len(found.claims) <= MOST
        assert days == sorted(days, reverse=True)
        assert len({claim.figure.value for claim in found.claims}) == len(found.claims)
        assert len({claim.candidate.document.id for claim in found.claims}) == len(found.claims)
