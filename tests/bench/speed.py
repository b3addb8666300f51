"""Speed, memory and size, each against what was promised.

    python -m tests.bench.speed [--passages 100000]     (or: make bench)

Measures, on this machine and in one run: a question on the starter corpus and on made-up documents
of `--passages` passages, with the reading model and without; building the latter cold, `siaga ask`
as a whole process, the memory of an idle bot, and the size of the models. The made-up documents are
sentences of the starter corpus, shuffled; the questions are ten real ones, and words of a sentence.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from bot.allocator import return_freed
from bot.reloads.reload import read_corpus, sources_of
from corpus.areas import bundled
from corpus.document import Document
from corpus.sentences import sentences
from index.answer import answer
from index.build import Sources, build
from index.embed import BUNDLED, open_embedder
from index.reader import BUNDLED as READER
from index.reader import NO_READER, open_reader
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.support.botapi import BotApiServer

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "data"
QUESTIONS = (
    "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Balikpapan?",
    "tahapan mana yg paling rawan di balikpapan",
    "Apakah penerima uang serangan fajar di pilkada bisa dipidana?",
    "Kapan masa tenang Pemilu 2024?",
    "boleh ga sih bawa hp ke bilik suara",
    "Siapa kepala Operasi Mantap Brata 2023-2024?",
    "Provinsi mana yang paling rawan menurut IKP Bawaslu?",
    "Bagaimana cara melapor pelanggaran pemilu ke Bawaslu?",
    "Berapa TPS sangat rawan di Jawa Tengah menjelang Pemilu 2024?",
    "Resep rendang yang empuk gimana?",
)
ROUNDS = 15
WORDS = 7
TOKEN = "123456789:AAbench_only_no_real_token_at_all"


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    passages = parser.parse_args().passages
    return_freed()  # as `siaga run` does
    reading = read_corpus(CORPUS)
    with tempfile.TemporaryDirectory() as folder:
        starter = Path(folder) / "starter"
        own = sources_of(reading, CORPUS)
        _questions(starter, own, "starter corpus", 25)
        _processes(starter)
        large = Sources(made_up(reading.documents, passages), bundled(), {})
        _questions(Path(folder) / "large", large, f"{passages:,} passages", 60)
    _say("embedding model", _size(BUNDLED), "MB", 10)
    _say("reading model", _size(READER), "MB", 25)


def _size(folder: Path) -> float:
    """Megabytes on disk."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _questions(folder: Path, sources: Sources, label: str, promised: float) -> None:
    store, embedder = Store(folder / "index"), open_embedder()
    begun = time.perf_counter()
    built = build(store, sources, embedder).manifest
    seconds = time.perf_counter() - begun
    if built.passages > 10_000:
        _say(f"build, {label}", built.passages / seconds, "passages/s", 5000, at_least=True)
    for reader, most in ((NO_READER, promised), ("bundled", 150.0)):
        snapshot, _ = open_current(store, embedder, open_reader(reader))
        taken = [_milliseconds(snapshot, question) for question in asked(sources.documents)]
        name = f"a question, {label}, reader {'off' if reader == NO_READER else 'on'}"
        _say(f"{name}, p50", float(np.percentile(taken, 50)), "ms")
        _say(f"{name}, p95", float(np.percentile(taken, 95)), "ms", most)
        snapshot.close()


def asked(documents: Iterable[Document]) -> list[str]:
    """The real questions often, and as many made up of the words of one sentence."""
    chance = random.Random(1)
    pool = [d.text[a:b].split() for d in islice(documents, 300) for a, b in sentences(d.text)]
    longer = [words for words in pool if len(words) > WORDS]
    made_up = (" ".join(chance.sample(chance.choice(longer), WORDS)) for _ in range(ROUNDS * 10))
    asked = [*QUESTIONS * ROUNDS, *made_up]
    chance.shuffle(asked)
    return [*QUESTIONS, *asked]


def _milliseconds(snapshot: Snapshot, question: str) -> float:
    begun = time.perf_counter()
    answer(snapshot, question)
    return (time.perf_counter() - begun) * 1000


def made_up(documents: Sequence[Document], passages: int, seed: int = 1) -> list[Document]:
    """`passages` documents of one passage: four sentences of the corpus each."""
    chance = random.Random(seed)
    pool = [d.text[a:b] for d in documents for a, b in sentences(d.text)]
    return [
        Document(id=f"{n:07}", title=f"Dokumen {n}", text=" ".join(chance.choices(pool, k=4)))
        for n in range(passages)
    ]


def _processes(data: Path) -> None:
    environment = {**os.environ, "SIAGA_DATA_DIR": str(data), "SIAGA_CORPUS_DIR": str(CORPUS)}
    siaga = [sys.executable, "-m", "bot.cli"]
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(
            [*siaga, "ask", QUESTIONS[0]], env=environment, check=True, capture_output=True
        )
        taken.append(time.perf_counter() - begun)
    _say("siaga ask, whole process, median", float(np.median(taken)), "s", 1.5)
    asyncio.run(_idle(siaga, environment))  # the first start, which makes the database
    _say("siaga run, idle, resident", asyncio.run(_idle(siaga, environment)), "MB", 250)


async def _idle(siaga: list[str], environment: dict[str, str]) -> float:
    """Resident megabytes of a bot that polls and has answered one question."""
    async with BotApiServer(token=TOKEN, username="siaga_ukur_bot") as server:
        address = server.url.removesuffix("/bot")
        mine = {**environment, "SIAGA_TELEGRAM_TOKEN": TOKEN, "SIAGA_TELEGRAM_API_URL": address}
        bot = await asyncio.create_subprocess_exec(
            *siaga, "run", env=mine, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            user = server.user(id=7, first_name="Ukur")
            await user.send(QUESTIONS[0])
            await server.wait_for(7, count=1, timeout=30)
            await asyncio.sleep(2)
            return _resident(bot.pid)
        finally:
            bot.terminate()
            await bot.wait()


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def _say(
    what: str, figure: float, unit: str, promised: float | None = None, at_least: bool = False
) -> None:
    verdict = ""
    if promised is not None:
        kept = figure >= promised if at_least else figure <= promised
        verdict = (
            f"{'at least' if at_least else 'at most'} {promised:g}: {'kept' if kept else 'MISSED'}"
        )
    print(f"{what:52} {figure:10,.1f} {unit:12} {verdict}", flush=True)


if __name__ == "__main__":
    main()
