from __future__ import annotations

import pytest

from bot.access import Grant, Person, Role
from bot.audience import addressed, audience
from corpus.areas import bundled

ADMIN, OFFICER, COORDINATOR, ELSEWHERE = 21, 31, 32, 33
ROLES = {
    ADMIN: Grant(Role.ADMIN),
    OFFICER: Grant(Role.OFFICER, "kota-balikpapan"),
    COORDINATOR: Grant(Role.COORDINATOR, "kalimantan-timur"),
    ELSEWHERE: Grant(Role.OFFICER, "kota-blitar"),
}


@pytest.mark.parametrize(
    ("area", "meant"),
    [
        ("", {ADMIN, OFFICER, COORDINATOR, ELSEWHERE}),
        ("kota-balikpapan", {ADMIN, OFFICER, COORDINATOR}),
        ("kalimantan-timur", {ADMIN, OFFICER, COORDINATOR}),
        ("kota-blitar", {ADMIN, ELSEWHERE}),
        ("indonesia", {ADMIN, OFFICER, COORDINATOR, ELSEWHERE}),
    ],
)
def test_an_area_means_whoever_has_a_task_in_it_below_it_or_above_it(
    area: str, meant: set[int]
) -> None:
    everyone = [Person(id, "", None, (grant,)) for id, grant in ROLES.items()]
    assert audience([*everyone, Person(100, "")], area, bundled()) == meant


def test_whose_area_left_the_tree_is_meant_by_no_area() -> None:
    lost = Person(99, "", None, (Grant(Role.OFFICER, "tidak-ada-lagi"),))
    assert audience([lost], "kota-blitar", bundled()) == set()
    assert audience([lost], "", bundled()) == {99}


@pytest.mark.parametrize(
    ("text", "areas", "words"),
    [
        ("Apel besok", [], "Apel besok"),
        (" balikpapan: Apel besok ", ["kota-balikpapan"], "Apel besok"),
        ("Kaltim:\nApel: besok", ["kalimantan-timur"], "Apel: besok"),
        ("medan: Apel", ["kota-medan"], "Apel"),
        ("Blitar: Apel", ["kabupaten-blitar", "kota-blitar"], "Apel"),
        ("Perhatian: Apel di Balikpapan", [], "Perhatian: Apel di Balikpapan"),
        ("Apel di Balikpapan: pukul 7", [], "Apel di Balikpapan: pukul 7"),
        ("balikpapan:", ["kota-balikpapan"], ""),
        ("", [], ""),
        (":", [], ":"),
    ],
)
def test_an_area_before_the_first_colon_is_whom_it_is_for(
    text: str, areas: list[str], words: str
) -> None:
    named, said = addressed(text, bundled())
    assert ([area.id for area in named], said) == (areas, words)
