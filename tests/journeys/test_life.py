from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.app import opened
from bot.chat.application import build_application, poll
from bot.library import Library
from bot.settings import Settings
from tests.journeys.conftest import TOKEN, Started
from tests.support import teduh
from tests.support.botapi import BotApiServer, User

RUN = "from bot.app import run; from bot.settings import load; run(load())"


async def bot_process(server: BotApiServer, data_dir: Path) -> asyncio.subprocess.Process:
    """`siaga run` in a process of its own, configured by its environment."""
    settings = {
        "SIAGA_TELEGRAM_TOKEN": TOKEN,
        "SIAGA_TELEGRAM_API_URL": server.origin,
        "SIAGA_DATA_DIR": str(data_dir),
        "SIAGA_LISTEN": "127.0.0.1:8080",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-c", RUN),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_stops_the_bot_cleanly_once_it_answered_what_was_waiting(
    number: signal.Signals, server: BotApiServer, citizen: User, data_dir: Path
) -> None:
    await citizen.send(teduh.ASK_DRILL)
    process = await bot_process(server, data_dir)
    (answer,) = await server.wait_for(citizen.id, timeout=20)
    process.send_signal(number)
    _, log = await process.communicate()
    assert process.returncode == 0
    assert "640 personel" in answer["text"]
    assert server.pending_updates == []
    assert "siap: 6 dokumen" in log.decode()
    assert "SIAGA_LISTEN diisi, tetapi belum dipakai" in log.decode()
    assert TOKEN not in log.decode() and "Traceback" not in log.decode()


async def test_a_bot_that_cannot_reach_telegram_yet_can_be_stopped(
    server: BotApiServer, data_dir: Path
) -> None:
    server.fail_next("getMe", None)
    process = await bot_process(server, data_dir)
    assert process.stderr is not None
    lines = [await process.stderr.readline() for _ in range(3)]
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    assert process.returncode == 0
    assert b"Telegram: " in lines[-1]


async def test_a_bot_that_cannot_reach_telegram_yet_starts_once_it_can(
    server: BotApiServer, citizen: User, settings: Settings, library: Library, started: Started
) -> None:
    server.fail_next("getMe", None, times=2)
    await citizen.send(teduh.ASK_DRILL)
    async with (
        opened(settings, library) as services,
        started(poll(build_application(settings, services), pause=0)),
    ):
        (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]
