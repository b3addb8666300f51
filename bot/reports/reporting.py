"""What an officer says becomes a draft that changes until he sends it. Who may not report of an
area at the moment of writing has no draft there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeAlias

from bot.access import Person, Right, may, may_in
from bot.db import drafts
from bot.db.engine import Connection, Database
from bot.reports.amendment import Asked, amendment
from bot.reports.draft import Draft, Step, Stored, begun, corrected, correction, pictured
from bot.reports.shorthand.areas import reach_of
from bot.reports.shorthand.line import parse
from bot.reports.shorthand.outcome import Unclear, Understood
from bot.reports.submission import submit
from bot.reports.votes import carries_counts
from bot.roles import Roles

UNSENT_LASTS = timedelta(days=1)
SENT_LASTS = timedelta(days=7)
"""For so long a report that was sent can be corrected by a reply."""

DrillOn: TypeAlias = Callable[[Connection, str], Awaitable[int | None]]
"""The drill that what is reported of an area now belongs to."""

Change: TypeAlias = Callable[[Draft], Draft]


class Refused(Enum):
    """What is not kept, whoever says it."""

    COUNTS = auto()


class Reporting:
    """Every method raises Redelivered where it was done for this update before, and gives None
    where there is nothing that the person may do. `on_kept` is told each area that was reported of;
    `clock` tells the moment."""

    def __init__(
        self, database: Database, roles: Roles, drill_on: DrillOn, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._roles = roles
        self._drill_on = drill_on
        self._clock = clock
        self.on_kept: list[Callable[[str], None]] = []

    async def begin(
        self, by: Person, text: str, photo: str, receipt: str, command: int | None = None
    ) -> Stored | Unclear | Refused | None:
        """Begin a draft with what `text` says, if anything; `photo` is Telegram's name of one.
        Where the same message, `command`, was edited, its draft begins again, if it waits still."""
        if carries_counts(text):
            return Refused.COUNTS
        now = self._clock()
        said = parse(text, reach_of(by, self._roles.areas), now)
        if isinstance(said, Unclear):
            return said
        settled = len(said.areas) == 1 and (said.named or not self._contains(said.areas[0]))
        draft = begun(said, settled, now, photo, command)
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            if not self._may(by, draft):
                return None
            before = await self._of_command(connection, by, command)
            if before:
                draft = draft.model_copy(update={"photo": photo or before.draft.photo})
                return await self._keep(connection, by, before, draft)
            draft = await self._with_drill(connection, draft)
            return await _added(connection, by, draft, now)

    async def tell(
        self, by: Person, asked: Asked, text: str, photo: str, receipt: str
    ) -> Stored | Unclear | Refused | None:
        """Take in a reply to what is `asked`: the draft changes, or, where it was sent, another one
        begins that corrects it."""
        if carries_counts(text):
            return Refused.COUNTS
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            stored = await self._own(connection, by, asked.draft)
            if stored is None:
                return None
            changed = self._told(by, stored, asked, text)
            if isinstance(changed, Unclear):
                return changed
            if photo:
                changed = pictured(changed, photo)
            if stored.sent_at is None:
                return await self._keep(connection, by, stored, changed)
            if not self._may(by, changed):
                return None
            return await _added(connection, by, changed, self._clock())

    async def change(self, by: Person, id: int, change: Change, receipt: str) -> Stored | None:
        """Change the draft; one that was sent stays as it is."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            stored = await self._own(connection, by, id)
            if stored is None or stored.sent_at:
                return stored
            return await self._keep(connection, by, stored, change(stored.draft))

    async def reconsider(self, by: Person, id: int, receipt: str) -> Stored | None:
        """Begin a correction by which what was sent as of a drill is what really happens."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            stored = await self._own(connection, by, id)
            if stored is None or stored.sent_at is None or not stored.draft.is_drill:
                return stored
            draft = stored.draft.model_copy(update={"real": True})
            for begun_before in await drafts.unsent(connection, by.id):
                if begun_before.draft == draft:
                    return begun_before
            return await _added(connection, by, draft, self._clock())

    async def send(self, by: Person, id: int, receipt: str) -> Stored | None:
        """Keep what is in the draft as reports, once. Where a drill began or ended since it was
        shown it is not kept, but to be shown again."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            stored = await self._own(connection, by, id)
            if stored is None or stored.sent_at or stored.draft.asked is not Step.CHECK:
                return stored
            draft = await self._with_drill(connection, stored.draft)
            if draft.is_drill != stored.draft.is_drill:
                return await self._keep(connection, by, stored, draft)
            sent, areas = await submit(
                connection, by, replace(stored, draft=draft), self._roles.areas, self._clock()
            )
        for area in sorted(areas):
            for hook in self.on_kept:
                hook(area)
        return sent

    async def cancel(self, by: Person, id: int, receipt: str) -> bool:
        """Delete the draft; no where there is none, or it was sent."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            stored = await self._own(connection, by, id)
            if stored is None or stored.sent_at:
                return False
            await drafts.remove(connection, id, by.id)
            return True

    async def view(self, by: Person, id: int) -> Stored | None:
        """The draft as it stands."""
        async with self._database.reading() as connection:
            stored = await drafts.by_id(connection, id, by.id)
            return stored if stored and self._may(by, stored.draft) else None

    async def unshown(self, by: Person) -> Stored | None:
        """His last draft, if the bot was stopped before it could show it."""
        async with self._database.reading() as connection:
            stored = await drafts.unshown(connection, by.id)
            return stored if stored and self._may(by, stored.draft) else None

    async def show(self, id: int, message: int) -> None:
        """Note that this message shows the draft now."""
        async with self._database.writing() as connection:
            await drafts.show(connection, id, message)

    async def settle(self) -> None:
        """Delete drafts that nobody came back to, and what was sent long ago."""
        now = self._clock()
        async with self._database.writing() as connection:
            await drafts.drop_older(connection, now - UNSENT_LASTS, now - SENT_LASTS)

    async def _fresh(self, connection: Connection, by: Person) -> Person:
        """`by` with the roles that he has now."""
        return await self._roles.person_in(connection, by.id, by.name)

    async def _own(self, connection: Connection, by: Person, id: int) -> Stored | None:
        """His draft; deleted where he may not report of its area any more."""
        stored = await drafts.by_id(connection, id, by.id)
        if stored and not self._may(by, stored.draft):
            await drafts.remove(connection, id, by.id)
            return None
        return stored

    async def _of_command(
        self, connection: Connection, by: Person, command: int | None
    ) -> Stored | None:
        """The draft that waits and that the same message began; one that corrects began later."""
        for stored in await drafts.unsent(connection, by.id):
            if command is not None and stored.draft.command == command:
                return None if stored.draft.lineage else stored
        return None

    def _may(self, by: Person, draft: Draft) -> bool:
        if not draft.areas:
            return may(by, Right.REPORT)
        return any(may_in(by, Right.REPORT, area, self._roles.areas) for area in draft.areas)

    def _contains(self, area: str) -> bool:
        """Whether there are areas in it."""
        return any(one.parent == area for one in self._roles.areas.areas)

    def _told(self, by: Person, stored: Stored, asked: Asked, text: str) -> Draft | Unclear:
        said: Understood | Unclear = Understood(stored.draft.areas, (), named=False)
        if text.strip():
            reach = reach_of(by, self._roles.areas)
            said = amendment(stored.draft, asked, text, reach, self._clock())
        if isinstance(said, Unclear):
            return said
        return (corrected if stored.sent_at is None else correction)(stored.draft, said)

    async def _keep(
        self, connection: Connection, by: Person, stored: Stored, draft: Draft
    ) -> Stored | None:
        """The draft with that in it, if he may report of its area."""
        if not self._may(by, draft):
            return None
        draft = await self._with_drill(connection, draft)
        await drafts.change(connection, stored.id, draft, self._clock())
        return replace(stored, draft=draft)

    async def _with_drill(self, connection: Connection, draft: Draft) -> Draft:
        """With the drill that is on in its area; a correction is of the drill, or of none, that
        what it corrects is of."""
        if draft.area is None or draft.lineage:
            return draft
        drill = await self._drill_on(connection, draft.area)
        return draft.model_copy(update={"drill": drill})


async def _added(connection: Connection, by: Person, draft: Draft, now: datetime) -> Stored:
    return Stored(await drafts.add(connection, by.id, draft, now), by.id, None, draft, None)
