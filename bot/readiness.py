"""How ready an area is: reports in, a board out. Pure: nothing is stored but reports, and what they
amount to is worked out anew each time somebody looks, because it changes by the mere passing of
time.

Nobody reported, or too long ago, is "tak diketahui": never ready, never not ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import nsmallest
from operator import attrgetter

from bot.access import Role


class Component(StrEnum):
    """What police supervision looks at before an election, in its order, and two rows that run
    across all of it."""

    PLANS = "perangkat-lunak"
    PERSONNEL = "personel"
    POSTS = "posko"
    LOGISTICS = "logistik"
    TRAINING = "latihan"
    BUDGET = "anggaran"
    SITUATION = "situasi"
    SOCIETY = "masyarakat"
    COORDINATION = "koordinasi"
    CONTINGENCY = "kontinjensi"


class State(StrEnum):
    """How far a component is, in words: the field's colours mean the use of force."""

    NOT_YET = "belum"
    ACTION = "perlu-tindakan"
    UNKNOWN = "tak-diketahui"
    READY = "siap"


class Verdict(StrEnum):
    """What a superior made of a report."""

    VERIFIED = "verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Report:
    """What an officer saw. `officer` is a pseudonym; `have` of `need` in the component's own unit,
    None where no number was given; moments are in UTC."""

    id: int
    area: str
    component: Component
    state: State
    have: int | None
    need: int | None
    note: str
    officer: str
    role: Role
    observed_at: datetime
    received_at: datetime
    verdict: Verdict | None = None
    judged_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One component of one area. `report` is the one that counts, if any; `stale` where it is too
    old to say anything."""

    component: Component
    state: State
    report: Report | None
    stale: bool

    @property
    def lacking(self) -> int:
        """How much is missing, by its numbers; 0 where none were given."""
        report = self.report
        if report is None or report.have is None or report.need is None:
            return 0
        return max(0, report.need - report.have)


@dataclass(frozen=True, slots=True)
class AreaReadiness:
    """An area's cells in the order of Component, and what they come to."""

    area: str
    level: State
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> tuple[Component, ...]:
        """What nobody has reported, or not lately."""
        return tuple(cell.component for cell in self.cells if cell.state is State.UNKNOWN)

    @property
    def newest(self) -> datetime | None:
        """When the youngest value was seen."""
        return max((c.report.observed_at for c in self.cells if c.report), default=None)

    @property
    def is_silent(self) -> bool:
        """Whether nobody has reported anything that still counts."""
        return all(cell.state is State.UNKNOWN for cell in self.cells)


Ages = Mapping[Component, timedelta]
"""How long a value of each component counts."""

_STANDING = (None, Verdict.VERIFIED)
"""What is to be made of a report for it to count."""

_AMISS = (State.NOT_YET, State.ACTION)
_ROWS = tuple(Component)


def assess(area: str, reports: Iterable[Report], now: datetime, ages: Ages) -> AreaReadiness:
    """What `reports`, of this area, amount to at `now`. Of a component the last that was seen
    counts, rejected and withdrawn ones aside; among equals the last that was received."""
    in_order = sorted(reports, key=attrgetter("observed_at", "received_at", "id"))
    latest = {
        one.component: one for one in in_order if one.area == area and one.verdict in _STANDING
    }
    cells = tuple([_cell(one, latest.get(one), now, ages[one]) for one in _ROWS])
    return AreaReadiness(area, _level(cells), cells)


def gaps(areas: Iterable[AreaReadiness], limit: int = 3) -> tuple[tuple[str, Cell], ...]:
    """What is most amiss, the worst first: what is not there before what lacks something, the
    larger lack first. What nobody knows is no gap: it is told as missing."""
    amiss = ((it.area, cell) for it in areas for cell in it.cells if cell.state in _AMISS)
    return tuple(nsmallest(limit, amiss, key=_how_bad))


def state_of(have: int, need: int) -> State:
    """The state that numbers tell by themselves."""
    if have >= need:
        return State.READY
    return State.ACTION if have else State.NOT_YET


def worsened(before: State, after: State) -> bool:
    """Whether a cell changed for the worse; a value that only grew old did not."""
    rank = {State.NOT_YET: 0, State.ACTION: 1, State.READY: 2}
    return before in rank and after in rank and rank[after] < rank[before]


def _how_bad(gap: tuple[str, Cell]) -> tuple[bool, int, str]:
    area, cell = gap
    return cell.state is not State.NOT_YET, -cell.lacking, area


def _cell(component: Component, report: Report | None, now: datetime, age: timedelta) -> Cell:
    if report is None:
        return Cell(component, State.UNKNOWN, None, stale=False)
    stale = now - report.observed_at > age
    return Cell(component, State.UNKNOWN if stale else report.state, report, stale)


def _level(cells: Iterable[Cell]) -> State:
    """The worst of what is known; ready only where everything is."""
    found = {cell.state for cell in cells}
    return next(state for state in State if state in found)
