from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.access import Grant, Person, Role
from bot.db import audit, people
from bot.db.engine import Database, Redelivered
from bot.invitations import LASTS, Accepted, Invitations, Invited
from bot.roles import Roles
from corpus.areas import bundled

ADMIN = Grant(Role.ADMIN)
OFFICER = Grant(Role.OFFICER, "kota-balikpapan")
COORDINATOR = Grant(Role.COORDINATOR, "kalimantan-timur")
BELOW = Grant(Role.COORDINATOR, "kota-samarinda")
ELSEWHERE = Grant(Role.OFFICER, "kota-blitar")

FIRST, BUDI, CUT, DEWI = 6123456701, 6123456702, 6123456703, 6123456704


@dataclass
class House:
    """The use cases over one database, with a clock that tests move."""

    database: Database
    now: datetime = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
    admins: Sequence[int] = (FIRST,)
    _receipts: list[str] = field(default_factory=list)

    @property
    def roles(self) -> Roles:
        return Roles(self.database, bundled(), self.admins, lambda: self.now)

    @property
    def invitations(self) -> Invitations:
        return Invitations(self.database, self.roles, lambda: self.now)

    def receipt(self) -> str:
        self._receipts.append(f"update:{len(self._receipts)}")
        return self._receipts[-1]

    async def person(self, id: int) -> Person:
        return await self.roles.person(id, f"Orang {id % 10}")

    async def invited(self, by: int, grant: Grant) -> Invited:
        made = await self.invitations.invite(await self.person(by), grant, self.receipt())
        assert made is not None
        return made

    async def accepts(self, id: int, made: Invited) -> Accepted | None:
        return await self.invitations.accept(id, f"Orang {id % 10}", made.code)

    async def given(self, by: int, to: int, grant: Grant) -> Invited:
        """`to` holds `grant` by a link of `by`."""
        made = await self.invited(by, grant)
        assert await self.accepts(to, made) is not None
        return made

    async def withdrawn(self, by: int, of: int, grant: Grant) -> Person | None:
        pseudonym = (await self.person(of)).pseudonym or "P-00000000"
        return await self.roles.withdraw(await self.person(by), pseudonym, grant, self.receipt())

    async def told(self) -> list[tuple[str, str]]:
        """What the trail says was done, oldest first."""
        async with self.database.reading() as connection:
            entries = await audit.newest(connection, 99)
            assert await audit.first_fault(connection) is None
        return [(entry.action, entry.subject) for entry in reversed(entries)]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}")
    await database.prepare()
    yield House(database)
    await database.close()


async def test_whoever_is_not_known_is_a_citizen_of_whom_nothing_is_kept(house: House) -> None:
    assert await house.roles.person(BUDI, "Budi") == Person(BUDI, "Budi")
    assert await house.roles.acquainted() == [Person(FIRST, "", None, (ADMIN,))]


async def test_the_first_admins_are_those_of_the_settings(house: House) -> None:
    assert (await house.person(FIRST)).grants == (ADMIN,)
    house.admins = ()
    assert (await house.person(FIRST)).grants == ()


async def test_a_link_gives_its_role_to_whoever_opens_it_first_and_to_nobody_else(
    house: House,
) -> None:
    made = await house.invited(FIRST, OFFICER)
    assert await house.accepts(BUDI, made) == Accepted(OFFICER, True, FIRST)
    assert await house.accepts(CUT, made) is None
    assert (await house.person(BUDI)).grants == (OFFICER,)
    assert (await house.person(CUT)).grants == ()
    assert await house.told() == [
        ("invite", "officer:kota-balikpapan"),
        ("accept", "officer:kota-balikpapan"),
    ]


async def test_of_two_who_open_a_link_at_once_one_gets_the_role(house: House) -> None:
    made = await house.invited(FIRST, OFFICER)
    got = await asyncio.gather(*(house.accepts(id, made) for id in (BUDI, CUT, DEWI)))
    assert len([one for one in got if one]) == 1
    assert len(await house.roles.holdings(await house.person(FIRST))) == 2


async def test_whoever_opens_his_link_again_is_told_the_same_and_nothing_changes(
    house: House,
) -> None:
    made = await house.given(FIRST, BUDI, OFFICER)
    trail = await house.told()
    assert await house.accepts(BUDI, made) == Accepted(OFFICER, False, FIRST)
    assert await house.told() == trail


