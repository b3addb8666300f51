"""Which area a line names, of those that its writer may report for."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from bot.access import Person, Right, areas_of, may_in
from bot.reports.shorthand.outcome import Asked, Reason
from corpus.areas import AreaTree


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody may report: the `ids` of all those areas of the tree; his `own` are the ones
    for which he was made an officer, and are meant where he names none."""

    tree: AreaTree
    ids: frozenset[str]
    own: tuple[str, ...]


def reach_of(person: Person, tree: AreaTree) -> Reach:
    """Where the person may report."""
    ids = (area.id for area in tree.areas if may_in(person, Right.REPORT, area.id, tree))
    own = (id for id in areas_of(person, Right.REPORT) if tree.get(id))
    return Reach(tree, frozenset(ids), tuple(own))


def exactly(words: str, tree: AreaTree) -> tuple[str, ...]:
    """The areas of which all of `words` are a name."""
    return tuple(area.id for area in tree.called(words))


def near(words: str, reach: Reach) -> tuple[str, ...]:
    """The areas within reach that `words` are nearly a name of."""
    area = reach.tree.get(reach.tree.closest(words) or "")
    if area is None:
        return ()
    (name,) = get_close_matches(words.title(), [area.name, *area.also], n=1, cutoff=0)
    return tuple(id for id in exactly(name, reach.tree) if id in reach.ids)


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
