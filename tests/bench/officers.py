"""How soon reports are kept when officers report all at once, and whether each is kept once.

    python -m tests.bench.officers [--officers 200] [--database URL]

A bot in a process of its own speaks with the Bot API server of the tests. At one moment every
officer sends a line; he taps the echo twice, as soon as it comes or after reading it; of every
fifth each update is delivered twice. What is promised, a second for nineteen of twenty, is of what
an officer waits for: the echo to his line, and the confirmation after his tap. Then all reports are
looked for in the database, which is a SQLite file, or the empty one that URL names.

The bot keeps the pace that it keeps towards Telegram (`bot.chat.limiter`): answers go out at once,
for the thirty messages in a second that Telegram allows are bulk notifications; its developers say
that answers to two hundred people at once are none (tdlib/telegram-bot-api, issue 309). The server
allows everything, so the first two figures are the bot's own. Should Telegram count answers all the
same it is slower and the bot follows; the third part, in which the server takes no more than thirty
messages a second and refuses the others, tells by how much, and that nothing is lost by it.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.db.engine import Database, database_at
from tests.support.botapi import BotApiServer
from tests.support.officers import Crowd, Officer
from tests.support.survival import TOKEN, installation, running

PROMISED = 1000
"""Milliseconds, of twenty waits for nineteen."""

READING = 3.0
"""Seconds that a quick reader takes for an echo of eight lines."""

ALLOWED = 30
"""Messages in a second of a server that is strict."""


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, default=200)
    parser.add_argument("--database", metavar="URL")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
        own = installation(Path(folder) / "own")
        asyncio.run(_measure(own, said.officers, said.database))


async def _measure(folder: Path, number: int, url: str | None) -> None:
    database = database_at(url, folder / "data")
    more = {"SIAGA_DATABASE_URL": url} if url else {}
    async with BotApiServer(TOKEN) as server, running(server, folder, *_BOT, **more):
        await server.wait_until(lambda: len(server.called("setMyCommands")) >= 6, 60)
        await _rounds(server, database, number)
    await database.close()


async def _rounds(server: BotApiServer, database: Database, number: int) -> None:
    crowd = Crowd(server, database, number)
    await crowd.appoint()
    await crowd.report(number=1)  # the first loads what the others have
    print(f"{number} officers, {database.url.get_backend_name()}{'p50':>26}{'p95':>8}{'max':>8} ms")
    _say("tapping at once", await crowd.report(), PROMISED)
    _say(f"reading for {READING:g} s", await crowd.report(reading=READING), PROMISED)
    server.allow(ALLOWED)
    _say(f"{ALLOWED} messages a second", await crowd.report(), None)
    missing, many = await crowd.faults()
    print(f"reports missing: {missing}, not once: {many}")


def _say(how: str, officers: Sequence[Officer], promised: float | None) -> None:
    for what, taken, most in (
        ("line to echo", [one.echoed - one.sent for one in officers], promised),
        ("tap to confirmation", [one.confirmed - one.tapped for one in officers], promised),
        ("both", [one.confirmed - one.tapped + one.echoed - one.sent for one in officers], None),
    ):
        p50, p95, longest = (float(np.percentile(taken, share)) * 1000 for share in (50, 95, 100))
        verdict = f"  at most {most:g}: {'kept' if p95 <= most else 'MISSED'}" if most else ""
        print(f"{how:24}{what:20}{p50:8.0f}{p95:8.0f}{longest:8.0f}{verdict}", flush=True)
        how = ""


_BOT = ("-m", "bot.cli", "run")

if __name__ == "__main__":
    main()
