from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import texts
from bot.db import audit
from bot.db.engine import FILE, database_at
from bot.db.tables import audit as audit_rows
from bot.doctor import Finding, Health, examine
from bot.settings import Settings
from tests.bot.conftest import write_corpus
from tests.bot.db.conftest import NOW
from tests.support.botapi import BotApiServer
from tests.support.small_corpus import GUIDE, altered
from tests.support.terminal import Terminal

TOKEN = "123456:RAHASIA-jangan-dicatat"


def settings(terminal: Terminal, **more: Any) -> Settings:
    return Settings.model_validate(
        {"corpus_dir": terminal.corpus, "data_dir": terminal.data, **more}
    )


def bad(findings: list[Finding]) -> list[str]:
    return [it.sentence for it in findings if it.health is Health.BAD]


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(TOKEN) as server:
        yield server


async def asked_telegram(terminal: Terminal, url: str, token: str = TOKEN) -> Finding:
    """What is found about Telegram; the examination waits, so it runs beside the server."""
    mine = settings(terminal, telegram_token=SecretStr(token), telegram_api_url=url)
    return (await asyncio.to_thread(lambda: list(examine(mine))))[-1]


async def test_a_token_names_its_bot(built_once: Terminal, server: BotApiServer) -> None:
    found = await asked_telegram(built_once, server.origin)
    assert found == Finding(Health.GOOD, texts.DOCTOR_TELEGRAM.format(username="siaga_uji_bot"))
    assert [call.method for call in server.calls] == ["getMe"]


async def test_a_refused_token_is_said_without_showing_it(
    built_once: Terminal, server: BotApiServer
) -> None:
    found = await asked_telegram(built_once, server.origin, "123456:KELIRU")
    refused = texts.TOKEN_REFUSED.format(name="SIAGA_TELEGRAM_TOKEN")
    assert found == Finding(Health.BAD, refused)


async def test_a_server_that_is_not_there_is_named(built_once: Terminal) -> None:
    async with BotApiServer(TOKEN) as gone:
        url = gone.origin
    found = await asked_telegram(built_once, url)
    assert (found.health, url in found.sentence) == (Health.BAD, True)
    assert TOKEN not in found.sentence


async def test_a_server_that_fails_is_a_problem(built_once: Terminal, server: BotApiServer) -> None:
    server.fail_next("getMe", 502)
    assert (await asked_telegram(built_once, server.origin)).health is Health.BAD


def test_a_corpus_that_moved_on_is_a_note(own_copy: Terminal) -> None:
    write_corpus([altered(GUIDE, id="lain")], own_copy.corpus)
    findings = list(examine(settings(own_copy)))
    assert Finding(Health.NOTE, texts.CORPUS_CHANGED) in findings
    assert bad(findings) == []


def test_a_contact_past_its_limit_is_a_note_that_says_what_to_do(built_once: Terminal) -> None:
    findings = list(examine(settings(built_once)))
    (old,) = [it for it in findings if "kontak propam" in it.sentence]
    assert old.health is Health.NOTE
    assert "26 Juni 2018" in old.sentence and "verified_on" in old.sentence


def test_contacts_that_cannot_be_used_are_a_problem(own_copy: Terminal) -> None:
    (own_copy.corpus / "contacts.yaml").write_text("- polri: 110\n", encoding="utf-8")
    (problem,) = bad(list(examine(settings(own_copy))))
    assert problem.startswith("contacts.yaml, kontak ke-1: ")


def test_a_calendar_that_cannot_be_used_is_a_problem(own_copy: Terminal) -> None:
    (own_copy.corpus / "stages.yaml").write_text("- a\n", encoding="utf-8")
    (problem,) = bad(list(examine(settings(own_copy))))
    assert problem.startswith("stages.yaml harus berisi nama dan nilai")


def test_rejected_documents_are_counted(own_copy: Terminal) -> None:
    (own_copy.corpus / "buruk.md").write_text("Tanpa bagian depan.\n", encoding="utf-8")
    assert bad(list(examine(settings(own_copy)))) == [texts.DOCTOR_REJECTED.format(count=1)]


def test_a_damaged_index_is_a_problem(own_copy: Terminal) -> None:
    for file in own_copy.data.rglob("*"):
        if file.is_file() and file.suffix == ".npy":
            file.write_bytes(b"rusak")
    (problem,) = bad(list(examine(settings(own_copy))))
    assert "rusak" in problem


def test_a_model_that_cannot_be_opened_is_a_problem(built_once: Terminal, tmp_path: Path) -> None:
    mine = settings(built_once, model=str(tmp_path / "tidak-ada"))
    (problem,) = bad(list(examine(mine)))
    assert "tidak-ada" in problem


async def done(mine: Settings, tampered: bool) -> None:
    """A database in which something was done, and the trail of it perhaps mended by somebody."""
    database = database_at(mine.database_url, mine.data_dir)
    await database.prepare()
    async with database.writing() as connection:
        for number in (1, 2):
            await audit.record(connection, NOW, audit.SYSTEM, "backup", f"{number}.tar.gz")
        if tampered:
            await connection.execute(audit_rows.update().values(subject="lain.tar.gz"))
    await database.close()


def test_a_database_that_is_not_there_yet_is_a_note_and_is_not_made(own_copy: Terminal) -> None:
    findings = list(examine(settings(own_copy)))
    assert Finding(Health.NOTE, texts.DOCTOR_NO_DATABASE) in findings
    assert not (own_copy.data / FILE).exists()


def test_a_whole_trail_is_good(own_copy: Terminal) -> None:
    asyncio.run(done(settings(own_copy), tampered=False))
    findings = list(examine(settings(own_copy, admins=(21,))))
    assert Finding(Health.GOOD, texts.AUDIT_WHOLE) in findings
    assert Finding(Health.NOTE, texts.DOCTOR_NO_ADMINS) not in findings
    assert bad(findings) == []


def test_a_trail_that_was_tampered_with_is_a_problem_that_names_the_row(own_copy: Terminal) -> None:
    asyncio.run(done(settings(own_copy), tampered=True))
    assert bad(list(examine(settings(own_copy)))) == [texts.AUDIT_BROKEN.format(number=1)]


def test_a_file_that_is_no_database_is_a_problem(own_copy: Terminal) -> None:
    (own_copy.data / FILE).write_bytes(b"surat" * 999)
    (problem,) = bad(list(examine(settings(own_copy))))
    assert FILE in problem and "SIAGA_DATABASE_URL" in problem
