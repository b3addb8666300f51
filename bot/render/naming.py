"""What people and their roles are called. Anybody can take any name on Telegram: what would break a
line, turn it round or fill the screen is left out of it."""

from __future__ import annotations

import unicodedata

from bot import texts
from bot.access import Grant, Holding
from bot.render.dates import day_words
from corpus.areas import AreaTree

_LONGEST = 40
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def person_name(name: str) -> str:
    """`name` in one line of what can be seen, at most 40 characters; or that there is none."""
    seen = "".join(
        character
        for character in " ".join(name.split())
        if unicodedata.category(character) not in _UNSEEN
    ).strip()
    short = seen if len(seen) <= _LONGEST else seen[: _LONGEST - 1].rstrip() + "…"
    return short or texts.NO_NAME


def role_name(grant: Grant, areas: AreaTree) -> str:
    """ "petugas Kota Balikpapan"; an area that has left the tree by its id."""
    role = texts.ROLES[grant.role]
    if grant.area is None:
        return role
    area = areas.get(grant.area)
    return f"{role} {area.name if area else grant.area}"


def since(holding: Holding) -> str:
    """Since when, to stand after the role."""
    if holding.since is None:
        return texts.FROM_SETTINGS
    return texts.SINCE.format(date=day_words(holding.since))
