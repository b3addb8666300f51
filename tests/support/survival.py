"""What is left after a kill: a bot is killed in the midst of a reload and started again, and what
it then does is held against what it must do."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot import texts
from bot.db import audit
from bot.db.engine import Database, database_at
from bot.reloads.reload import reload
from bot.settings import Settings
from corpus.formats import markdown
from index.progress import Phase
from index.store import Store, StoreError, verify
from tests.support import teduh
from tests.support.botapi import BotApiServer, User
from tests.support.doomed import SWAP, TRAIL
from tests.support.small_corpus import altered

POINTS = (*(phase.value for phase in Phase), SWAP, TRAIL)
IN_CHILD = tuple(phase.value for phase in Phase)

TOKEN = "123456789:AAkills_only_no_real_token_at_all"
ADMIN, CITIZEN = 21, 11
PATIENCE = 120.0
"""Seconds: the child that builds gives way to everything else on the machine."""


NEW = altered(teduh.RULE, text="Pemilih dilarang memotret surat suara di dalam bilik suara.")
ASK_NEW, TOLD_NEW = "Bolehkah pemilih memotret surat suara?", "memotret"
EXAM = {
    "id": "q-penjaga",
    "question": teduh.ASK_NEWS,
    "expect": "answered",
    "documents": [teduh.NEWS.id],
}


_ENDS = ("Selesai", texts.RELOAD_CRASHED[:20], texts.RELOAD_INTERRUPTED, texts.RELOAD_RESUMED)


@dataclass
class Survived:
    """What went wrong, in words; nothing where all is as it must be."""

    start_failed: list[str] = field(default_factory=list)
    half_built: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    was_published: bool = False

    @property
    def faults(self) -> list[str]:
        return [*self.start_failed, *self.half_built, *self.lost]


def installation(folder: Path) -> Path:
    """A corpus about Teduh with an exam and its index, in which one document has changed since."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for document in teduh.DOCUMENTS:
        (corpus / f"{document.id}.md").write_text(markdown.render(document), encoding="utf-8")
    (corpus / "exam.jsonl").write_text(json.dumps(EXAM) + "\n", encoding="utf-8")
    reload(Settings(corpus_dir=corpus, data_dir=folder / "data", reader="none"))
    (corpus / f"{NEW.id}.md").write_text(markdown.render(NEW), encoding="utf-8")
    return folder


async def survived(
    built: Path, folder: Path, point: str, victim: str, milliseconds: int = 0
) -> Survived:
    """Kill `victim` at `point` of a reload of a copy of `built` in `folder`, and see what is left.
    Milliseconds are counted from the point to the kill."""
    shutil.copytree(built, folder)
    result = Survived()
    async with BotApiServer(TOKEN) as server:
        admin = server.user(ADMIN, "Wayan")
        doomed = ("-m", "tests.support.doomed", point, victim, str(milliseconds))
        async with running(server, folder, *doomed) as bot:
            await admin.send("/muatulang")
            await _until_struck(server, bot)
        told = _last(server)
        before = await _trail(folder)
        await _look(server, admin, folder, result)
        after = await _trail(folder)
        if after[: len(before)] != before:
            result.lost.append("entries of the trail")
        if told.startswith("Selesai") and not result.was_published:
            result.lost.append("what was told to be published")
    return result


async def _until_struck(server: BotApiServer, bot: asyncio.subprocess.Process) -> None:
    """Until the bot is dead; or, where its child died or the kill came too late, until it has told
    the end."""
    async with asyncio.timeout(PATIENCE):
        while bot.returncode is None and not _last(server).startswith(_ENDS):
            await asyncio.sleep(0.01)


async def _look(server: BotApiServer, admin: User, folder: Path, result: Survived) -> None:
    """Start the bot again and use it."""
    store, citizen = Store(folder / "data" / "index"), server.user(CITIZEN, "Sri")
    current = store.current()
    async with running(server, folder, "-m", "bot.cli", "run") as bot:
        try:
            answer = await _answer(server, citizen, teduh.ASK_NEWS)
        except AssertionError:
            result.start_failed.append(f"exit code {bot.returncode}")
            return
        if "dua anggota Linmas" not in answer:
            result.half_built.append("a question without its answer")
        new = await _answer(server, citizen, ASK_NEW)
        result.was_published = TOLD_NEW in new
        _look_at(store, current, result)
        if not await _says(server, _ENDS):
            result.lost.append("how it ended")
        await admin.send("/muatulang")
        if not await _says(server, ("Selesai", texts.RELOAD_UNCHANGED)):
            result.start_failed.append("no reload after it")
        if TOLD_NEW not in await _answer(server, citizen, ASK_NEW):
            result.lost.append("the changed document")


def _last(server: BotApiServer) -> str:
    """What the admin was told last."""
    sent = server.sent(ADMIN)
    return str(sent[-1]["text"]) if sent else ""


def _look_at(store: Store, current: str | None, result: Survived) -> None:
    """What stands on disk once the bot has started."""
    for name in store.names():
        try:
            verify(store.folder(name))
        except StoreError as fault:
            result.half_built.append(str(fault))
    if current not in store.names():
        result.half_built.append("CURRENT names no generation")
    if (store.root / "aside").exists():
        result.half_built.append("what was being built is not swept away")


async def _answer(server: BotApiServer, citizen: User, question: str) -> str:
    await citizen.send(question)
    (message,) = await server.wait_for(citizen.id, timeout=PATIENCE)
    return str(message["text"])


async def _says(server: BotApiServer, words: tuple[str, ...]) -> bool:
    try:
        await server.wait_until(lambda: _last(server).startswith(words), PATIENCE)
    except AssertionError:
        return False
    return True


async def _trail(folder: Path) -> list[audit.Entry]:
    database: Database = database_at(None, folder / "data")
    try:
        async with database.reading() as connection:
            assert await audit.first_fault(connection) is None, "the trail is broken"
            return list(reversed(await audit.newest(connection, 100)))
    finally:
        await database.close()


@asynccontextmanager
async def running(
    server: BotApiServer, folder: Path, *words: str, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot of its own process over the installation in `folder`, with `more` settings; stopped at
    the end."""
    settings = {
        "SIAGA_TELEGRAM_TOKEN": TOKEN,
        "SIAGA_TELEGRAM_API_URL": server.origin,
        "SIAGA_CORPUS_DIR": str(folder / "corpus"),
        "SIAGA_DATA_DIR": str(folder / "data"),
        "SIAGA_READER": "none",
        "SIAGA_ADMINS": str(ADMIN),
        **more,
    }
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, *words),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.terminate()
        await bot.wait()
