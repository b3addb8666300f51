"""Who somebody is, and how a role is taken from him. Everything asks `access` with the roles that
hold at the moment of writing, and leaves its trace in the audit trail, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.access import Grant, Holding, Person, Right, Role, may, may_in, may_withdraw
from bot.db import audit, people
from bot.db.engine import Connection, Database
from corpus.areas import AreaTree

_ADMIN = Grant(Role.ADMIN)


class Roles:
    """`admins` are the first ones, by Telegram id: settings name them, no command unmakes them."""

    def __init__(
        self,
        database: Database,
        areas: AreaTree,
        admins: Sequence[int],
        clock: Callable[[], datetime],
    ) -> None:
        self.areas = areas
        self._database = database
        self._admins = tuple(admins)
        self._clock = clock

    async def person(self, id: int, name: str) -> Person:
        """Who `id` is now; a citizen where nothing else is known."""
        async with self._database.reading() as connection:
            return await self.person_in(connection, id, name)

    async def person_in(self, connection: Connection, id: int, name: str) -> Person:
        """The same, within a transaction."""
        known = await people.person(connection, id) or Person(id, name)
        return Person(id, name, known.pseudonym, self._grants(known))

    async def acquainted(self) -> Sequence[Person]:
        """All who have a role now or had one, by their ids."""
        async with self._database.reading() as connection:
            return await self.acquainted_in(connection)

    async def acquainted_in(self, connection: Connection) -> Sequence[Person]:
        """The same, within a transaction."""
        found = {person.id: person for person in await people.acquainted(connection)}
        everyone = {id: Person(id, "") for id in self._admins} | found
        return [
            Person(one.id, one.name, one.pseudonym, self._grants(one)) for one in everyone.values()
        ]

    async def own(self, person: Person) -> Sequence[Holding]:
        """What the person holds himself."""
        return [holding for holding in await self._holdings() if holding.holder.id == person.id]

    async def holdings(self, by: Person) -> Sequence[Holding]:
        """All roles that `by` may see: an admin all, others those of their areas and below; the
        highest first, then by area and by name."""
        ranks = list(Role)
        return sorted(
            (holding for holding in await self._holdings() if self._sees(by, holding.grant)),
            key=lambda it: (
                -ranks.index(it.grant.role),
                it.grant.area or "",
                it.holder.name,
                it.holder.id,
            ),
        )

    def may_withdraw(self, by: Person, holding: Holding) -> bool:
        """Whether `by` could take it away."""
        return holding.since is not None and may_withdraw(by, holding.grant, self.areas)

    async def withdraw(
        self, by: Person, pseudonym: str, grant: Grant, receipt: str
    ) -> Person | None:
        """Take `grant` from whoever has the pseudonym, and who he is then; None where `by` may not
        or nobody has it."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            by = await self.person_in(connection, by.id, by.name)
            holder = await people.by_pseudonym(connection, pseudonym)
            if holder is None or not may_withdraw(by, grant, self.areas):
                return None
            if grant == _ADMIN and holder.id in self._admins:
                return None
            if not await people.withdraw(connection, holder.id, grant):
                return None
            actor = await people.known(connection, by.id, by.name)
            details = {"from": pseudonym}
            await audit.record(connection, now, actor, "withdraw", told(grant), details)
            return await self.person_in(connection, holder.id, holder.name)

    async def _holdings(self) -> Sequence[Holding]:
        """Those of the settings first."""
        async with self._database.reading() as connection:
            kept = await people.holdings(connection)
            first = [await people.person(connection, id) or Person(id, "") for id in self._admins]
        return [*(Holding(one, _ADMIN, None) for one in first), *self._beside_settings(kept)]

    def _beside_settings(self, kept: Sequence[Holding]) -> Iterator[Holding]:
        for holding in kept:
            if holding.grant != _ADMIN or holding.holder.id not in self._admins:
                yield holding

    def _grants(self, known: Person) -> tuple[Grant, ...]:
        if known.id not in self._admins or _ADMIN in known.grants:
            return known.grants
        return (_ADMIN, *known.grants)

    def _sees(self, by: Person, grant: Grant) -> bool:
        if may(by, Right.APPOINT):
            return True
        return grant.area is not None and may_in(by, Right.OVERSEE, grant.area, self.areas)


def told(grant: Grant) -> str:
    """A role as the trail tells it."""
    return f"{grant.role}:{grant.area}" if grant.area else grant.role.value
