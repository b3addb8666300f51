"""Which area a line names, of those that its writer may report for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from bot.access import Grant, Person, Right, areas_of, may_in
from bot.reports.shorthand.outcome import Asked, Reason
from corpus.areas import Area, AreaTree
from index.lexicon import rareness

_SHORTENED = re.compile(
    r"(?:(?P<kind>kota|kab)\W+)?(?P<word>[bcdfghjklmnpqrstvwxyz]{3})(?:\W+(?P<kind_>kota|kab))?"
)
_FEW = 4
"""Areas of which one is still picked."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody may report: the `ids` of all those areas of the tree; his `own` are the ones
    for which he was made an officer, and are meant where he names none."""

    tree: AreaTree
    ids: frozenset[str]
    own: tuple[str, ...]


def reach_of(person: Person, tree: AreaTree) -> Reach:
    """Where the person may report."""
    return _reach(person.grants, tree)


@lru_cache(maxsize=256)  # every step of every report asks
def _reach(grants: tuple[Grant, ...], tree: AreaTree) -> Reach:
    person = Person(0, "", grants=grants)
    ids = (area.id for area in tree.areas if may_in(person, Right.REPORT, area.id, tree))
    own = (id for id in areas_of(person, Right.REPORT) if tree.get(id))
    return Reach(tree, frozenset(ids), tuple(own))


def exactly(words: str, tree: AreaTree) -> tuple[str, ...]:
    """The areas of which all of `words` are a name."""
    return tuple(area.id for area in tree.called(words))


def near(words: str, reach: Reach) -> tuple[str, ...]:
    """The areas within reach that `words` are nearly a name of."""
    area = reach.tree.get(reach.tree.closest(words) or "")
    if area is None or _are_others(words, reach.tree):
        return ()
    begun = _begun(words, reach)
    if len(begun) > 1:
        return begun
    (name,) = get_close_matches(words.title(), [area.name, *area.also], n=1, cutoff=0)
    return tuple(id for id in exactly(name, reach.tree) if id in reach.ids)


def _are_others(words: str, tree: AreaTree) -> bool:
    """Whether all of them are words of the language that no area's name has; apart, "balik papan",
    they may still be one."""
    of_names = {part for area in tree.areas for name in _bare(area) for part in name.split()}
    known = all(one in rareness() and one not in of_names for one in words.casefold().split())
    return known and not exactly(words.replace(" ", ""), tree)


def is_shortened(words: str) -> bool:
    """Whether they are no name, but what is left of one: "bpp", "kota smd"."""
    return _SHORTENED.fullmatch(words.casefold()) is not None


def shortened(words: str, reach: Reach) -> tuple[str, ...]:
    """The areas within reach of whose name `words` leave only some consonants; none where it could
    be of many."""
    found = _SHORTENED.fullmatch(words.casefold())
    assert found is not None
    kind = found["kind"] or found["kind_"] or ""
    letters = re.compile(".*".join(found["word"]))
    areas = tuple(
        area.id
        for area in reach.tree.areas
        if area.id in reach.ids and area.kind.startswith(kind)
        if any(letters.match(name) for name in _bare(area))
    )
    return areas if len(areas) <= _FEW else ()


def _begun(words: str, reach: Reach) -> tuple[str, ...]:
    """The areas within reach whose name begins with these words and goes on."""
    start = f"{words.casefold()} "
    return tuple(
        area.id
        for area in reach.tree.areas
        if area.id in reach.ids and any(name.startswith(start) for name in _bare(area))
    )


def _bare(area: Area) -> list[str]:
    """What the area is called, without its kind."""
    names = (area.name, *area.also)
    return [re.sub(r"^(?:kota|kabupaten|provinsi) ", "", name.casefold()) for name in names]


class Named:
    """The areas that a line names, by and by; each name stands for one of those that share it."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._names: list[tuple[str, ...]] = []
        self._outside = ""

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, areas: tuple[str, ...], said: str) -> None:
        """Take in a name, as it was `said`, of `areas`. Raises Asked where it is of another place
        than those before it."""
        within = tuple(id for id in areas if id in self._reach.ids)
        self._names.append(within or areas)
        if not within:
            self._outside = said
        if not self._innermost():
            raise Asked(Reason.AREAS, said)

    def meant(self) -> tuple[str, ...]:
        """The area that lies in all that are named, or several of one name. Raises Asked where they
        are not within reach."""
        meant = self._innermost()
        if not self._reach.ids.issuperset(meant):
            raise Asked(Reason.OUTSIDE, self._outside)
        return meant

    def _innermost(self) -> tuple[str, ...]:
        return next(filter(None, map(self._inner, self._names)), ())

    def _inner(self, areas: tuple[str, ...]) -> tuple[str, ...]:
        """Those that lie in one area of every name."""
        return tuple(id for id in areas if all(self._within(id, names) for names in self._names))

    def _within(self, id: str, areas: tuple[str, ...]) -> bool:
        return any(self._reach.tree.within(id, area) for area in areas)
