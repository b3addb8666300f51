from __future__ import annotations

import pytest

from bot import texts
from bot.drills.exercise import Unit
from bot.drills.headcount import MOST, Unclear, number_in, units_in

Listed = list[tuple[str, int | None]]


def listed(units: tuple[Unit, ...]) -> Listed:
    return [(unit.name, unit.count) for unit in units]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        (
            "Dalmas awal 30, Brimob 60, Linmas 40",
            [("Dalmas awal", 30), ("Brimob", 60), ("Linmas", 40)],
        ),
        ("30 Dalmas awal; 60 PHH Brimob", [("Dalmas awal", 30), ("PHH Brimob", 60)]),
        (
            "- negosiator (6)\n• Raimas: 24\n1) Dokkes 5",
            [("negosiator", 6), ("Raimas", 24), ("Dokkes", 5)],
        ),
        ("1. Damkar 12\n2. Dishub 20", [("Damkar", 12), ("Dishub", 20)]),
        ("Polri 1.300 personel, TNI 60 orang", [("Polri", 1300), ("TNI", 60)]),
        ("Brimob=60, Propam - 4, dan Humas 3 org", [("Brimob", 60), ("Propam", 4), ("Humas", 3)]),
        ("Brimob-60", [("Brimob", 60)]),
        ("Humas, TIK", [("Humas", None), ("TIK", None)]),
        ("Kodim 0905, Kodim 0905 40", [("Kodim 0905", None), ("Kodim 0905", 40)]),
        ("Yonif 600, Yonif 600 80", [("Yonif 600", None), ("Yonif 600", 80)]),
        ("Satpol PP 20", [("Satpol PP", 20)]),
    ],
)
def test_units_and_their_counts_are_read_as_people_list_them(words: str, units: Listed) -> None:
    assert listed(units_in(words)) == units


@pytest.mark.parametrize(
    "words",
    [
        "Brimob 1 SSK",
        "1 peleton Dalmas",
        "Damkar 2 unit",
        "3 mobil Damkar",
    ],
)
def test_what_is_counted_otherwise_than_in_people_is_asked_back(words: str) -> None:
    with pytest.raises(Unclear) as why:
        units_in(f"Linmas 40, {words}")
    assert why.value.reason == texts.DRILL_NOT_PEOPLE.format(words=words)


@pytest.mark.parametrize(
    "words",
    [
        "500",
        "Dalmas 1,300",
        "Brimob 20-30",
        "Brimob 2.5",
        "30 Brimob 60",
        "Brimob 60 bersenjata",
        "Brimob ±60",
        "Brimob 1/2",
        "Linmas 40, ???",
        f"Linmas {MOST + 1}",
        "Linmas " + "9" * 5000,
        "x" * 61 + " 4",
    ],
)
def test_a_number_that_may_mean_something_else_is_asked_back(words: str) -> None:
    with pytest.raises(Unclear):
        units_in(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("500", 500),
        ("1.266 personel", 1266),
        ("orang 12.", 12),
        ("lima ratus", None),
        ("500 atau 600", None),
        ("2,5", None),
        ("-3", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_a_total_is_one_number_or_none(words: str, number: int | None) -> None:
    assert number_in(words) == number
