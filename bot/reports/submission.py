"""A draft becomes reports, one a line, in one transaction. They are added only: a correction stands
beside what it corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.access import Person, Right, Role, may_in
from bot.db import drafts, people, reports
from bot.db.engine import Connection
from bot.db.reports import Observation
from bot.reports.draft import Draft, Stored
from bot.reports.shorthand.outcome import Line
from corpus.areas import AreaTree


async def submit(
    connection: Connection, by: Person, stored: Stored, tree: AreaTree, now: datetime
) -> tuple[Stored, set[str]]:
    """Keep each line as a report; the draft as it is then, and the areas of which something is
    another now."""
    draft, area = stored.draft, stored.draft.area
    assert area is not None, "it was shown, so its area is settled"
    officer = await people.known(connection, by.id, by.name)
    role = _role(by, area, tree)
    seen = [_observation(draft, area, line) for line in draft.lines]
    ids = await reports.add_all(connection, seen, officer, role, now)
    added = {line.component: id for line, id in zip(draft.lines, ids, strict=True)}
    lineage = added | dict(draft.lineage)
    corrected = [await reports.by_id(connection, id) for id in draft.lineage.values()]
    sent = draft.model_copy(update={"lineage": lineage})
    await drafts.sent(connection, stored.id, sent, now)
    areas = {area, *(one.report.area for one in corrected if one)}
    return replace(stored, draft=sent, sent_at=now), areas


def _observation(draft: Draft, area: str, line: Line) -> Observation:
    return Observation(
        area=area,
        component=line.component,
        state=line.state,
        have=line.have,
        need=line.need,
        note=line.note,
        photo=draft.photo,
        observed_at=draft.observed_at,
        corrects=draft.lineage.get(line.component),
        drill=draft.drill if draft.is_drill else None,
    )


def _role(by: Person, area: str, tree: AreaTree) -> Role:
    """The highest of his roles that let him report of the area."""
    ranks = list(Role)
    roles = (
        grant.role
        for grant in by.grants
        if may_in(Person(by.id, by.name, grants=(grant,)), Right.REPORT, area, tree)
    )
    return max(roles, key=ranks.index)
