"""What the buttons about roles say, and how it is read back. Each names what it is about in full:
it works on messages of any age, and whether the person may is asked again when it is pressed.

`officers` is whether the list that a button belongs to is of officers only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot import texts
from bot.access import Grant, Role
from bot.render.reply import Button

_ROLES = {"o": Role.OFFICER, "k": Role.COORDINATOR, "a": Role.ADMIN}
_LETTERS = {role: letter for letter, role in _ROLES.items()}
_HELD = r"([po]):(P-[0-9a-f]{8}):([oka]):([a-z0-9-]{0,40})\Z"

LIST_DATA = re.compile(r"g:l:([po]):(\d{1,4})\Z")
ASK_WITHDRAWAL_DATA = re.compile("g:w:" + _HELD)
WITHDRAW_DATA = re.compile("g:x:" + _HELD)
REVOKE_DATA = re.compile(r"g:v:([po]):(\d{1,12})\Z")
INVITE_DATA = re.compile(r"g:i\Z")
GIVE_DATA = re.compile(r"g:g:([oka])(?::([a-z0-9-]{1,40}))?\Z")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a button withdraws, and from whose pseudonym."""

    officers: bool
    pseudonym: str
    grant: Grant


def list_button(label: str, officers: bool, page: int = 0) -> Button:
    """Shows a page of the list."""
    return Button(label, f"g:l:{_list(officers)}:{page}")


def ask_withdrawal_button(label: str, asked: Withdrawal) -> Button:
    """Asks whether it is meant."""
    return Button(label, "g:w:" + _held(asked))


def withdraw_button(asked: Withdrawal) -> Button:
    """Withdraws it."""
    return Button(texts.BUTTON_WITHDRAW_YES, "g:x:" + _held(asked))


def revoke_button(label: str, id: int, officers: bool) -> Button:
    """Makes an invitation useless."""
    return Button(label, f"g:v:{_list(officers)}:{id}")


def invite_button(officers: bool) -> Button:
    """Begins an invitation: asks for the role, where it isn't settled by the list."""
    return Button(texts.BUTTON_INVITE, f"g:g:{_LETTERS[Role.OFFICER]}" if officers else "g:i")


def give_button(label: str, role: Role, area: str | None = None) -> Button:
    """Makes the invitation, or asks for the area that is missing for it."""
    return Button(label, f"g:g:{_LETTERS[role]}" + (f":{area}" if area else ""))


def parsed_list(data: str) -> tuple[bool, int]:
    """Officers only, and the page, of data that matches LIST_DATA."""
    _, _, which, page = data.split(":")
    return which == "o", int(page)


def parsed_withdrawal(data: str) -> Withdrawal:
    """Of data that matches ASK_WITHDRAWAL_DATA or WITHDRAW_DATA."""
    _, _, which, pseudonym, letter, area = data.split(":")
    return Withdrawal(which == "o", pseudonym, Grant(_ROLES[letter], area or None))


def parsed_revocation(data: str) -> tuple[bool, int]:
    """Officers only, and the invitation's id, of data that matches REVOKE_DATA."""
    _, _, which, id = data.split(":")
    return which == "o", int(id)


def parsed_gift(data: str) -> Grant:
    """The role, and the area if it is named, of data that matches GIVE_DATA."""
    _, _, letter, *area = data.split(":")
    return Grant(_ROLES[letter], area[0] if area else None)


def _list(officers: bool) -> str:
    return "o" if officers else "p"


def _held(asked: Withdrawal) -> str:
    letter, area = _LETTERS[asked.grant.role], asked.grant.area or ""
    return f"{_list(asked.officers)}:{asked.pseudonym}:{letter}:{area}"
