from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import texts
from bot.doctor import Finding, Health, examine
from bot.settings import Settings
from tests.bot.conftest import write_corpus
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
