"""`siaga run`, killed the moment a reload comes to a certain point; or its building child is.

    python -m tests.support.doomed POINT bot|child MILLISECONDS

POINT is a phase of the build, `swap` (published, not yet served) or `trail` (served, not yet in the
trail); the kill comes so many milliseconds later.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from unittest.mock import patch

from bot import app
from bot.library import Library
from bot.reloads import building
from bot.reloads.course import Step, Told
from bot.reloads.reloading import Build, Reloading
from bot.settings import Settings, load

SWAP, TRAIL = "swap", "trail"


def main() -> None:
    point, victim, milliseconds = sys.argv[1:]
    kill = _kill_child if victim == "child" else _kill_bot
    strike = partial(_strike, kill, int(milliseconds) / 1000)
    reloading = partial(Reloading, build=_building(point, strike))
    # What is replaced are the seams between the reload and what it sets in motion.
    with (
        patch.object(app, "Reloading", reloading),
        patch.object(Library, "renew", _renewing(point, strike)),
    ):
        app.run(load())


def _strike(kill: Callable[[], None], seconds: float) -> None:
    if seconds:
        threading.Timer(seconds, kill).start()
    else:
        kill()


def _kill_bot() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_child() -> None:
    for child in children_of(os.getpid()):
        os.kill(child, signal.SIGKILL)


def _building(point: str, strike: Callable[[], None]) -> Build:
    async def build(
        settings: Settings, insist: Collection[str], told: Callable[[Step], None]
    ) -> Told:
        labels: set[str] = set()

        def heard(step: Step) -> None:
            told(step)
            if step.label == point and step.label not in labels:
                strike()
            labels.add(step.label)

        return await building.build(settings, insist, heard)

    return build


def _renewing(point: str, strike: Callable[[], None]) -> Callable[..., object]:
    renewed = Library.renew

    async def renew(library: Library, folder: Path) -> None:
        if point == SWAP:
            strike()
        await renewed(library, folder)
        if point == TRAIL:
            strike()

    return renew


def children_of(process: int) -> list[int]:
    """The processes that `process` has begun and that are still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found.append(int(folder.name))
    return found


if __name__ == "__main__":
    main()
