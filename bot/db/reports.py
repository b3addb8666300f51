"""What officers reported: every report stays, and which of them count is asked anew each time.

Of several reports of one thing the last counts: a correction names the first of its line and stands
in the place of all that came before it there, unless a superior rejected it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import Role
from bot.db.numbers import drawn_all
from bot.db.tables import reports
from bot.readiness import Component, Report, State, Verdict


@dataclass(frozen=True, slots=True)
class Observation:
    """What is to be kept as one report. `corrects` is the first report of the line that it goes on,
    `drill` the exercise that it belongs to; `photo` is Telegram's name of a file, or empty."""

    area: str
    component: Component
    state: State
    have: int | None
    need: int | None
    note: str
    photo: str
    observed_at: datetime
    corrects: int | None = None
    drill: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with what no board needs; `reason` is the superior's, why he rejected it."""

    report: Report
    photo: str
    corrects: int | None
    drill: int | None
    reason: str

    @property
    def line(self) -> int:
        """What a correction of it has to name."""
        return self.corrects or self.report.id


@dataclass(frozen=True, slots=True)
class Seen:
    """A component as somebody saw it once."""

    component: Component
    state: State
    observed_at: datetime


async def add(
    connection: AsyncConnection, seen: Observation, officer: str, role: Role, now: datetime
) -> int:
    """Keep what the officer, a pseudonym, saw; the report's number."""
    (key,) = await add_all(connection, [seen], officer, role, now)
    return key


async def add_all(
    connection: AsyncConnection,
    seen: Sequence[Observation],
    officer: str,
    role: Role,
    now: datetime,
) -> Sequence[int]:
    """Keep all of it; the numbers in the same order."""
    by = {"officer": officer, "role": role.value, "received_at": now}
    keys = await drawn_all(connection, reports.c.key, len(seen))
    rows = [
        {
            **asdict(one),
            "component": one.component.value,
            "state": one.state.value,
            **by,
            "key": key,
        }
        for one, key in zip(seen, keys, strict=True)
    ]
    await connection.execute(_ADD, rows)
    return keys


_NEXT_CHANGE = select(func.coalesce(func.max(reports.c.change), 0) + 1).scalar_subquery()
_ADD = insert(reports).values(change=_NEXT_CHANGE)


async def counting(
    connection: AsyncConnection, areas: Collection[str], since: datetime
) -> Sequence[Report]:
    """Of every area and component the one report that counts, if any was seen since then: the last
    seen of those that are of no exercise, not rejected or withdrawn, and not corrected. In the
    order of area and component."""
    pair = select(reports.c.area, reports.c.component).where(reports.c.area.in_(areas))
    distinct = pair.distinct().subquery()
    # A look into the index for every pair: a window over all rows takes ten times as long.
    one = reports.alias()
    newest = (
        select(one.c.id)
        .where(one.c.area == distinct.c.area, one.c.component == distinct.c.component)
        .where(one.c.observed_at >= since, *_counts(one))
        .order_by(one.c.observed_at.desc(), one.c.received_at.desc(), one.c.id.desc())
        .limit(1)
        .correlate(distinct)
        .scalar_subquery()
    )
    ids = select(newest).select_from(distinct)
    query = select(*_REPORT).where(reports.c.id.in_(ids))
    rows = await connection.execute(query.order_by(reports.c.area, reports.c.component))
    return [_report(row) for row in rows]


async def last_change(connection: AsyncConnection) -> int:
    """The number of what was written last; 0 where nothing was."""
    return (await connection.execute(select(func.max(reports.c.change)))).scalar() or 0


async def changed(connection: AsyncConnection, after: int) -> Mapping[str, int]:
    """The areas in which reports came or were judged after that change, each with its last one; for
    a correction also those of the reports in whose place it stands or stood."""
    other = reports.alias()
    same_line = or_(other.c.key == reports.c.corrects, other.c.corrects == reports.c.corrects)
    new = reports.c.change > after
    touched = union_all(
        select(reports.c.area, reports.c.change).where(new),
        select(other.c.area, reports.c.change).join_from(reports, other, same_line).where(new),
    ).subquery()
    query = select(touched.c.area, func.max(touched.c.change)).group_by(touched.c.area)
    return {area: change for area, change in await connection.execute(query)}


