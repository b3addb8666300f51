from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import texts
from bot.app import opened, serve
from bot.chat.application import build_application, poll
from bot.db import audit, people
from bot.db.engine import Database
from bot.library import Library
from bot.reloads.bulletin import posting
from bot.reloads.reload import open_store, reload
from bot.reloads.serving import RELOAD, RESTORE
from bot.settings import Settings
from index.build import silent
from index.store import Store
from tests.bot.conftest import write_corpus
from tests.journeys.conftest import ADMIN, MENUS, Started
from tests.journeys.looks import buttons
from tests.support import teduh
from tests.support.botapi import BotApiServer, Json, User
from tests.support.small_corpus import altered

PUTU = 22
PATIENCE = 120.0
"""Seconds: the child that builds gives way to everything else on the machine."""

PHOTO_RULE = altered(teduh.RULE, text="Pemilih dilarang memotret surat suara di dalam bilik suara.")
ASK_PHOTO = "Bolehkah pemilih memotret surat suara?"
NEW = altered(
    teduh.RULE,
    id="aturan-parkir",
    title="Aturan parkir di TPS",
    text="Kendaraan pemilih diparkir paling dekat seratus meter dari TPS.",
)
EXAM = {
    "id": "q-penjaga",
    "question": teduh.ASK_NEWS,
    "expect": "answered",
    "documents": [teduh.NEWS.id],
    "answers": ["dua anggota Linmas"],
}

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.reloads.underway import Begun, Underway
root, actor, before = sys.argv[1:]
with Underway(Path(root)).holding(Begun(actor, "reload", before)):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus about Teduh with an exam, and its index."""
    folder = tmp_path_factory.mktemp("teduh")
    corpus = write_corpus(teduh.DOCUMENTS, folder / "corpus")
    (corpus / "exam.jsonl").write_text(json.dumps(EXAM) + "\n", encoding="utf-8")
    reload(Settings(corpus_dir=corpus, data_dir=folder / "data", reader="none"))
    return folder


@pytest.fixture
def settings(settings: Settings, server: BotApiServer, built: Path, tmp_path: Path) -> Settings:
    """Those of a journey with a corpus and an index of its own, and two admins."""
    server.user(PUTU, "Putu")
    own = Path(shutil.copytree(built, tmp_path / "own"))
    changed = {
        "corpus_dir": own / "corpus",
        "data_dir": own / "data",
        "reader": "none",
        "admins": (ADMIN, PUTU),
    }
    return settings.model_copy(update=changed)


@pytest.fixture
def store(settings: Settings) -> Store:
    return open_store(settings)


@pytest.fixture
def putu(server: BotApiServer) -> User:
    """Another admin."""
    return server.user(PUTU, "Putu")


@pytest.fixture
async def bot(settings: Settings, started: Started, library: Library) -> AsyncIterator[None]:
    """The whole bot, which waits for nothing between two edits."""

    async def pause(seconds: float) -> None:
        await asyncio.sleep(0.01)

    async with opened(settings, library) as services:
        quick = replace(services, pause=pause)
        async with started(poll(build_application(settings, quick)), menus=MENUS + 2):
            yield


async def told(server: BotApiServer, sent: Json, *words: str) -> Json:
    """The bot's message `sent`, once it says all of `words`."""
    chat, number = sent["chat"]["id"], sent["message_id"]

    def says() -> bool:
        message = server.message(chat, number)
        return message is not None and all(word in message["text"] for word in words)

    await server.wait_until(says, timeout=PATIENCE, what=repr(words))
    message = server.message(chat, number)
    assert message is not None
    return message


async def reloaded(server: BotApiServer, admin: User, *words: str) -> Json:
    """The message about a reload that `admin` orders, once it says `words`."""
    await admin.send("/muatulang")
    (message,) = await server.wait_for(admin.id)
    return await told(server, message, *words)


async def answer_to(question: str, server: BotApiServer, citizen: User) -> Json:
    await citizen.send(question)
    (answer,) = await server.wait_for(citizen.id)
    return answer


async def trail(settings: Settings) -> list[audit.Entry]:
    database = Database(str(settings.database_url))
    async with database.reading() as connection:
        entries = list(reversed(await audit.newest(connection, 100)))
    await database.close()
    return entries


@pytest.mark.usefixtures("bot")
async def test_where_nothing_changed_the_admin_is_told_at_once(
    server: BotApiServer, admin: User
) -> None:
    await reloaded(server, admin, texts.RELOAD_UNCHANGED)


