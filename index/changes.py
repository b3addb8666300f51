"""What sets a new generation apart from the one before it: which documents came, changed or went,
and how many passages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from index.weave import Column

NAMED = 50
"""Documents that are named of each sort; of the others only the number is told."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document by its id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Several:
    """How many documents, and the first of them in the order of their ids."""

    count: int = 0
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents that are new, that say something else than before, and that are gone; passages that
    are new and that are gone."""

    added: Several = Several()
    changed: Several = Several()
    removed: Several = Several()
    passages_added: int = 0
    passages_removed: int = 0

    @property
    def documents(self) -> int:
        """How many documents are not what they were."""
        return self.added.count + self.changed.count + self.removed.count


def difference(new: Column, gone: Column) -> tuple[int, int]:
    """How many of `new` are not among `gone`, and the other way round; each counts once."""
    came, went = Counter(new.tolist()), Counter(gone.tolist())
    return (came - went).total(), (went - came).total()
