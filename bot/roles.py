"""Who somebody is, and how a role is given and taken: by links that work once, and by withdrawal.
Everything asks `access` and leaves its trace in the audit trail, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.access import Grant, Person, Right, Role, may, may_appoint, may_in
from bot.db import audit, invites, people
from bot.db.engine import Connection, Database
from bot.db.invites import Invite
from corpus.areas import AreaTree

INVITE_LASTS = timedelta(days=3)
"""Long enough for a weekend, short enough that a forgotten link is dead before voting day."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A link's code, told once and kept nowhere, and the invitation it opens."""

    code: str
    invite: Invite


class Roles:
    """`admins` are the first ones, by Telegram id: settings name them, no command unmakes them."""

    def __init__(
        self,
        database: Database,
        areas: AreaTree,
        admins: Sequence[int],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self.areas = areas
        self._admins = frozenset(admins)
        self._clock = clock

    async def person(self, id: int, name: str) -> Person:
        """Who `id` is now; a citizen where nothing else is known."""
        async with self._database.reading() as connection:
            return await self._person(connection, id, name)

    async def invite(self, by: Person, grant: Grant, receipt: str) -> Invited | None:
        """A link that gives `grant` to whoever opens it first; None where `by` may not."""
        if not may_appoint(by, grant, self.areas):
            return None
        code, now = secrets.token_urlsafe(18), self._clock()
        async with self._database.writing(receipt) as connection:
            actor = await people.known(connection, by.id, by.name)
            expires = now + INVITE_LASTS
            id = await invites.add(connection, code, grant, actor, now, expires)
            await audit.record(connection, now, actor, "invite", _told(grant), {"invite": id})
            made = await invites.by_id(connection, id)
        assert made is not None
        return Invited(code, made)

    async def accept(self, id: int, name: str, code: str, receipt: str) -> Grant | None:
        """The role that the link `code` gives; None where it gives none (any more)."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            invite = await invites.by_code(connection, code)
            if invite is None or not invite.is_open(now):
                return None
            actor = await people.known(connection, id, name)
            await invites.use(connection, invite.id, actor, now)
            await people.grant(connection, id, invite.grant, invite.made_by, now)
            details = {"invite": invite.id, "by": invite.made_by}
            await audit.record(connection, now, actor, "accept", _told(invite.grant), details)
        return invite.grant

    async def revoke(self, by: Person, id: int, receipt: str) -> bool:
        """Make an open invitation useless; no where there is none that `by` may revoke."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            invite = await invites.by_id(connection, id)
            if invite is None or not invite.is_open(now):
                return False
            if not may_appoint(by, invite.grant, self.areas):
                return False
            await invites.revoke(connection, id, now)
            actor = await people.known(connection, by.id, by.name)
            await audit.record(
                connection, now, actor, "revoke", _told(invite.grant), {"invite": id}
            )
        return True

    async def withdraw(self, by: Person, pseudonym: str, grant: Grant, receipt: str) -> bool:
        """Take `grant` from whoever has the pseudonym; no where `by` may not or nobody has it."""
        if not may_appoint(by, grant, self.areas):
            return False
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            holder = await people.by_pseudonym(connection, pseudonym)
            if holder is None or not await people.withdraw(connection, holder.id, grant):
                return False
            actor = await people.known(connection, by.id, by.name)
            await audit.record(
                connection, now, actor, "withdraw", _told(grant), {"from": pseudonym}
            )
        return True

    async def holders(self, by: Person) -> tuple[Person, ...]:
        """Everyone with a role that `by` may see, with those roles alone."""
        async with self._database.reading() as connection:
            holders = await people.everyone(connection)
        seen = (self._seen(holder, by) for holder in holders)
        return tuple(holder for holder in seen if holder.grants)

    async def open_invites(self, by: Person) -> tuple[Invite, ...]:
        """The invitations that `by` could revoke."""
        async with self._database.reading() as connection:
            found = await invites.still_open(connection, self._clock())
        return tuple(one for one in found if may_appoint(by, one.grant, self.areas))

    async def _person(self, connection: Connection, id: int, name: str) -> Person:
        known = await people.person(connection, id)
        grants = known.grants if known else ()
        if id in self._admins:
            grants = (Grant(Role.ADMIN), *(g for g in grants if g.role is not Role.ADMIN))
        return Person(id, name, known.pseudonym if known else None, grants)

    def _seen(self, holder: Person, by: Person) -> Person:
        def visible(grant: Grant) -> bool:
            if may(by, Right.APPOINT):
                return True
            return grant.area is not None and may_in(by, Right.OVERSEE, grant.area, self.areas)

        grants = tuple(grant for grant in holder.grants if visible(grant))
        return Person(holder.id, holder.name, holder.pseudonym, grants)


def _told(grant: Grant) -> str:
    """A role as the trail tells it."""
    return f"{grant.role}:{grant.area}" if grant.area else grant.role.value
