"""How the columns of a new generation come together: out of runs of an earlier one and runs of what
is new, so that what has not changed is copied in long pieces, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
Starts = NDArray[np.int64]
"""Where each of several things begins, and at the end where the last one ends."""


class Run(NamedTuple):
    """Entries `start:end` of a column, of the earlier generation's or of the new part."""

    earlier: bool
    start: int
    end: int

    def of(self, earlier: Column, new: Column) -> Column:
        """The entries."""
        return (earlier if self.earlier else new)[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Weave:
    """Which entries follow each other in a new column."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, origins: Iterable[int]) -> Weave:
        """For each entry its place in the earlier generation, or -1 for the next of the new."""
        origin = np.fromiter(origins, dtype=np.int64)
        earlier = origin >= 0
        place = np.where(earlier, origin, np.cumsum(~earlier) - 1)
        breaks = (np.diff(place) != 1) | (earlier[1:] != earlier[:-1])
        bounds = [0, *(np.flatnonzero(breaks) + 1).tolist(), len(origin)]
        return cls(
            tuple(
                Run(bool(earlier[start]), int(place[start]), int(place[start]) + end - start)
                for start, end in pairwise(bounds)
                if start < end
            )
        )

    def within(self, earlier: Starts, new: Starts) -> Weave:
        """The same runs, counted in what the entries are made of, given where each begins."""
        bounds = ((run.earlier, earlier if run.earlier else new, run) for run in self.runs)
        return Weave(
            tuple(Run(old, int(at[run.start]), int(at[run.end])) for old, at, run in bounds)
        )

    def column(self, earlier: Column, new: Column) -> Column:
        """The new column, of the type of its new part."""
        return np.concatenate([new[:0], *(run.of(earlier, new) for run in self.runs)])

    def starts(self, earlier: Starts, new: Starts) -> Starts:
        """Where each of the new entries begins."""
        lengths = self.column(np.diff(earlier), np.diff(new))
        return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])

    def left(self, count: int) -> NDArray[np.int64]:
        """Which of the `count` entries of the earlier generation are in none of the runs."""
        kept = np.zeros(count, dtype=bool)
        for run in self.runs:
            if run.earlier:
                kept[run.start : run.end] = True
        return np.flatnonzero(~kept)