@pytest.mark.parametrize("held", [OFFICER, COORDINATOR, ADMIN])
async def test_a_link_is_not_used_up_by_whoever_has_what_it_gives(
    held: Grant, house: House
) -> None:
    await house.given(FIRST, BUDI, held)
    made = await house.invited(FIRST, OFFICER)
    assert await house.accepts(BUDI, made) == Accepted(OFFICER, False, FIRST)
    assert (await house.person(BUDI)).grants == (held,)
    assert await house.accepts(CUT, made) == Accepted(OFFICER, True, FIRST)


async def test_whoever_makes_a_link_does_not_use_it_up_by_trying_it(house: House) -> None:
    made = await house.invited(FIRST, ADMIN)
    assert await house.accepts(FIRST, made) == Accepted(ADMIN, False, FIRST)
    assert await house.accepts(BUDI, made) == Accepted(ADMIN, True, FIRST)


async def test_a_link_can_be_opened_until_it_expires(house: House) -> None:
    first, second = [await house.invited(FIRST, OFFICER) for _ in range(2)]
    house.now += LASTS - timedelta(seconds=1)
    assert await house.accepts(BUDI, first) is not None
    house.now += timedelta(seconds=1)
    assert await house.accepts(CUT, second) is None
    assert await house.invitations.still_open(await house.person(FIRST)) == []


async def test_a_revoked_link_gives_nothing_and_is_revoked_once(house: House) -> None:
    made = await house.invited(FIRST, OFFICER)
    admin = await house.person(FIRST)
    assert await house.invitations.revoke(admin, made.invite.id, house.receipt())
    assert not await house.invitations.revoke(admin, made.invite.id, house.receipt())
    assert await house.accepts(BUDI, made) is None
    assert [action for action, _ in await house.told()] == ["invite", "revoke"]


async def test_a_code_that_was_never_given_opens_nothing(house: House) -> None:
    assert await house.invitations.accept(BUDI, "Budi", "x" * 24) is None
    assert await house.roles.acquainted() == [Person(FIRST, "", None, (ADMIN,))]


async def test_links_end_with_the_power_of_whoever_made_them(house: House) -> None:
    await house.given(FIRST, BUDI, COORDINATOR)
    made = await house.invited(BUDI, OFFICER)
    admin = await house.person(FIRST)
    assert len(await house.invitations.still_open(admin)) == 1
    assert await house.withdrawn(FIRST, BUDI, COORDINATOR) is not None
    assert await house.invitations.still_open(admin) == []
    assert await house.accepts(CUT, made) is None


async def test_links_of_an_admin_end_when_the_settings_name_him_no_more(house: House) -> None:
    made = await house.invited(FIRST, OFFICER)
    house.admins = ()
    assert await house.accepts(BUDI, made) is None


async def test_links_of_somebody_who_was_forgotten_give_nothing(house: House) -> None:
    made = await house.invited(FIRST, OFFICER)
    async with house.database.writing() as connection:
        await people.forget(connection, FIRST)
    assert await house.accepts(BUDI, made) is None


@pytest.mark.parametrize("grant", [ADMIN, COORDINATOR, ELSEWHERE])
async def test_a_coordinator_gives_nothing_beyond_his_area_and_below_himself(
    grant: Grant, house: House
) -> None:
    await house.given(FIRST, BUDI, COORDINATOR)
    budi = await house.person(BUDI)
    assert await house.invitations.invite(budi, grant, house.receipt()) is None
    assert await house.invitations.invite(budi, BELOW, house.receipt()) is not None


async def test_a_coordinator_sees_and_takes_only_what_is_in_his_area(house: House) -> None:
    await house.given(FIRST, BUDI, COORDINATOR)
    await house.given(FIRST, CUT, OFFICER)
    await house.given(FIRST, DEWI, ELSEWHERE)
    elsewhere = await house.invited(FIRST, ELSEWHERE)
    own = await house.invited(BUDI, BELOW)
    budi = await house.person(BUDI)
    seen = await house.roles.holdings(budi)
    assert [(it.holder.id, it.grant) for it in seen] == [(BUDI, COORDINATOR), (CUT, OFFICER)]
    assert [it.id for it in await house.invitations.still_open(budi)] == [own.invite.id]
    assert await house.withdrawn(BUDI, DEWI, ELSEWHERE) is None
    assert await house.withdrawn(BUDI, BUDI, COORDINATOR) is None
    assert not await house.invitations.revoke(budi, elsewhere.invite.id, house.receipt())
    assert await house.withdrawn(BUDI, CUT, OFFICER) == Person(
        CUT, "Orang 3", seen[1].holder.pseudonym
    )


