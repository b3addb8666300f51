"""Building in a process of its own, at the lowest priority and on one thread: questions keep their
latency, and a kill hits a build from which nobody is served. Both ends of what the two processes
say to each other: the order as a line of JSON on stdin, what can be told as lines on stdout.

The child ends when its stdin does, so it never outlives whoever waits for it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NoReturn

from pydantic import TypeAdapter, ValidationError

from bot.reloads.course import (
    Busy,
    Crashed,
    Failed,
    Published,
    Refused,
    Said,
    Step,
    Told,
    Unchanged,
)
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.reloads.reload import Reloaded

_SETTINGS = {"corpus_dir", "data_dir", "model", "reader"}
"""Those that a build depends on. No secret is among them."""

_ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "RAYON", "NUMEXPR")
}
_LONGEST_LINE = 1 << 24
_SAID: TypeAdapter[Said] = TypeAdapter(Said)


async def build(settings: Settings, insist: Collection[str], told: Callable[[Step], None]) -> Told:
    """Build and publish a generation in a child process; `told` of each step, gives how it ended.

    Cancelled, it kills the child: what was served is served, what was begun is swept away later.
    """
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **_ONE_THREAD},
        limit=_LONGEST_LINE,
    )
    try:
        return await _heard(child, _order(settings, insist), told)
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def _heard(
    child: asyncio.subprocess.Process, order: bytes, told: Callable[[Step], None]
) -> Told:
    assert child.stdin is not None and child.stdout is not None
    child.stdin.write(order)
    async for line in child.stdout:
        try:
            said = _SAID.validate_json(line)
        except ValidationError:
            continue  # a library that prints
        if not isinstance(said, Step):
            return said
        told(said)
    return Crashed(f"exit code {await child.wait()}")


def _order(settings: Settings, insist: Collection[str]) -> bytes:
    fields = settings.model_dump(mode="json", include=_SETTINGS)
    return json.dumps({"settings": fields, "insist": sorted(insist)}).encode() + b"\n"


def main() -> None:
    """The child."""
    os.nice(19)
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _say(_built(Settings(**order["settings"]), frozenset(order["insist"])))


def _built(settings: Settings, insist: frozenset[str]) -> Told:
    # Imported here: the priority is low before the long imports begin.
    from bot.reloads.bulletin import posting
    from bot.reloads.reload import open_store, reload

    def step(label: str, done: int, total: int) -> None:
        _say(Step(label, done, total))

    try:
        with posting(open_store(settings).root, step) as progress:
            return _ended(reload(settings, progress, insist), insist)
    except Exception as error:
        return _failed(error)


def _ended(reloaded: Reloaded, insist: Collection[str]) -> Published | Unchanged:
    built, rejected = reloaded.built, tuple(map(str, reloaded.rejected))
    if not built.changed:
        return Unchanged(built.manifest.generation, rejected)
    verdict, changes = built.notes.verdict, built.notes.changes
    figures = verdict.figures if verdict else {}
    failed = {check.id for check in verdict.failed} if verdict else set()
    insisted = len(failed.intersection(insist))
    return Published(built.manifest, changes, figures, built.embedded, rejected, insisted)


def _failed(error: Exception) -> Refused | Busy | Failed | Crashed:
    from bot.log import discreet
    from index.embed import EmbedderError
    from index.exam import BadExam
    from index.inspection import Refused as Worse
    from index.reader import ReaderError
    from index.store import BuildRunning, StoreError

    match error:
        case Worse():
            return Refused(error.worse, bool(error.verdict.broken))
        case BuildRunning():
            return Busy()
        case StoreError() | EmbedderError() | ReaderError() | BadExam():
            return Failed(str(error))
        case OSError():
            return Failed(error.strerror or str(error))
        case _:
            return Crashed(discreet(error))


def _say(said: Said) -> None:
    sys.stdout.buffer.write(_SAID.dump_json(said) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent() -> NoReturn:
    """Unbuffered: a thread that waits for a buffer's lock cannot be left behind at exit."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
