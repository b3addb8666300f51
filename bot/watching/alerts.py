"""What is news about an area to whoever watches it: a cell that became worse, a value that grew too
old. Pure: what was seen last and what is now go in, news comes out.

What is worse is measured against the last state that somebody reported, also where it grew old
meanwhile: "ready", then too old to count, then "not yet" is worse. What is better is no alert.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.readiness import AreaReadiness, Cell, Component, State, worsened


class Kind(StrEnum):
    """What somebody is told of by himself."""

    WORSE = "worse"  # a cell
    STALE = "stale"  # a cell
    FOLLOW_UP = "follow-up"  # of an exercise, on the day that it is due
    DIGEST = "digest"  # of an area, every morning
    STAGE = "stage"  # of an election, before it begins


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell as it was looked at last: what its report said, and whether that was too old."""

    state: State
    stale: bool


Sight = Mapping[Component, Seen]
"""An area as it was looked at last: the cells of which there was a report."""


@dataclass(frozen=True, slots=True)
class News:
    """A cell that became worse or stale; `before` is what it was reported to be until then."""

    kind: Kind
    area: str
    component: Component
    before: State


def sight(area: AreaReadiness) -> Sight:
    """What is seen of an area now."""
    return {
        cell.component: Seen(cell.report.state, cell.stale) for cell in area.cells if cell.report
    }


def news(area: AreaReadiness, before: Sight) -> Iterator[News]:
    """What changed for the worse since `before`. A cell of which nothing was known has no before,
    and a report that is withdrawn takes what it said along."""
    for component, now in sight(area).items():
        then = before.get(component)
        if then is None:
            continue
        if now.stale:
            if not then.stale:
                yield News(Kind.STALE, area.area, component, then.state)
        elif worsened(then.state, now.state):
            yield News(Kind.WORSE, area.area, component, then.state)


def still_so(kind: Kind, before: State, cell: Cell) -> bool:
    """Whether news of a cell is still true. What became well again before anybody was told, or was
    corrected, is not told at all: whoever reads in the morning wants to know what is amiss now."""
    return cell.stale if kind is Kind.STALE else worsened(before, cell.state)