@pytest.mark.usefixtures("bot")
async def test_a_reload_tells_in_one_message_what_changed_and_is_answered_from(
    server: BotApiServer, admin: User, citizen: User, settings: Settings, store: Store
) -> None:
    before = store.current()
    write_corpus([PHOTO_RULE, NEW], settings.corpus_dir)
    (settings.corpus_dir / f"{teduh.COPY.id}.md").unlink()
    (settings.corpus_dir / "rusak.md").write_text("---\ntitle: Tanpa id\n---\n\nIsi.\n")
    message = await reloaded(server, admin, "Selesai.")
    assert len(server.sent(admin.id)) == 1
    for words in (
        f"{texts.CHANGES_ADDED} (1)\n• {NEW.title}",
        f"{texts.CHANGES_CHANGED} (1)\n• {PHOTO_RULE.title}",
        f"{texts.CHANGES_REMOVED} (1)\n• {teduh.COPY.title}",
        "Bagian: 2 baru, 2 hilang.",
        "2 bagian baru dihitung",
        f"{texts.REJECTED_DOCUMENTS.format(count=1)}\n•",
        "jawaban benar 1/1",
    ):
        assert words in message["text"]
    assert "memotret" in (await answer_to(ASK_PHOTO, server, citizen))["text"]
    first, last = await trail(settings)
    assert (first.actor, first.subject) == (audit.SYSTEM, before)
    assert (last.action, last.subject) == (RELOAD, store.current())
    assert last.actor.startswith("P-")
    assert last.details == {"added": 1, "changed": 1, "removed": 1}


@pytest.mark.usefixtures("bot")
async def test_a_deleted_document_is_gone_from_answers_buttons_and_what_follows_up(
    server: BotApiServer, admin: User, citizen: User, settings: Settings
) -> None:
    answer = await answer_to(teduh.ASK_DRILL, server, citizen)
    assert "640 personel" in answer["text"]
    (settings.corpus_dir / f"{teduh.DRILL.id}.md").unlink()
    await reloaded(server, admin, "Selesai.")
    query = await citizen.press(answer, "Sumber 1")
    assert (await server.wait_for_answer(query))["text"] == texts.SOURCE_GONE
    for question in (teduh.ASK_DRILL, "kapan itu?"):
        again = await answer_to(question, server, citizen)
        assert "640 personel" not in again["text"]
        assert teduh.DRILL.title not in again["text"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("command", ["/muatulang", "/versi", "/pulihkan 2"])
async def test_for_others_there_is_no_such_command(
    command: str, server: BotApiServer, citizen: User
) -> None:
    await citizen.send(command)
    (said,) = await server.wait_for(citizen.id)
    assert said["text"] == texts.UNKNOWN_COMMAND


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("data", ["r:start", "r:insist:1", "v:ask:x", "v:yes:x", "v:no"])
async def test_for_others_its_buttons_are_of_another_version(
    data: str, server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_NEWS, server, citizen)
    server.state.messages[citizen.id, answer["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Tebakan", "callback_data": data}]]
    }
    query = await citizen.press(answer, "Tebakan")
    assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON


@pytest.mark.usefixtures("bot")
async def test_while_something_builds_two_admins_see_how_far_it_is_and_others_are_answered(
    server: BotApiServer, admin: User, putu: User, citizen: User, settings: Settings, store: Store
) -> None:
    write_corpus([PHOTO_RULE], settings.corpus_dir)
    with store.building(), posting(store.root, silent) as progress:
        progress("menguji", 4, 60)
        await admin.send("/muatulang")
        (his,) = await server.wait_for(admin.id)
        await told(server, his, texts.RELOAD_WAITING, "Menguji: 4 dari 60")
        await putu.send("/muatulang")
        (hers,) = await server.wait_for(putu.id)
        await told(server, hers, texts.RELOAD_JOINED, texts.RELOAD_WAITING)
        answer = await answer_to(teduh.ASK_RULE, server, citizen)
        assert "telepon genggam" in answer["text"]
    for message in (his, hers):
        await told(server, message, "Selesai.", PHOTO_RULE.title)
    assert [entry.action for entry in await trail(settings)] == [RELOAD, RELOAD]


@pytest.mark.usefixtures("bot")
async def test_the_end_is_told_anew_where_the_message_was_deleted(
    server: BotApiServer, admin: User, store: Store
) -> None:
    with store.building():
        await admin.send("/muatulang")
        (message,) = await server.wait_for(admin.id)
        server.state.remove(server.state.chats[admin.id], message)
    (end,) = await server.wait_for(admin.id, timeout=PATIENCE)
    assert end["text"] == texts.RELOAD_UNCHANGED
    server.calls[:] = [call for call in server.calls if not call.refused]


