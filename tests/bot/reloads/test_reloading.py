from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import closing

import pytest

from bot.access import Person
from bot.app import open_library
from bot.db import audit
from bot.db.engine import Database, Redelivered
from bot.library import Library
from bot.reloads.bulletin import posting
from bot.reloads.course import (
    Busy,
    Crashed,
    Failed,
    Interrupted,
    Ordered,
    Published,
    Refused,
    Resumed,
    State,
    Step,
    Told,
    Unchanged,
    Waiting,
)
from bot.reloads.reload import open_store, reload
from bot.reloads.reloading import REFUSED, Reloading, Run
from bot.reloads.serving import RELOAD, RESTORE, Serving
from bot.reloads.underway import Begun
from bot.settings import Settings
from index.build import silent
from index.verdict import Check, Part
from tests.bot.conftest import write_corpus
from tests.support.clock import Clock
from tests.support.small_corpus import RULE, altered
from tests.support.terminal import Terminal

WAYAN, PUTU = Person(21, "Wayan"), Person(22, "Putu")
STEP = Step("menghitung vektor", 1, 3)
FAILURE = Check("q7", Part.GOLDEN, "Siapa yang menjaga TPS?", "Linmas", "tidak dijawab", False)

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.reloads.underway import Begun, Underway
root, *begun = sys.argv[1:]
with Underway(Path(root)).holding(Begun(*begun)):
    os.kill(os.getpid(), signal.SIGKILL)
