from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.access import Grant, Role
from bot.render.naming import person_name, role_name
from corpus.areas import bundled


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Sri Rahayu", "Sri Rahayu"),
        ("Budi\n1. Wayan: admin", "Budi 1. Wayan: admin"),
        ("\u202eidub", "idub"),
        ("Bu\u200bdi", "Budi"),
        ("Siti 🌺", "Siti 🌺"),
        ("محمد", "محمد"),
        ("A" * 300, "A" * 39 + "…"),
        (" \u200b \n", texts.NO_NAME),
        ("", texts.NO_NAME),
    ],
)
def test_a_name_is_one_short_line_of_what_can_be_seen(name: str, shown: str) -> None:
    assert person_name(name) == shown


@given(st.text())
def test_no_name_breaks_a_line_or_fills_the_screen(name: str) -> None:
    shown = person_name(name)
    assert 1 <= len(shown) <= 40 and len(shown.splitlines()) == 1


@pytest.mark.parametrize(
    ("grant", "shown"),
    [
        (Grant(Role.ADMIN), "admin"),
        (Grant(Role.OFFICER, "kota-blitar"), "petugas Kota Blitar"),
        (Grant(Role.COORDINATOR, "jatim-lama"), "koordinator jatim-lama"),
    ],
)
def test_a_role_is_told_with_its_area(grant: Grant, shown: str) -> None:
    assert role_name(grant, bundled()) == shown