@pytest.mark.usefixtures("bot")
class TestWorse:
    """The new generation fails a question of the exam that the served one passes."""

    @pytest.fixture
    async def refusal(
        self, bot: None, server: BotApiServer, admin: User, settings: Settings
    ) -> Json:
        worse = altered(teduh.NEWS, text="Setiap TPS di Kota Teduh dijaga satu polisi.")
        write_corpus([worse, NEW], settings.corpus_dir)
        return await reloaded(server, admin, texts.RELOAD_REFUSED)

    async def test_it_is_refused_and_what_got_worse_is_named(
        self, refusal: Json, server: BotApiServer, citizen: User
    ) -> None:
        assert EXAM["id"] in refusal["text"] and teduh.ASK_NEWS in refusal["text"]
        assert buttons(refusal) == [texts.BUTTON_INSIST]
        answer = await answer_to(teduh.ASK_NEWS, server, citizen)
        assert "dua anggota Linmas" in answer["text"]

    async def test_an_admin_may_insist_on_exactly_that(
        self, refusal: Json, server: BotApiServer, putu: User, admin: User, settings: Settings
    ) -> None:
        await admin.press(refusal, texts.BUTTON_INSIST)
        (message,) = await server.wait_for(admin.id)
        await told(server, message, texts.RELOADED_INSISTED.format(count=1))
        last = (await trail(settings))[-1]
        assert (last.action, last.details["insisted"]) == (RELOAD, [EXAM["id"]])
        await admin.press(refusal, texts.BUTTON_INSIST)
        (message,) = await server.wait_for(admin.id)
        await told(server, message, texts.RELOAD_UNCHANGED)

    async def test_who_is_no_admin_any_more_may_not(
        self, refusal: Json, server: BotApiServer, citizen: User, store: Store
    ) -> None:
        before = store.current()
        forwarded = server.state.messages[ADMIN, refusal["message_id"]]
        answer = await answer_to(teduh.ASK_NEWS, server, citizen)
        keyboard = forwarded["reply_markup"]
        server.state.messages[citizen.id, answer["message_id"]]["reply_markup"] = keyboard
        query = await citizen.press(answer, texts.BUTTON_INSIST)
        assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON
        assert store.current() == before


@pytest.mark.usefixtures("bot")
class TestEarlier:
    """A generation before the one that is served."""

    @pytest.fixture
    async def older(
        self, bot: None, server: BotApiServer, admin: User, settings: Settings, store: Store
    ) -> str:
        before = str(store.current())
        write_corpus([PHOTO_RULE], settings.corpus_dir)
        await reloaded(server, admin, "Selesai.")
        return before

    async def versions(self, server: BotApiServer, admin: User, command: str = "/versi") -> Json:
        await admin.send(command)
        (message,) = await server.wait_for(admin.id)
        return message

    async def test_the_versions_tell_what_changed_and_which_is_served(
        self, older: str, server: BotApiServer, admin: User
    ) -> None:
        for command in ("/versi", "/pulihkan"):
            message = await self.versions(server, admin, command)
            newest, oldest = message["text"].split("\n\n")[1:]
            assert "dilayani sekarang" in newest and "dilayani sekarang" not in oldest
            assert "ditambah 0, diubah 1, dihapus 0" in newest
            assert "ditambah 6" in oldest and "jawaban benar 1/1" in oldest
            assert buttons(message) == [texts.BUTTON_RESTORE.format(number=2)]

    async def test_it_is_served_again_within_a_second_once_that_is_confirmed(
        self, older: str, server: BotApiServer, admin: User, citizen: User, settings: Settings
    ) -> None:
        message = await self.versions(server, admin)
        await admin.press(message, texts.BUTTON_RESTORE.format(number=2))
        (question,) = await server.wait_for(admin.id)
        assert question["text"].startswith("Kembali ke versi")
        await admin.press(question, texts.BUTTON_RESTORE_YES)
        (done,) = await server.wait_for(admin.id)
        milliseconds = re.search(r"(\d+) milidetik", done["text"])
        assert milliseconds and int(milliseconds[1]) < 1000
        answer = await answer_to(teduh.ASK_RULE, server, citizen)
        assert "telepon genggam" in answer["text"]
        last = (await trail(settings))[-1]
        assert (last.action, last.subject) == (RESTORE, older)
        query = await admin.press(question, texts.BUTTON_RESTORE_YES)
        assert (await server.wait_for_answer(query))["text"] == texts.RESTORE_SERVED

    async def test_it_can_be_left_as_it_is(
        self, older: str, server: BotApiServer, admin: User, store: Store
    ) -> None:
        question = await self.versions(server, admin, "/pulihkan 2")
        query = await admin.press(question, texts.BUTTON_RESTORE_NO)
        assert (await server.wait_for_answer(query))["text"] == texts.RESTORE_LEFT
        assert store.current() != older

    async def test_it_is_named_by_its_generation_as_well(
        self, older: str, server: BotApiServer, admin: User
    ) -> None:
        question = await self.versions(server, admin, f"/pulihkan {older}")
        assert buttons(question) == [texts.BUTTON_RESTORE_YES, texts.BUTTON_RESTORE_NO]

    @pytest.mark.parametrize(
        ("which", "words"), [("1", texts.RESTORE_SERVED), ("9", texts.RESTORE_UNKNOWN)]
    )
    async def test_what_cannot_be_restored_is_said(
        self, which: str, words: str, older: str, server: BotApiServer, admin: User
    ) -> None:
        assert (await self.versions(server, admin, f"/pulihkan {which}"))["text"] == words

    async def test_a_button_for_a_version_that_is_gone_says_so(
        self, older: str, server: BotApiServer, admin: User, store: Store
    ) -> None:
        message = await self.versions(server, admin)
        question = await self.versions(server, admin, "/pulihkan 2")
        shutil.rmtree(store.folder(older))
        for where, button in (
            (message, texts.BUTTON_RESTORE.format(number=2)),
            (question, texts.BUTTON_RESTORE_YES),
        ):
            query = await admin.press(where, button)
            assert (await server.wait_for_answer(query))["text"] == texts.RESTORE_UNKNOWN

    async def test_while_something_builds_nothing_is_restored(
        self, older: str, server: BotApiServer, admin: User, store: Store
    ) -> None:
        question = await self.versions(server, admin, "/pulihkan 2")
        with store.building():
            query = await admin.press(question, texts.BUTTON_RESTORE_YES)
            assert (await server.wait_for_answer(query))["text"] == texts.RESTORE_BUSY

    async def test_a_damaged_one_is_named_and_what_is_served_goes_on(
        self, older: str, server: BotApiServer, admin: User, citizen: User, store: Store
    ) -> None:
        question = await self.versions(server, admin, "/pulihkan 2")
        (store.folder(older) / "vectors.faiss").write_bytes(b"")
        query = await admin.press(question, texts.BUTTON_RESTORE_YES)
        assert "vectors.faiss" in (await server.wait_for_answer(query))["text"]
        assert "memotret" in (await answer_to(ASK_PHOTO, server, citizen))["text"]


