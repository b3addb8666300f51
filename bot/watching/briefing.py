"""What one person is told in one message: all that is due for him, as it is at that moment and not
as it was when it became due. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.db.follow_ups import FollowUp
from bot.db.notices import Notice
from bot.readiness import AreaReadiness, Cell, Component, State
from bot.watching.alerts import Kind, still_so
from bot.watching.hours import day_at, digest_day
from bot.watching.occasions import reminder_of
from corpus.areas import AreaKind, AreaTree
from corpus.stages import Calendar, Reminder

__all__ = ["Altered", "Briefing", "Digest", "Facts", "FollowUp", "areas_in", "briefing"]


@dataclass(frozen=True, slots=True)
class Altered:
    """A cell that became worse or stale; `before` is what it was reported to be until then."""

    kind: Kind
    area: str
    cell: Cell
    before: State


@dataclass(frozen=True, slots=True)
class Digest:
    """A watched area in the morning: who reports for it, and the tasks that are late."""

    area: str
    units: tuple[AreaReadiness, ...]
    late: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """`watched` are those of his areas that something here is about, `drills` the areas here in
    which an exercise is on."""

    altered: tuple[Altered, ...]
    follow_ups: tuple[FollowUp, ...]
    reminders: tuple[Reminder, ...]
    digests: tuple[Digest, ...]
    watched: tuple[str, ...]
    drills: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.altered or self.follow_ups or self.reminders or self.digests)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at the moment `now`: how the `areas_in` of the notices stand, which tasks are
    due and not done, and in which areas exercises are on."""

    standings: Mapping[str, AreaReadiness]
    tasks: Sequence[FollowUp]
    drills: Collection[str]
    calendar: Calendar
    areas: AreaTree
    now: datetime


def areas_in(notices: Iterable[Notice], areas: AreaTree) -> frozenset[str]:
    """The areas whose standing is needed to tell the notices."""
    needed: set[str] = set()
    for notice in notices:
        match notice.kind:
            case Kind.WORSE | Kind.STALE:
                needed.add(notice.area)
            case Kind.DIGEST:
                needed.update(_units(notice.area, areas))
    return frozenset(needed)


def briefing(
    notices: Sequence[Notice], reader: str | None, watched: Collection[str], facts: Facts
) -> Briefing:
    """What there is to tell of the notices, which stand in the order of their happening, to the
    `reader`, a pseudonym, who watches the areas `watched`."""
    altered = tuple(it for it in _altered(notices, facts) if not _is_own(it, reader))
    follow_ups = tuple(_follow_ups(notices, facts))
    digests = tuple(_digests(notices, facts))
    reminders = tuple(_reminders(notices, facts))
    whole = [it.area for it in digests]
    told = [*(it.area for it in altered), *(it.area for it in follow_ups), *whole]
    above = {area.id for one in told for area in facts.areas.path(one)}
    # A digest is about all in its area, everything else about one area alone.
    drills = {one for one in facts.drills if one in above or _is_in(one, whole, facts.areas)}
    return Briefing(
        altered,
        follow_ups,
        reminders,
        digests,
        tuple(sorted(above.intersection(watched))),
        tuple(sorted(drills)),
    )


def _altered(notices: Iterable[Notice], facts: Facts) -> Iterator[Altered]:
    """Each cell once, with what it was before the first news of it that is still so."""
    told: set[tuple[str, str]] = set()
    order = list(Component)
    for notice in notices:
        if notice.kind not in (Kind.WORSE, Kind.STALE):
            continue
        cell = facts.standings[notice.area].cells[order.index(Component(notice.subject))]
        before, name = State(notice.before), (notice.area, notice.subject)
        if name not in told and still_so(notice.kind, before, cell):
            told.add(name)
            yield Altered(notice.kind, notice.area, cell, before)


def _is_own(told: Altered, reader: str | None) -> bool:
    """Whether he reported himself what became worse, and so knows it."""
    report = told.cell.report
    return told.kind is Kind.WORSE and report is not None and report.officer == reader


def _follow_ups(notices: Iterable[Notice], facts: Facts) -> Iterator[FollowUp]:
    due = {str(task.id): task for task in facts.tasks}
    for notice in notices:
        if notice.kind is Kind.FOLLOW_UP and notice.subject in due:
            yield due[notice.subject]


def _digests(notices: Iterable[Notice], facts: Facts) -> Iterator[Digest]:
    for notice in notices:
        if notice.kind is not Kind.DIGEST:
            continue
        zone = facts.areas.zone(notice.area)
        day = digest_day(facts.now, zone)
        if day is None or day.isoformat() != notice.subject:
            continue
        units = tuple(facts.standings[one] for one in _units(notice.area, facts.areas))
        late = (
            task
            for task in facts.tasks
            if task.is_late(day) and facts.areas.within(task.area, notice.area)
        )
        yield Digest(notice.area, units, tuple(late))


def _reminders(notices: Iterable[Notice], facts: Facts) -> Iterator[Reminder]:
    for notice in notices:
        if notice.kind is Kind.STAGE:
            today = day_at(facts.now, facts.areas.zone(notice.area))
            if reminder := reminder_of(notice, facts.calendar, today):
                yield reminder


def _units(area: str, areas: AreaTree) -> tuple[str, ...]:
    """Who reports for `area`: itself, or the regencies and cities in it."""
    local = (AreaKind.REGENCY, AreaKind.CITY)
    return tuple(
        one.id for one in areas.areas if one.kind in local and areas.within(one.id, area)
    ) or (area,)


def _is_in(drill: str, areas: Iterable[str], tree: AreaTree) -> bool:
    return tree.get(drill) is not None and any(tree.within(drill, one) for one in areas)
