from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.db import wishes as table
from bot.db.engine import Database, Redelivered
from bot.db.wishes import Wish
from bot.delivery import TRIES, Delivery, Patience
from bot.library import Library
from bot.questions import wishes as module
from bot.questions.wishes import HOLD, LASTS, PER_PERSON, Full, Wished, Wishes
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.types import Grounded, NoEvidence, Weakness
from tests.support import teduh
from tests.support.clock import Clock
from tests.support.encoder import StubbornEncoder

SRI, BUDI, GROUP = 11, 12, -100200300
BROKEN = "apakah ini rusak?"
UPDATES = count(1)


class Mail:
    """Delivers, and notes to whom; the next deliveries end as `ends` says."""

    def __init__(self, *ends: Delivery | Patience) -> None:
        self.told: list[tuple[int, str]] = []
        self.answers: list[Grounded] = []
        self._ends = list(ends)
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Event()

    async def __call__(self, wish: Wish, answer: Grounded) -> Delivery:
        self.begun.set()
        await self.gate.wait()
        end = self._ends.pop(0) if self._ends else Delivery.SENT
        if isinstance(end, Patience):
            raise end
        self.told.append((wish.chat, wish.question))
        self.answers.append(answer)
        return end


def snapshot_in(data_dir: Path) -> Snapshot:
    return open_current(Store(data_dir / "index"), StubbornEncoder(broken=BROKEN))[0]