@pytest.mark.usefixtures("bot")
async def test_what_is_built_on_the_machine_is_answered_from_within_seconds(
    server: BotApiServer, citizen: User, settings: Settings
) -> None:
    write_corpus([PHOTO_RULE], settings.corpus_dir)
    await asyncio.to_thread(reload, settings)
    async with asyncio.timeout(10):
        while "memotret" not in (await answer_to(ASK_PHOTO, server, citizen))["text"]:
            await asyncio.sleep(0.5)
    assert [entry.actor for entry in await trail(settings)] == [audit.SYSTEM, audit.SYSTEM]


async def test_a_bot_that_is_stopped_meanwhile_tells_that_it_was_cut_off(
    server: BotApiServer, admin: User, settings: Settings, started: Started, store: Store
) -> None:
    write_corpus([PHOTO_RULE], settings.corpus_dir)
    with store.building():
        async with started(serve(settings), menus=MENUS + 2):
            await admin.send("/muatulang")
            (message,) = await server.wait_for(admin.id)
        await told(server, message, texts.RELOAD_INTERRUPTED)


async def test_a_bot_that_was_killed_tells_who_began_the_reload_what_became_of_it(
    server: BotApiServer, admin: User, settings: Settings, started: Started, store: Store
) -> None:
    async with started(serve(settings), menus=MENUS + 2):
        await reloaded(server, admin, texts.RELOAD_UNCHANGED)
        await admin.send("/pulihkan 9")
        await server.wait_for(admin.id)
    database = Database(str(settings.database_url))
    async with database.reading() as connection:
        person = await people.person(connection, ADMIN)
    await database.close()
    assert person is not None and person.pseudonym is not None
    words = (str(store.root), person.pseudonym, str(store.current()))
    assert subprocess.run([sys.executable, "-c", KILLED, *words]).returncode < 0
    write_corpus([PHOTO_RULE], settings.corpus_dir)
    await asyncio.to_thread(reload, settings)
    async with started(serve(settings), menus=MENUS + 2):
        (message,) = await server.wait_for(admin.id)
    assert message["text"] == texts.RELOAD_RESUMED
    assert (await trail(settings))[-1].actor == person.pseudonym
