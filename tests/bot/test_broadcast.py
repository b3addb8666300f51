from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.access import Grant, Person, Role
from bot.broadcast import DRAFT_LASTS, HOLD, Broadcasts, Result
from bot.db import audit, broadcasts, people
from bot.db.broadcasts import Broadcast
from bot.db.engine import Database, Redelivered
from bot.delivery import Delivery, Patience
from bot.roles import Roles
from corpus.areas import bundled
from tests.support.clock import Clock

ADMIN, SECOND_ADMIN = 21, 22
OFFICER, COORDINATOR, ELSEWHERE = 31, 32, 33
WORDS = "Apel besok pukul 07.00 di halaman kantor."
ROLES = {
    OFFICER: Grant(Role.OFFICER, "kota-balikpapan"),
    COORDINATOR: Grant(Role.COORDINATOR, "kalimantan-timur"),
    ELSEWHERE: Grant(Role.OFFICER, "kota-blitar"),
}


class Post:
    """Delivers, and notes to whom; one is `gone`, and Telegram asks for `patience` so often."""

    def __init__(self, gone: int = 0, patience: int = 0) -> None:
        self.sent: list[int] = []
        self.words: set[str] = set()
        self.results: list[Result] = []
        self._gone = gone
        self._patience = patience
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Event()

    async def deliver(self, person: int, broadcast: Broadcast) -> Delivery:
        self.begun.set()
        await self.gate.wait()
        if self._patience:
            self._patience -= 1
            raise Patience(0)
        self.sent.append(person)
        self.words.add(broadcast.words)
        return Delivery.GONE if person == self._gone else Delivery.SENT

    async def report(self, result: Result) -> None:
        self.results.append(result)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def service(database: Database, clock: Clock) -> Broadcasts:
    async with database.writing() as connection:
        for id, grant in ROLES.items():
            await people.known(connection, id, f"Nama {id}")
            await people.grant(connection, id, grant, "P-1", clock.now)
    return another(database, clock)


def another(database: Database, clock: Clock) -> Broadcasts:
    roles = Roles(database, bundled(), (ADMIN, SECOND_ADMIN), clock)
    return Broadcasts(database, roles, clock, pause=0)


async def admin(database: Database, id: int = ADMIN) -> Person:
    async with database.reading() as connection:
        known = await people.person(connection, id)
    pseudonym = known.pseudonym if known else None
    return Person(id, "Wayan", pseudonym, (Grant(Role.ADMIN),))


async def confirmed(service: Broadcasts, database: Database, area: str = "") -> int:
    draft = await service.draft(await admin(database), WORDS, area, "update:draft")
    assert draft is not None
    number = await service.confirm(await admin(database), draft.broadcast.id, "update:confirm")
    assert number == draft.receivers
    return number


async def trail(database: Database) -> list[tuple[str, str, dict[str, object]]]:
    async with database.reading() as connection:
        entries = await audit.newest(connection, 10)
    return [(it.action, it.subject, dict(it.details)) for it in reversed(entries)]


async def test_a_confirmed_broadcast_reaches_everyone_with_a_task_but_its_author(
    service: Broadcasts, database: Database
) -> None:
    assert await confirmed(service, database) == 4
    post = Post(gone=ELSEWHERE)
    await service.send(post.deliver, post.report)
    await service.send(post.deliver, post.report)
    assert sorted(post.sent) == [SECOND_ADMIN, OFFICER, COORDINATOR, ELSEWHERE]
    assert post.words == {WORDS}
    assert post.results == [Result(ADMIN, sent=3, gone=1, unsure=0)]


async def test_where_telegram_asks_for_patience_everyone_is_sent_to_all_the_same(
    service: Broadcasts, database: Database
) -> None:
    await confirmed(service, database)
    post = Post(patience=2)
    await service.send(post.deliver, post.report)
    assert post.results == [Result(ADMIN, sent=4, gone=0, unsure=0)]


async def test_the_trail_tells_how_many_and_where_but_not_what_was_said(
    service: Broadcasts, database: Database
) -> None:
    await confirmed(service, database, "kota-balikpapan")
    post = Post()
    await service.send(post.deliver, post.report)
    begun, done = await trail(database)
    assert begun[:2] == ("broadcast", "kota-balikpapan")
    assert begun[2]["receivers"] == 3 and begun[2]["characters"] == len(WORDS)
    assert done[:2] == ("broadcast_done", "kota-balikpapan")
    assert (done[2]["sent"], done[2]["gone"], done[2]["unsure"]) == (3, 0, 0)
    assert "Apel" not in str(await trail(database))


