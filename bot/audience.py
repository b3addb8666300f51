"""Whom a broadcast is for: which area its author names, and who has a task there. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.access import Person, Right, may, may_in
from corpus.areas import Area, AreaTree


def audience(everyone: Iterable[Person], area: str, areas: AreaTree) -> set[int]:
    """Everyone with a task in `area`, below it or above it; with a task anywhere, if it is
    empty."""

    def is_meant(person: Person) -> bool:
        if not area:
            return may(person, Right.REPORT)
        below = (grant.area for grant in person.grants if grant.area and areas.get(grant.area))
        return may_in(person, Right.REPORT, area, areas) or any(
            areas.within(one, area) for one in below
        )

    return {person.id for person in everyone if is_meant(person)}


def addressed(text: str, areas: AreaTree) -> tuple[tuple[Area, ...], str]:
    """The areas that `text` names before its first colon, and the words after it: one area where it
    is clear, several where their name is shared; none where nothing is named, and all the words."""
    name, _, words = text.partition(":")
    # Names that are also everyday words count only with a capital.
    name = name.strip().title()
    for start, end, named in areas.mentions(name):
        if (start, end) == (0, len(name)):
            return named, words.strip()
    return (), text.strip()
