"""What a build tells other processes while it lasts: one small file beside the generations that is
replaced as it goes on. Whoever finds the right to build taken reads there how far the other is."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from bot.reloads.course import Step
from index.build import Progress

FILE = "progress.json"

_EVERY = 0.5
"""Seconds between two replacements: those who read it show it every two seconds at most."""


@contextmanager
def posting(
    root: Path, progress: Progress, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """`progress`, and a bulletin in the index folder `root` as long as the context lasts."""
    file = root / FILE
    posted_at: float | None = None

    def told(label: str, done: int, total: int) -> None:
        nonlocal posted_at
        progress(label, done, total)
        if posted_at is None or clock() >= posted_at + _EVERY:
            posted_at = clock()
            _replace(file, json.dumps(asdict(Step(label, done, total))))

    try:
        yield told
    finally:
        # Who found the right to build taken told nothing: what stands there is the other's.
        if posted_at is not None:
            with suppress(OSError):
                file.unlink()


def posted(root: Path) -> Step | None:
    """What the build that is running in `root` has told last; it may be about to."""
    try:
        return Step(**json.loads((root / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _replace(file: Path, text: str) -> None:
    """A build does not fail because nobody can be told of it."""
    aside = file.with_suffix(".new")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)