@pytest.fixture(scope="session")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation that does not know the drill."""
    return teduh.generation_of([teduh.NEWS, teduh.RULE], tmp_path_factory.mktemp("kurang"))


@pytest.fixture
def library(poor: Path) -> Iterator[Library]:
    library = Library(snapshot_in(poor))
    yield library
    library.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wishes(database: Database, library: Library, clock: Clock) -> Wishes:
    return Wishes(database, library, clock, pause=0)


def without(question: str, library: Library) -> NoEvidence:
    return NoEvidence(question, Weakness.NOTHING_FOUND, (), 0.1, library.generation)


async def wished(
    wishes: Wishes,
    library: Library,
    question: str = teduh.ASK_DRILL,
    person: int = SRI,
    chat: int | None = None,
) -> Wished | Full:
    where = person if chat is None else chat
    receipt = f"update:{next(UPDATES)}"
    return await wishes.wish(person, where, 5, without(question, library), receipt)


async def left(database: Database) -> int:
    async with database.reading() as connection:
        return await table.number(connection)


async def test_a_wish_is_told_once_with_its_answer_when_a_later_generation_has_it(
    wishes: Wishes, library: Library, database: Database, data_dir: Path
) -> None:
    await wished(wishes, library)
    await wished(wishes, library, teduh.ASK_NOTHING, BUDI)
    mail = Mail()
    await wishes.fulfil(mail)
    assert mail.told == []
    library.swap(snapshot_in(data_dir))
    await wishes.fulfil(mail)
    await wishes.fulfil(mail)
    assert mail.told == [(SRI, teduh.ASK_DRILL)]
    assert "640 personel" in mail.answers[0].evidence[0].text
    assert await left(database) == 1


async def test_a_generation_is_asked_once_for_each_wish(
    wishes: Wishes, library: Library, poor: Path, data_dir: Path
) -> None:
    await wished(wishes, library, teduh.ASK_NOTHING)
    library.swap(snapshot_in(data_dir))
    await wishes.fulfil(Mail())
    assert await wishes._untried(0) == []
    library.swap(snapshot_in(poor))
    assert len(await wishes._untried(0)) == 1


async def test_fulfilled_twice_at_once_and_by_another_copy_everyone_is_told_once(
    wishes: Wishes, library: Library, database: Database, clock: Clock, data_dir: Path
) -> None:
    for person in range(1, 8):
        await wished(wishes, library, person=person)
    library.swap(snapshot_in(data_dir))
    other_library = Library(snapshot_in(data_dir))
    other = Wishes(Database(database.url), other_library, clock, pause=0)
    mail = Mail()
    await asyncio.gather(*(it.fulfil(mail) for it in (wishes, wishes, other, other)))
    assert sorted(chat for chat, _ in mail.told) == list(range(1, 8))
    assert await left(database) == 0
    await other._database.close()
    other_library.close()


async def test_who_stops_the_bot_in_the_middle_loses_nobody_and_tells_nobody_twice(
    wishes: Wishes, library: Library, database: Database, clock: Clock, data_dir: Path
) -> None:
    for person in (1, 2, 3):
        await wished(wishes, library, person=person)
    library.swap(snapshot_in(data_dir))
    mail = Mail()
    mail.gate.clear()
    running = asyncio.create_task(wishes.fulfil(mail))
    await mail.begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    mail.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert mail.told == [(1, teduh.ASK_DRILL)]
    await Wishes(database, library, clock, pause=0).fulfil(mail)
    assert [chat for chat, _ in mail.told] == [1, 2, 3]
    assert await left(database) == 0


async def test_who_is_killed_while_telling_is_followed_by_another_after_a_while(
    wishes: Wishes, library: Library, database: Database, clock: Clock, data_dir: Path
) -> None:
    await wished(wishes, library)
    library.swap(snapshot_in(data_dir))
    mail = Mail()
    (wish,) = await wishes._untried(0)
    assert await wishes._hold(wish, library.generation)
    clock.now += HOLD
    await wishes.fulfil(mail)
    assert mail.told == []
    clock.pass_by(seconds=1)
    await wishes.fulfil(mail)
    assert mail.told == [(SRI, teduh.ASK_DRILL)]


@pytest.mark.parametrize(("end", "times"), [(Delivery.UNSURE, TRIES), (Delivery.FAILED, TRIES + 3)])
async def test_what_may_have_arrived_is_told_a_few_times_and_what_did_not_until_it_does(
    end: Delivery,
    times: int,
    wishes: Wishes,
    library: Library,
    database: Database,
    clock: Clock,
    data_dir: Path,
) -> None:
    await wished(wishes, library)
    library.swap(snapshot_in(data_dir))
    mail = Mail(*[end] * (TRIES + 2))
    for _ in range(TRIES + 4):
        await wishes.fulfil(mail)
        clock.now += 2 * HOLD
    assert len(mail.told) == times
    assert await left(database) == 0


@pytest.mark.parametrize(
    ("end", "kept"), [(Delivery.GONE, 0), (Delivery.UNSURE, 2), (Delivery.FAILED, 2)]
)
async def test_who_blocked_the_bot_waits_for_nothing_and_a_network_that_failed_is_tried_again(
    end: Delivery,
    kept: int,
    wishes: Wishes,
    library: Library,
    database: Database,
    clock: Clock,
    data_dir: Path,
) -> None:
    await wished(wishes, library)
    await wished(wishes, library, teduh.ASK_NOTHING)
    library.swap(snapshot_in(data_dir))
    mail = Mail(end)
    await wishes.fulfil(mail)
    assert await left(database) == kept
    clock.now += 2 * HOLD
    await wishes.fulfil(mail)
    assert len(mail.told) == (2 if kept else 1)


async def test_who_could_not_be_told_because_telegram_asked_for_patience_is_told_in_the_next_round(
    wishes: Wishes, library: Library, data_dir: Path
) -> None:
    for person in (1, 2):
        await wished(wishes, library, person=person)
    library.swap(snapshot_in(data_dir))
    mail = Mail(Patience(0))
    await wishes.fulfil(mail)
    assert [chat for chat, _ in mail.told] == [2]
    assert wishes.bell.is_set()
    await wishes.fulfil(mail)
    assert [chat for chat, _ in mail.told] == [2, 1]


async def test_a_question_that_cannot_be_searched_keeps_nobody_else_waiting(
    wishes: Wishes, library: Library, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await wished(wishes, library, BROKEN, BUDI)
    await wished(wishes, library)
    library.swap(snapshot_in(data_dir))
    mail = Mail()
    with caplog.at_level(logging.ERROR, "bot"):
        await wishes.fulfil(mail)
    assert mail.told == [(SRI, teduh.ASK_DRILL)]
    assert [record.getMessage() for record in caplog.records] == ["a wish cannot be fulfilled"]


async def test_in_a_group_all_who_wait_for_the_same_are_told_in_one_message(
    wishes: Wishes, library: Library, database: Database, data_dir: Path
) -> None:
    for person in (SRI, BUDI):
        await wished(wishes, library, person=person, chat=GROUP)
    library.swap(snapshot_in(data_dir))
    mail = Mail()
    await wishes.fulfil(mail)
    assert mail.told == [(GROUP, teduh.ASK_DRILL)]
    assert await left(database) == 0


async def test_a_wish_wished_again_is_the_same_and_can_be_taken_back_by_its_owner(
    wishes: Wishes, library: Library, database: Database
) -> None:
    first = await wished(wishes, library)
    assert isinstance(first, Wished)
    assert await wished(wishes, library) == first
    assert await left(database) == 1
    assert not await wishes.withdraw(BUDI, first.id, "update:a")
    assert await wishes.withdraw(SRI, first.id, "update:b")
    assert not await wishes.withdraw(SRI, first.id, "update:c")
    assert await left(database) == 0


async def test_a_redelivered_wish_is_none(wishes: Wishes, library: Library) -> None:
    await wishes.wish(SRI, SRI, 5, without("Apa?", library), "update:x")
    with pytest.raises(Redelivered):
        await wishes.wish(SRI, SRI, 5, without("Siapa?", library), "update:x")


async def test_nobody_and_all_together_wait_for_no_more_than_can_be_kept(
    wishes: Wishes, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(PER_PERSON):
        assert isinstance(await wished(wishes, library, f"Apa {number}?"), Wished)
    assert await wished(wishes, library, "Apa lagi?") is Full.PERSON
    assert isinstance(await wished(wishes, library, "Apa 0?"), Wished)
    monkeypatch.setattr(module, "IN_ALL", PER_PERSON)
    assert await wished(wishes, library, "Apa?", BUDI) is Full.ALL


async def test_what_was_waited_for_too_long_is_deleted(
    wishes: Wishes, library: Library, database: Database, clock: Clock
) -> None:
    await wished(wishes, library)
    clock.now += LASTS
    await wishes.settle()
    assert await left(database) == 1
    clock.pass_by(seconds=1)
    await wishes.settle()
    assert await left(database) == 0
