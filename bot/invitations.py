"""How a role is given: by a link that works once. It is good as long as whoever made it could still
give that role, so that links end with the power of their maker."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.access import Grant, Person, has, may_appoint, may_withdraw
from bot.db import audit, invites, people
from bot.db.engine import Connection, Database
from bot.db.invites import Invite
from bot.roles import Roles, told

__all__ = ["LASTS", "Accepted", "Invitations", "Invite", "Invited"]

LASTS = timedelta(days=3)
"""Long enough for a weekend, short enough that a forgotten link is dead before voting day."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A link's code, told once and kept nowhere, and the invitation it opens."""

    code: str
    invite: Invite


@dataclass(frozen=True, slots=True)
class Accepted:
    """The role that a link gives. `used` says whether it was used up for it: who has that role
    already leaves the link to others. `maker` is the id of whoever made the invitation."""

    grant: Grant
    used: bool
    maker: int


class Invitations:
    """Making links, opening them, and making them useless."""

    def __init__(self, database: Database, roles: Roles, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._roles = roles
        self._areas = roles.areas
        self._clock = clock

    async def invite(self, by: Person, grant: Grant, receipt: str) -> Invited | None:
        """A link that gives `grant` to whoever opens it first; None where `by` may not."""
        code, now = secrets.token_urlsafe(18), self._clock()
        async with self._database.writing(receipt) as connection:
            by = await self._roles.person_in(connection, by.id, by.name)
            if not may_appoint(by, grant, self._areas):
                return None
            actor = await people.known(connection, by.id, by.name)
            id = await invites.add(connection, code, grant, actor, now, now + LASTS)
            await audit.record(connection, now, actor, "invite", told(grant), {"invite": id})
            made = await invites.by_id(connection, id)
        assert made is not None
        return Invited(code, made)

    async def accept(self, id: int, name: str, code: str) -> Accepted | None:
        """What the link `code` gives `id`; None where it gives nothing (any more).

        It needs no receipt: whoever used a link and opens it again is told what he has by it.
        """
        now = self._clock()
        async with self._database.writing() as connection:
            invite = await invites.by_code(connection, code)
            maker = await self._maker(connection, invite) if invite else None
            if invite is None or maker is None:
                return None
            person = await self._roles.person_in(connection, id, name)
            is_open = invite.is_open(now)
            if has(person, invite.grant, self._areas):
                own = invite.used_by is not None and invite.used_by == person.pseudonym
                return Accepted(invite.grant, False, maker.id) if is_open or own else None
            if not is_open:
                return None
            await self._use(connection, invite, id, name, now)
        return Accepted(invite.grant, True, maker.id)

    async def revoke(self, by: Person, id: int, receipt: str) -> bool:
        """Make an open invitation useless; no where there is none that `by` may revoke."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            by = await self._roles.person_in(connection, by.id, by.name)
            invite = await invites.by_id(connection, id)
            if invite is None or not invite.is_open(now):
                return False
            if not may_withdraw(by, invite.grant, self._areas):
                return False
            await invites.revoke(connection, id, now)
            actor = await people.known(connection, by.id, by.name)
            details = {"invite": id}
            await audit.record(connection, now, actor, "revoke", told(invite.grant), details)
        return True

    async def still_open(self, by: Person) -> Sequence[Invite]:
        """The links that still give something and that `by` could revoke, the oldest first."""
        async with self._database.reading() as connection:
            found = await invites.still_open(connection, self._clock())
            good = [one for one in found if await self._maker(connection, one)]
        return [one for one in good if may_withdraw(by, one.grant, self._areas)]

    async def _use(
        self, connection: Connection, invite: Invite, id: int, name: str, now: datetime
    ) -> None:
        actor = await people.known(connection, id, name)
        await invites.use(connection, invite.id, actor, now)
        await people.grant(connection, id, invite.grant, invite.made_by, now)
        details = {"invite": invite.id, "by": invite.made_by}
        await audit.record(connection, now, actor, "accept", told(invite.grant), details)

    async def _maker(self, connection: Connection, invite: Invite) -> Person | None:
        """Who made it, if he could still give what it gives."""
        known = await people.by_pseudonym(connection, invite.made_by)
        if known is None:
            return None
        maker = await self._roles.person_in(connection, known.id, known.name)
        return maker if may_appoint(maker, invite.grant, self._areas) else None
