"""Questions while everything is reloaded: what that costs those who ask, and those who wait for it.

    python -m tests.bench.crowd [--passages 100000] [--reader none] [--reader bundled] [--pause 0.2]

Builds made-up documents of `--passages` passages and asks the bot's own library one question after
another, `--pause` seconds apart: without a reload, and while an admin's reload replaces every
passage, built by the real child process and swapped in at the end. (Without a pause the questions
take all there is, and the child, which gives way to them, is not done before they are.) Then one
document changes, and what is timed is all that the admin waits for, from his order to the new
generation served; and going back to the one before.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import cycle
from pathlib import Path

import numpy as np

from bot.access import Person
from bot.app import open_library, opened
from bot.chat.context import Services
from bot.library import Library
from bot.reloads import building
from bot.reloads.course import Published, State
from bot.reloads.generations import Restored
from bot.reloads.reload import read_corpus
from bot.settings import Settings
from corpus.document import Document
from index.reader import NO_READER
from tests.bench.speed import CORPUS, asked, made_up

QUIET = 300
"""Questions that are asked without a reload."""

LINES = 1000
"""Documents in each file of the corpus."""

ADMIN = Person(1, "Ukur")


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--reader", action="append", choices=[NO_READER, "bundled"])
    parser.add_argument("--pause", type=float, default=0.2)
    given = parser.parse_args()
    real = read_corpus(CORPUS).documents
    for reader in given.reader or (NO_READER, "bundled"):
        with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
            own = Path(folder)
            settings = Settings(corpus_dir=own / "corpus", data_dir=own / "data", reader=reader)
            asyncio.run(_measure(settings, real, given.passages, given.pause))


async def _measure(
    settings: Settings, real: Sequence[Document], passages: int, pause: float
) -> None:
    print(f"\n{passages:,} passages, reader {settings.reader}", flush=True)
    documents = made_up(real, passages)
    questions = asked(documents)
    _write(settings, documents)
    await building.build(settings, (), lambda step: None)
    with closing(open_library(settings)) as library:
        async with opened(settings, library) as services:
            quiet = await _asking(library, questions, pause)
            _write(settings, made_up(real, passages, seed=2))
            reload = asyncio.create_task(_reload(services))
            during = await _asking(library, questions, pause, reload)
            _say_reload("everything changed", await reload)
            for name, taken in (("without a reload", quiet), ("during that reload", during)):
                p50, p95 = np.percentile(taken, [50, 95])
                print(f"{f'{len(taken):,} questions {name}':44}{p50:8.1f} ms p50{p95:8.1f} ms p95")
            ratio = np.percentile(during, 95) / np.percentile(quiet, 95)
            print(f"{'p95 during / without':44}{ratio:8.2f}", flush=True)
            await _change_one(services, settings)


async def _change_one(services: Services, settings: Settings) -> None:
    file = settings.corpus_dir / "000.jsonl"
    first, *others = file.read_text(encoding="utf-8").splitlines()
    changed = {**json.loads(first), "text": "Logistik pemilu tiba di gudang kecamatan."}
    file.write_text("\n".join([json.dumps(changed), *others]) + "\n", encoding="utf-8")
    _say_reload("one document changed", await _reload(services))
    before = (await services.generations.all())[1].manifest.generation
    restored = await services.generations.restore(ADMIN, before, "bench:restore")
    assert isinstance(restored, Restored)
    print(f"{'back to the generation before':44}{restored.seconds:8.2f} s", flush=True)


async def _reload(services: Services) -> State:
    """A whole reload, until it is served."""
    run = await services.reloading.start(ADMIN, f"bench:{time.monotonic_ns()}")
    await run.end()
    return await run.newer(None)


async def _asking(
    library: Library,
    questions: Sequence[str],
    pause: float,
    until: asyncio.Task[State] | None = None,
) -> list[float]:
    """Milliseconds of each question, one after another: QUIET of them, or until `until` is done."""
    taken: list[float] = []
    for question in cycle(questions):
        begun = time.perf_counter()
        await library.respond(question)
        taken.append((time.perf_counter() - begun) * 1000)
        if until.done() if until else len(taken) >= QUIET:
            break
        await asyncio.sleep(pause)
    return taken


def _say_reload(what: str, state: State) -> None:
    assert isinstance(state, Published), state
    print(f"{what:44}{state.seconds:8.1f} s, {state.embedded:,} passages embedded", flush=True)


def _write(settings: Settings, documents: Sequence[Document]) -> None:
    settings.corpus_dir.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(documents), LINES)):
        lines = [one.model_dump_json(exclude_none=True) for one in documents[start : start + LINES]]
        file = settings.corpus_dir / f"{number:03}.jsonl"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