async def trend(connection: AsyncConnection, area: str, since: datetime) -> Sequence[Seen]:
    """All that counted of one area since then, in the order in which it was seen; of what was seen
    at one moment the last one counts."""
    query = (
        select(reports.c.component, reports.c.state, reports.c.observed_at)
        .where(reports.c.area == area, reports.c.observed_at >= since, *_counts(reports))
        .order_by(reports.c.observed_at, reports.c.received_at, reports.c.id)
    )
    rows = await connection.execute(query)
    return [Seen(Component(component), State(state), seen) for component, state, seen in rows]


async def by_id(connection: AsyncConnection, id: int) -> Kept | None:
    """The report of that number."""
    row = (await connection.execute(select(*_KEPT).where(reports.c.key == id))).first()
    return _kept(row) if row else None


async def unjudged(
    connection: AsyncConnection,
    areas: Collection[str],
    not_by: str,
    before: int | None = None,
    limit: int = 1,
) -> Sequence[Kept]:
    """Up to `limit` reports of `areas` on which nobody has decided, not by the officer `not_by` and
    not corrected meanwhile, the newest first; only those that are older than `before`, if given."""
    query = select(*_KEPT).where(*_undecided(areas, not_by))
    if before is not None:
        older = select(reports.c.id).where(reports.c.key == before).scalar_subquery()
        query = query.where(reports.c.id < older)
    rows = await connection.execute(query.order_by(reports.c.id.desc()).limit(limit))
    return [_kept(row) for row in rows]


async def number_unjudged(connection: AsyncConnection, areas: Collection[str], not_by: str) -> int:
    """How many such reports there are."""
    query = select(func.count()).select_from(reports).where(*_undecided(areas, not_by))
    return (await connection.execute(query)).scalar_one()


async def judge(
    connection: AsyncConnection, id: int, verdict: Verdict, by: str, now: datetime
) -> None:
    """Note what the superior, a pseudonym, made of a report, in the place of what was made of it
    before."""
    change = await last_change(connection) + 1
    values = {
        "verdict": verdict.value,
        "judged_by": by,
        "judged_at": now,
        "reason": None,
        "change": change,
    }
    await connection.execute(update(reports).where(reports.c.key == id).values(**values))


async def give_reason(connection: AsyncConnection, id: int, reason: str) -> None:
    """Note why it was judged so."""
    await connection.execute(update(reports).where(reports.c.key == id).values(reason=reason))


def _undecided(areas: Collection[str], not_by: str) -> tuple[ColumnElement[bool], ...]:
    return (
        reports.c.verdict.is_(None),
        reports.c.area.in_(areas),
        reports.c.officer != not_by,
        ~_corrected(reports),
    )


def _counts(one: FromClause) -> tuple[ColumnElement[bool], ...]:
    return one.c.drill.is_(None), _stands(one), ~_corrected(one)


def _stands(one: FromClause) -> ColumnElement[bool]:
    return or_(one.c.verdict.is_(None), one.c.verdict == Verdict.VERIFIED.value)


def _corrected(one: FromClause) -> ColumnElement[bool]:
    """Whether a later report of its line stands."""
    later = reports.alias()
    line = func.coalesce(one.c.corrects, one.c.key)
    return (
        exists()
        .where(later.c.corrects == line, later.c.id > one.c.id, _stands(later))
        .correlate(one)
    )


_REPORT = (
    *(reports.c.key, reports.c.area, reports.c.component, reports.c.state),
    *(reports.c.have, reports.c.need, reports.c.note, reports.c.officer, reports.c.role),
    *(reports.c.observed_at, reports.c.received_at, reports.c.verdict, reports.c.judged_by),
)
"""What a Report is made of, in its order: the country's board reads thousands, too many to look up
each column by its name."""

_KEPT = (reports.c.photo, reports.c.corrects, reports.c.drill, reports.c.reason, *_REPORT)


def _report(row: Sequence[Any]) -> Report:
    key, area, component, state, have, need, note, officer, role, seen, received, verdict, by = row
    return Report(
        key,
        area,
        Component(component),
        State(state),
        have,
        need,
        note,
        officer,
        Role(role),
        seen,
        received,
        Verdict(verdict) if verdict else None,
        by,
    )


def _kept(row: Sequence[Any]) -> Kept:
    photo, corrects, drill, reason, *report = row
    return Kept(_report(report), photo, corrects, drill, reason or "")