async def test_an_admin_sees_everything_the_highest_first(house: House) -> None:
    for id, grant in ((CUT, OFFICER), (DEWI, ELSEWHERE), (BUDI, COORDINATOR), (DEWI, ADMIN)):
        await house.given(FIRST, id, grant)
    seen = await house.roles.holdings(await house.person(FIRST))
    assert [(it.holder.id, it.grant) for it in seen] == [
        (FIRST, ADMIN),
        (DEWI, ADMIN),
        (BUDI, COORDINATOR),
        (CUT, OFFICER),
        (DEWI, ELSEWHERE),
    ]
    assert [it.since for it in seen] == [None, *[house.now] * 4]


async def test_a_withdrawn_role_is_gone_at_once_and_the_others_stay(house: House) -> None:
    await house.given(FIRST, BUDI, OFFICER)
    await house.given(FIRST, BUDI, ELSEWHERE)
    left = await house.withdrawn(FIRST, BUDI, OFFICER)
    assert left is not None and left.grants == (ELSEWHERE,)
    assert (await house.person(BUDI)).grants == (ELSEWHERE,)
    assert [it.grant for it in await house.roles.own(await house.person(BUDI))] == [ELSEWHERE]
    assert await house.withdrawn(FIRST, BUDI, OFFICER) is None
    assert (await house.told())[-1] == ("withdraw", "officer:kota-balikpapan")


async def test_no_command_unmakes_an_admin_of_the_settings(house: House) -> None:
    house.admins = (BUDI,)
    await house.given(BUDI, FIRST, ADMIN)
    house.admins = (FIRST, BUDI)
    assert await house.withdrawn(BUDI, FIRST, ADMIN) is None
    assert (await house.person(FIRST)).grants == (ADMIN,)
    listed = [it.holder.id for it in await house.roles.holdings(await house.person(BUDI))]
    assert listed == [FIRST, BUDI]


async def test_whoever_lost_his_role_does_nothing_with_the_person_he_was(house: House) -> None:
    await house.given(FIRST, BUDI, ADMIN)
    await house.given(FIRST, CUT, OFFICER)
    made = await house.invited(FIRST, BELOW)
    budi = await house.person(BUDI)
    assert await house.withdrawn(FIRST, BUDI, ADMIN) is not None
    pseudonym = (await house.person(CUT)).pseudonym
    assert pseudonym is not None
    assert await house.invitations.invite(budi, OFFICER, house.receipt()) is None
    assert await house.roles.withdraw(budi, pseudonym, OFFICER, house.receipt()) is None
    assert not await house.invitations.revoke(budi, made.invite.id, house.receipt())


async def test_of_two_admins_who_withdraw_each_other_one_stays(house: House) -> None:
    house.admins = (FIRST,)
    for id in (BUDI, CUT):
        await house.given(FIRST, id, ADMIN)
    done = await asyncio.gather(
        house.withdrawn(BUDI, CUT, ADMIN), house.withdrawn(CUT, BUDI, ADMIN)
    )
    assert len([one for one in done if one]) == 1


async def test_an_update_that_comes_twice_changes_nothing_the_second_time(house: House) -> None:
    admin = await house.person(FIRST)
    made = await house.given(FIRST, BUDI, OFFICER)
    pseudonym = (await house.person(BUDI)).pseudonym
    assert pseudonym is not None
    open_link = await house.invited(FIRST, BELOW)
    acts: list[Callable[[], Awaitable[object]]] = [
        partial(house.invitations.invite, admin, OFFICER, "a"),
        partial(house.roles.withdraw, admin, pseudonym, OFFICER, "b"),
        partial(house.invitations.revoke, admin, open_link.invite.id, "c"),
    ]
    for act in acts:
        assert await act()
    # Given back meanwhile: the old press must not take it again.
    assert await house.accepts(BUDI, await house.invited(FIRST, OFFICER))
    trail = await house.told()
    for act in acts:
        with pytest.raises(Redelivered):
            await act()
    assert await house.told() == trail
    assert await house.accepts(CUT, made) is None


async def test_menus_are_due_to_all_who_have_a_role_or_had_one(house: House) -> None:
    await house.given(FIRST, BUDI, OFFICER)
    await house.given(FIRST, CUT, OFFICER)
    await house.withdrawn(FIRST, CUT, OFFICER)
    due = {person.id: person.grants for person in await house.roles.acquainted()}
    assert due == {FIRST: (ADMIN,), BUDI: (OFFICER,), CUT: ()}


async def test_neither_the_tables_nor_the_trail_hold_a_code_and_the_trail_names_nobody(
    house: House, tmp_path: Path
) -> None:
    made = await house.given(FIRST, BUDI, OFFICER)
    async with house.database.reading() as connection:
        entries = await audit.newest(connection, 99)
    assert not any(word in str(entries) for word in (str(FIRST), str(BUDI), "Orang"))
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert made.code.encode() not in files