async def test_nothing_is_left_of_a_broadcast_that_is_through(
    service: Broadcasts, database: Database
) -> None:
    await confirmed(service, database)
    post = Post()
    await service.send(post.deliver, post.report)
    async with database.reading() as connection:
        assert await broadcasts.begun(connection) == []
        left = await connection.exec_driver_sql("SELECT count(*) FROM receivers")
        assert left.scalar() == 0


async def test_a_second_tap_a_redelivered_one_and_anothers_send_nothing_more(
    service: Broadcasts, database: Database
) -> None:
    draft = await service.draft(await admin(database), WORDS, "", "update:1")
    assert draft is not None
    id = draft.broadcast.id
    assert await service.confirm(await admin(database, SECOND_ADMIN), id, "update:2") is None
    assert await service.confirm(await admin(database), id, "update:3") == 4
    with pytest.raises(Redelivered):
        await service.confirm(await admin(database), id, "update:3")
    assert await service.confirm(await admin(database), id, "update:4") is None
    assert not await service.cancel(await admin(database), id, "update:5")


async def test_what_is_cancelled_or_a_day_old_cannot_be_sent(
    service: Broadcasts, database: Database, clock: Clock
) -> None:
    for number, cancelled in enumerate((True, False)):
        draft = await service.draft(await admin(database), WORDS, "", f"draft:{number}")
        assert draft is not None
        if cancelled:
            id = draft.broadcast.id
            assert await service.cancel(await admin(database), id, f"cancel:{number}")
        else:
            clock.now += DRAFT_LASTS + timedelta(seconds=1)
            await service.settle()
        by = await admin(database)
        assert await service.confirm(by, draft.broadcast.id, f"confirm:{number}") is None


async def test_a_broadcast_that_nobody_would_receive_is_not_kept(
    database: Database, clock: Clock
) -> None:
    alone = Broadcasts(database, Roles(database, bundled(), (ADMIN,), clock), clock)
    assert await alone.draft(await admin(database), WORDS, "", "update:1") is None


async def test_a_bot_stopped_in_the_middle_goes_on_without_sending_twice(
    service: Broadcasts, database: Database, clock: Clock
) -> None:
    await confirmed(service, database)
    post = Post()
    post.gate.clear()
    running = asyncio.create_task(service.send(post.deliver, post.report))
    await post.begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    post.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(post.sent) == 1
    await another(database, clock).send(post.deliver, post.report)
    assert sorted(post.sent) == [SECOND_ADMIN, OFFICER, COORDINATOR, ELSEWHERE]
    assert post.results == [Result(ADMIN, sent=4, gone=0, unsure=0)]


async def test_whoever_was_being_sent_to_when_the_bot_was_killed_is_not_sent_to_again(
    service: Broadcasts, database: Database, clock: Clock
) -> None:
    await confirmed(service, database)
    async with database.writing() as connection:
        (broadcast,) = await broadcasts.begun(connection)
        taken = await broadcasts.take(connection, broadcast.id, clock.now)
    post = Post()
    await another(database, clock).send(post.deliver, post.report)
    assert post.results == [] and len(post.sent) == 3
    clock.now += HOLD + timedelta(seconds=1)
    await another(database, clock).send(post.deliver, post.report)
    assert taken not in post.sent and len(post.sent) == 3
    assert post.results == [Result(ADMIN, sent=3, gone=0, unsure=1)]


async def test_two_copies_send_to_everyone_once_and_report_once(
    service: Broadcasts, database: Database, clock: Clock
) -> None:
    await confirmed(service, database)
    post, copy = Post(), another(Database(database.url), clock)
    await asyncio.gather(*(it.send(post.deliver, post.report) for it in (service, copy)))
    await service.send(post.deliver, post.report)
    assert sorted(post.sent) == [SECOND_ADMIN, OFFICER, COORDINATOR, ELSEWHERE]
    assert len(post.results) == 1
    await copy._database.close()


async def test_whoever_lost_his_task_meanwhile_is_sent_nothing(
    service: Broadcasts, database: Database
) -> None:
    await confirmed(service, database)
    async with database.writing() as connection:
        assert await people.withdraw(connection, OFFICER, ROLES[OFFICER])
        await people.forget(connection, ELSEWHERE)
    post = Post()
    await service.send(post.deliver, post.report)
    assert post.sent == [SECOND_ADMIN, COORDINATOR]
    assert post.results == [Result(ADMIN, sent=2, gone=0, unsure=0)]