"""


class Builds:
    """Builds one after the other as the test has written them down, and what was asked of each."""

    def __init__(self) -> None:
        self.script: list[Told | Callable[[], Told] | Exception] = []
        self.insisted: list[list[str]] = []
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def __call__(
        self, settings: Settings, insist: Collection[str], told: Callable[[Step], None]
    ) -> Told:
        self.insisted.append(sorted(insist))
        told(STEP)
        await self.go_on.wait()
        ended = self.script.pop(0)
        if isinstance(ended, Exception):
            raise ended
        return ended() if callable(ended) else ended


class Corpus:
    """Files what was approved, or cannot."""

    def __init__(self) -> None:
        self.filed = 0
        self.is_open = True

    async def file_approved(self) -> bool:
        self.filed += 1
        return self.is_open


@pytest.fixture
def settings(own_copy: Terminal) -> Settings:
    return Settings(corpus_dir=own_copy.corpus, data_dir=own_copy.data, reader="none")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with closing(open_library(settings)) as library:
        yield library


@pytest.fixture
def serving(settings: Settings, library: Library, database: Database) -> Serving:
    return Serving(open_store(settings), library, database, Clock())


@pytest.fixture
def builds() -> Builds:
    return Builds()


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def reloading(
    settings: Settings,
    serving: Serving,
    database: Database,
    builds: Builds,
    corpus: Corpus,
    pauses: list[float],
) -> Reloading:
    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0.01)

    return Reloading(settings, serving, database, Clock(), corpus.file_approved, builds, pause)


@pytest.fixture
def publish(settings: Settings) -> Callable[[], Published]:
    """What a build does that succeeds."""

    def publish() -> Published:
        text = "Pemilih dilarang memotret surat suara."
        write_corpus([altered(RULE, text=text)], settings.corpus_dir)
        built = reload(settings).built
        return Published(built.manifest, built.notes.changes, {}, built.embedded, ())

    return publish


async def states(run: Run) -> list[State]:
    """All that is told until the end."""
    told: list[State] = [await run.newer(None)]
    while not run.is_over:
        told.append(await run.newer(told[-1]))
    return told


async def until(run: Run, kind: type[State]) -> State:
    """The first state of that kind."""
    state = await run.newer(None)
    while not isinstance(state, kind):
        state = await run.newer(state)
    return state


async def entries(database: Database) -> list[audit.Entry]:
    async with database.reading() as connection:
        return list(reversed(await audit.newest(connection, 100)))


async def test_a_reload_is_filed_built_served_and_told_with_who_began_it(
    reloading: Reloading,
    builds: Builds,
    corpus: Corpus,
    publish: Callable[[], Published],
    serving: Serving,
    database: Database,
) -> None:
    builds.script = [publish]
    told = await states(await reloading.start(WAYAN, "u1"))
    assert told[:2] == [Ordered(), STEP] and isinstance(told[-1], Published)
    assert told[-1].seconds > 0
    assert serving.generation == told[-1].manifest.generation
    assert corpus.filed == 1 and reloading.running is None
    last = (await entries(database))[-1]
    assert (last.action, last.subject) == (RELOAD, serving.generation)
    assert last.actor.startswith("P-")
    assert serving.underway.begun() is None


async def test_who_comes_while_one_runs_sees_the_same_one(
    reloading: Reloading, builds: Builds, serving: Serving
) -> None:
    builds.script = [Unchanged(serving.generation, ())]
    builds.go_on.clear()
    run = await reloading.start(WAYAN, "u1")
    assert await reloading.start(PUTU, "u2") is run is reloading.running
    builds.go_on.set()
    assert isinstance((await states(run))[-1], Unchanged)
    assert builds.script == []


async def test_an_update_that_comes_twice_reloads_once(
    reloading: Reloading, builds: Builds, serving: Serving
) -> None:
    builds.script = [Unchanged(serving.generation, ())]
    await states(await reloading.start(WAYAN, "u1"))
    with pytest.raises(Redelivered):
        await reloading.start(WAYAN, "u1")
    assert reloading.running is None


async def test_while_another_process_builds_its_progress_is_told_and_then_it_is_our_turn(
    reloading: Reloading,
    builds: Builds,
    serving: Serving,
    publish: Callable[[], Published],
    pauses: list[float],
) -> None:
    builds.script = [Busy(), publish]
    with serving.store.building(), posting(serving.store.root, silent) as progress:
        progress("menguji", 4, 60)
        run = await reloading.start(WAYAN, "u1")
        assert await until(run, Waiting) == Waiting(Step("menguji", 4, 60))
        assert serving.underway.begun() is None, "what the other makes is not his"
    assert isinstance((await states(run))[-1], Published)
    assert pauses


async def test_while_another_bot_reloads_it_waits_as_well(
    reloading: Reloading, builds: Builds, serving: Serving
) -> None:
    builds.script = [Unchanged(serving.generation, ())]
    with serving.underway.holding(Begun("P-9", RELOAD, serving.generation)):
        run = await reloading.start(WAYAN, "u1")
        assert await until(run, Waiting) == Waiting(None)
    assert isinstance((await states(run))[-1], Unchanged)


async def test_a_refusal_is_kept_so_that_exactly_that_can_be_insisted_on(
    reloading: Reloading,
    builds: Builds,
    publish: Callable[[], Published],
    serving: Serving,
    database: Database,
) -> None:
    served = serving.generation
    builds.script = [Refused((FAILURE,), final=False), publish]
    refused = (await states(await reloading.start(WAYAN, "u1")))[-1]
    assert isinstance(refused, Refused) and refused.entry is not None
    assert serving.generation == served
    failures = await reloading.failures(refused.entry)
    assert failures == ("q7",)
    await states(await reloading.start(WAYAN, "u2", failures))
    assert builds.insisted == [[], ["q7"]]
    told = await entries(database)
    assert [(it.action, it.details.get("failures"), it.details.get("insisted")) for it in told] == [
        (REFUSED, ["q7"], None),
        (RELOAD, None, ["q7"]),
    ]


async def test_what_nobody_may_accept_is_not_insisted_on(
    reloading: Reloading, builds: Builds
) -> None:
    builds.script = [Refused((FAILURE,), final=True)]
    refused = (await states(await reloading.start(WAYAN, "u1")))[-1]
    assert isinstance(refused, Refused) and refused.entry is not None
    assert await reloading.failures(refused.entry) is None


async def test_an_entry_that_tells_of_something_else_stands_for_no_refusal(
    reloading: Reloading, serving: Serving
) -> None:
    await serving.renew()
    assert await reloading.failures(1) is None
    assert await reloading.failures(2) is None


async def test_nothing_is_built_while_what_was_decided_cannot_be_written(
    reloading: Reloading, corpus: Corpus, builds: Builds
) -> None:
    corpus.is_open = False
    told = await states(await reloading.start(WAYAN, "u1"))
    assert isinstance(told[-1], Failed)
    assert builds.insisted == []


async def test_a_published_generation_that_cannot_be_opened_is_told(
    reloading: Reloading, builds: Builds, publish: Callable[[], Published], serving: Serving
) -> None:
    def damaged() -> Published:
        published = publish()
        name = published.manifest.generation
        (serving.store.folder(name) / "vectors.faiss").write_bytes(b"")
        return published

    served, builds.script = serving.generation, [damaged]
    told = (await states(await reloading.start(WAYAN, "u1")))[-1]
    assert isinstance(told, Failed) and "vectors.faiss" in told.reason
    assert serving.generation == served


@pytest.mark.parametrize("fault", [Crashed("Traceback:\n  ..."), KeyError("amplop")])
async def test_a_fault_of_ours_is_told_by_its_incident(
    reloading: Reloading,
    builds: Builds,
    fault: Crashed | Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    builds.script = [fault]
    with caplog.at_level(logging.ERROR, "bot.reloads.reloading"):
        told = (await states(await reloading.start(WAYAN, "u1")))[-1]
    assert isinstance(told, Crashed) and len(told.incident) == 8
    assert told.incident in caplog.records[0].getMessage()
    assert reloading.running is None


async def test_a_bot_that_stops_ends_it_and_tells_those_who_wait(
    reloading: Reloading, builds: Builds, serving: Serving
) -> None:
    builds.go_on.clear()
    run = await reloading.start(WAYAN, "u1")
    await until(run, Step)
    await reloading.close()
    assert await run.newer(STEP) == Interrupted()
    assert serving.underway.begun() is None
    assert await (await reloading.start(WAYAN, "u2")).newer(None) == Interrupted()


class TestKilled:
    """The bot is killed in the midst of a reload, and started again."""

    @pytest.fixture
    async def actor(self, reloading: Reloading, builds: Builds, database: Database) -> str:
        """Whoever began it: he is known."""
        builds.script = [Refused((FAILURE,), final=True)]
        await states(await reloading.start(WAYAN, "u1"))
        return (await entries(database))[-1].actor

    def kill(self, serving: Serving, actor: str, action: str = RELOAD) -> None:
        words = (str(serving.store.root), actor, action, serving.generation)
        ran = subprocess.run([sys.executable, "-c", KILLED, *words])
        assert ran.returncode < 0

    async def test_before_it_was_published_nothing_has_happened(
        self, reloading: Reloading, serving: Serving, actor: str
    ) -> None:
        self.kill(serving, actor)
        left = await reloading.finish_left()
        assert left is not None
        assert (left.person, left.ended) == (WAYAN.id, Interrupted())
        assert await reloading.finish_left() is None

    async def test_after_it_was_published_it_is_served_and_told_as_his(
        self,
        reloading: Reloading,
        serving: Serving,
        actor: str,
        database: Database,
        publish: Callable[[], Published],
    ) -> None:
        self.kill(serving, actor)
        name = publish().manifest.generation
        left = await reloading.finish_left()
        assert left is not None
        assert (left.person, left.ended) == (WAYAN.id, Resumed(name))
        assert serving.generation == name
        last = (await entries(database))[-1]
        assert (last.actor, last.action, last.subject) == (actor, RELOAD, name)

    async def test_of_a_restored_generation_only_the_trail_is_told(
        self,
        reloading: Reloading,
        serving: Serving,
        actor: str,
        database: Database,
        publish: Callable[[], Published],
    ) -> None:
        older = serving.generation
        publish()
        await serving.renew()
        self.kill(serving, actor, RESTORE)
        serving.store.restore(older)
        assert await reloading.finish_left() is None
        last = (await entries(database))[-1]
        assert (last.actor, last.action, last.subject) == (actor, RESTORE, older)

    async def test_whoever_is_deleted_meanwhile_is_told_nothing(
        self, reloading: Reloading, serving: Serving
    ) -> None:
        self.kill(serving, "P-gone")
        assert await reloading.finish_left() is None

    async def test_before_its_end_was_told_that_is_told_now(
        self,
        reloading: Reloading,
        builds: Builds,
        serving: Serving,
        publish: Callable[[], Published],
    ) -> None:
        builds.script = [publish]
        await states(await reloading.start(WAYAN, "u1"))
        left = await reloading.finish_left()
        assert left is not None
        assert (left.person, left.ended) == (WAYAN.id, Resumed(serving.generation))

    async def test_where_the_end_was_told_there_is_nothing_to_tell(
        self, reloading: Reloading, builds: Builds, publish: Callable[[], Published]
    ) -> None:
        builds.script = [publish]
        await states(await reloading.start(WAYAN, "u1"))
        reloading.told()
        assert await reloading.finish_left() is None

    async def test_where_nothing_was_cut_off_there_is_nothing_to_tell(
        self, reloading: Reloading
    ) -> None:
        assert await reloading.finish_left() is None
