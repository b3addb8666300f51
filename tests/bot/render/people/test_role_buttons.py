from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Grant, Role
from bot.render.people import role_buttons
from bot.render.people.role_buttons import (
    GIVE_DATA,
    LIST_DATA,
    REVOKE_DATA,
    Withdrawal,
    ask_withdrawal_button,
    give_button,
    list_button,
    parsed_gift,
    parsed_list,
    parsed_revocation,
    parsed_withdrawal,
    revoke_button,
    withdraw_button,
)
from bot.render.reply import Button
from corpus.areas import bundled

PATTERNS = [it for it in vars(role_buttons).values() if isinstance(it, re.Pattern)]

held = st.one_of(
    st.just(Grant(Role.ADMIN)),
    st.builds(
        Grant,
        st.sampled_from([Role.OFFICER, Role.COORDINATOR]),
        st.sampled_from([area.id for area in bundled().areas]),
    ),
)
pseudonyms = st.from_regex("P-[0-9a-f]{8}", fullmatch=True)


def fits(button: Button) -> bool:
    """Whether Telegram takes it and exactly one handler would."""
    matching = [it for it in PATTERNS if it.match(button.data)]
    return len(button.data.encode()) <= 64 and len(matching) == 1


@given(st.booleans(), pseudonyms, held)
def test_a_withdrawal_comes_back_as_it_was_asked(officers: bool, who: str, grant: Grant) -> None:
    asked = Withdrawal(officers, who, grant)
    for button in (ask_withdrawal_button("Cabut", asked), withdraw_button(asked)):
        assert fits(button) and parsed_withdrawal(button.data) == asked


@given(st.booleans(), st.integers(0, 9999), st.integers(1, 10**12 - 1))
def test_pages_and_invitations_come_back(officers: bool, page: int, id: int) -> None:
    turned, revoked = list_button("›", officers, page), revoke_button("Batalkan", id, officers)
    assert fits(turned) and parsed_list(turned.data) == (officers, page)
    assert fits(revoked) and parsed_revocation(revoked.data) == (officers, id)


@given(held)
def test_what_is_given_comes_back_with_its_area_or_without(grant: Grant) -> None:
    button = give_button("Ya", grant.role, grant.area)
    assert fits(button) and parsed_gift(button.data) == grant
    assert parsed_gift(give_button("Ya", grant.role).data) == Grant(grant.role)


@pytest.mark.parametrize(
    "data",
    [
        "g:l:p:",
        "g:l:p:0:",
        "g:l:p:99999",
        "g:w:p:P-0000000g:o:bali",
        "g:x:p:P-00000000:z:bali",
        "g:x:p:P-00000000:o:Bali",
        "g:v:p:-1",
        "g:g:c:bali",
        "g:g:o:",
        "g:i:",
        "g:l:p:0\n",
    ],
)
def test_data_that_was_changed_is_nobodys(data: str) -> None:
    assert [it for it in PATTERNS if it.match(data)] == []


def test_the_patterns_are_all_there() -> None:
    assert {LIST_DATA, REVOKE_DATA, GIVE_DATA} < set(PATTERNS) and len(PATTERNS) == 6
