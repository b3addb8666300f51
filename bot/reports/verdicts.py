"""What superiors make of reports: true, rejected or withdrawn. Nobody judges what he reported
himself; a verdict can be given anew, but never on top of one that whoever gives it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.access import Person, Right, may_in
from bot.db import audit, people, reports
from bot.db.engine import Connection, Database
from bot.db.reports import Kept
from bot.readiness import Verdict
from bot.roles import Roles

REASON_LIMIT = 300
"""Characters of a reason: three lines on a phone."""

ACTIONS = {
    Verdict.VERIFIED: "verify",
    Verdict.REJECTED: "reject",
    Verdict.WITHDRAWN: "retract",
}
"""What the trail calls them."""


@dataclass(frozen=True, slots=True)
class View:
    """A report as a superior sees it: by whom it is, as he is now, if that is still known."""

    kept: Kept
    author: Person | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a verdict: whether it was `given`, and the report as it is now."""

    view: View
    given: bool


class Verdicts:
    """`on_judged` is told the area of each report that is judged; `clock` tells the moment. What
    somebody may not judge does not exist for him."""

    def __init__(self, database: Database, roles: Roles, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._roles = roles
        self._clock = clock
        self.on_judged: list[Callable[[str], None]] = []

    async def next(self, by: Person, area: str = "", before: int | None = None) -> View | None:
        """The newest report in `area`, everywhere if it is empty, on which nobody has decided; of
        those numbered below `before`, if given."""
        async with self._database.reading() as connection:
            areas = self._areas(by, area)
            found = await reports.unjudged(connection, areas, by.pseudonym or "", before)
            return await self._view(connection, found[0]) if found else None

    async def left(self, by: Person, area: str = "") -> int:
        """How many there are."""
        async with self._database.reading() as connection:
            areas = self._areas(by, area)
            return await reports.number_unjudged(connection, areas, by.pseudonym or "")

    async def view(self, by: Person, id: int) -> View | None:
        """The report of that number, judged or not."""
        async with self._database.reading() as connection:
            return await self._own(connection, by, id)

    async def judge(
        self, by: Person, id: int, verdict: Verdict, seen: Verdict | None, receipt: str
    ) -> Judged | None:
        """Give a verdict on the report, on which he has `seen` that one; it is not given where it
        was another meanwhile. Raises Redelivered."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            by = await self._roles.person_in(connection, by.id, by.name)
            view = await self._own(connection, by, id)
            if view is None:
                return None
            report = view.kept.report
            if report.verdict != seen or report.verdict is verdict:
                return Judged(view, given=False)
            actor = await people.known(connection, by.id, by.name)
            await reports.judge(connection, id, verdict, actor, now)
            await audit.record(
                connection, now, actor, ACTIONS[verdict], report.area, {"report": id}
            )
            judged = await self._own(connection, by, id)
            assert judged is not None, "it was his to judge a moment ago"
        for hook in self.on_judged:
            hook(report.area)
        return Judged(judged, given=True)

    async def give_reason(self, by: Person, id: int, reason: str, receipt: str) -> View | None:
        """Say why he rejected the report; None where he did not. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            by = await self._roles.person_in(connection, by.id, by.name)
            view = await self._own(connection, by, id)
            if view is None or view.kept.report.verdict is not Verdict.REJECTED:
                return None
            if view.kept.report.judged_by != by.pseudonym:
                return None
            await reports.give_reason(connection, id, reason)
            return view

    def _areas(self, by: Person, area: str) -> Collection[str]:
        """Where he may judge, in `area` and below it."""
        tree = self._roles.areas
        return [
            one.id
            for one in tree.areas
            if may_in(by, Right.OVERSEE, one.id, tree) and (not area or tree.within(one.id, area))
        ]

    async def _own(self, connection: Connection, by: Person, id: int) -> View | None:
        """The report, if he may judge it."""
        kept = await reports.by_id(connection, id)
        if kept is None or not may_in(by, Right.OVERSEE, kept.report.area, self._roles.areas):
            return None
        if kept.report.officer == by.pseudonym:
            return None
        return await self._view(connection, kept)

    async def _view(self, connection: Connection, kept: Kept) -> View:
        author = await people.by_pseudonym(connection, kept.report.officer)
        if author:
            author = await self._roles.person_in(connection, author.id, author.name)
        return View(kept, author)
