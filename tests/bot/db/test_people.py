from __future__ import annotations

from datetime import timedelta

from bot.access import Grant, Person, Role
from bot.db import invites, people
from bot.db.engine import Database
from tests.bot.db.conftest import NOW

OFFICER = Grant(Role.OFFICER, "kota-balikpapan")
ADMIN = Grant(Role.ADMIN)


async def test_a_person_keeps_one_pseudonym_and_the_newest_name(database: Database) -> None:
    async with database.writing() as connection:
        first = await people.known(connection, 6123456789, "Sri")
        again = await people.known(connection, 6123456789, "Sri Rahayu" * 40)
        other = await people.known(connection, 12, "Sri")
        found = await people.person(connection, 6123456789)
    assert first == again != other
    assert found == Person(6123456789, ("Sri Rahayu" * 40)[:200], first)


async def test_a_role_is_given_once_and_withdrawn_once(database: Database) -> None:
    async with database.writing() as connection:
        await people.known(connection, 12, "Sri")
        given = [await people.grant(connection, 12, it, "P-1", NOW) for it in (OFFICER, ADMIN)]
        assert given == [True, True]
        assert not await people.grant(connection, 12, OFFICER, "P-1", NOW)
        held = await people.person(connection, 12)
        assert held is not None and set(held.grants) == {OFFICER, ADMIN}
        assert await people.withdraw(connection, 12, OFFICER)
        assert not await people.withdraw(connection, 12, OFFICER)
        left = await people.person(connection, 12)
        assert left is not None and left.grants == (ADMIN,)


async def test_everyone_with_a_role_is_told_by_name(database: Database) -> None:
    async with database.writing() as connection:
        for id, name in ((3, "Wayan"), (2, "Budi"), (1, "Cut")):
            await people.known(connection, id, name)
        for id in (3, 2):
            await people.grant(connection, id, OFFICER, "P-1", NOW)
        told = await people.everyone(connection)
    assert [person.name for person in told] == ["Budi", "Wayan"]


async def test_every_role_is_told_with_its_day_and_everybody_known_with_all_of_his(
    database: Database,
) -> None:
    later = NOW + timedelta(days=1)
    async with database.writing() as connection:
        for id, name in ((2, "Budi"), (1, "Cut"), (3, "Wayan")):
            await people.known(connection, id, name)
        await people.grant(connection, 2, OFFICER, "P-1", NOW)
        await people.grant(connection, 1, ADMIN, "P-1", later)
        await people.grant(connection, 2, ADMIN, "P-1", later)
        told = await people.holdings(connection)
        known = await people.acquainted(connection)
    assert [(it.holder.name, it.grant, it.since) for it in told] == [
        ("Budi", OFFICER, NOW),
        ("Cut", ADMIN, later),
        ("Budi", ADMIN, later),
    ]
    assert [(it.id, set(it.grants)) for it in known] == [
        (1, {ADMIN}),
        (2, {OFFICER, ADMIN}),
        (3, set()),
    ]


async def test_a_forgotten_person_leaves_no_role_and_no_pseudonym(database: Database) -> None:
    async with database.writing() as connection:
        pseudonym = await people.known(connection, 12, "Sri")
        await people.grant(connection, 12, OFFICER, pseudonym, NOW)
        await people.forget(connection, 12)
    async with database.reading() as connection:
        assert await people.person(connection, 12) is None
        assert await people.by_pseudonym(connection, pseudonym) is None
        assert await people.everyone(connection) == []


async def test_an_invitation_is_found_by_its_code_which_the_table_does_not_hold(
    database: Database,
) -> None:
    async with database.writing() as connection:
        expires = NOW + timedelta(days=3)
        id = await invites.add(connection, "kode-rahasia", OFFICER, "P-1", NOW, expires)
        made = await invites.by_code(connection, "kode-rahasia")
        rows = await connection.exec_driver_sql("SELECT * FROM invites")
        assert "kode-rahasia" not in str(rows.all())
    assert made == invites.Invite(id, OFFICER, "P-1", expires, None, False)


async def test_an_invitation_ends_by_use_by_revocation_and_by_time(database: Database) -> None:
    async with database.writing() as connection:
        expires = NOW + timedelta(days=3)
        used, revoked, late, fresh = [
            await invites.add(connection, code, OFFICER, "P-1", NOW, end)
            for code, end in (("a", expires), ("b", expires), ("c", NOW), ("d", expires))
        ]
        await invites.use(connection, used, "P-2", NOW)
        await invites.revoke(connection, revoked, NOW)
        left = await invites.still_open(connection, NOW)
        gone = await invites.by_id(connection, late)
    assert [invite.id for invite in left] == [fresh]
    assert gone is not None and not gone.is_open(NOW)
