"""Reloading and going back, each against what was promised.

    python -m tests.bench.reload [--passages 100000] [--shape NAME]

Makes a corpus of `--passages` passages out of sentences of the starter corpus, in three shapes: one
JSONL, Markdown files of about five passages, and of one. Each brings an exam of thirty questions,
and is built once. Then one document changes, and what is timed is all that a reload does, from the
first file looked at to the new generation opened for questions, the exam with the reading model
included; and going back to the generation before, with that opened as well.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import numpy as np

from bot.reloads.reload import open_store, read_corpus, reload
from bot.settings import Settings
from corpus.document import Document
from corpus.read import EXAM
from corpus.sentences import sentences
from index.answer import answer
from index.embed import open_embedder
from index.reader import open_reader
from index.snapshot import Snapshot, open_generation
from tests.bench.speed import CORPUS, QUESTIONS, _say

SHAPES = {"one jsonl": 4, "files of five": 42, "files of one": 4}
"""Sentences in each document: 42 make about five passages."""

_embedder, _reader = cache(open_embedder), cache(open_reader)

ROUNDS = 5
ASKED = 30
WORDS = 7


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--shape", choices=SHAPES, action="append")
    wanted = parser.parse_args()
    for shape in wanted.shape or SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            _measure(shape, wanted.passages, Path(folder))


def _measure(shape: str, passages: int, folder: Path) -> None:
    settings = Settings(corpus_dir=folder / "corpus", data_dir=folder / "data")
    count = passages // 5 if shape == "files of five" else passages
    _write(settings.corpus_dir, shape, count)
    begun = time.perf_counter()
    built = reload(settings).built
    _say(f"{shape}: first reload", time.perf_counter() - begun, "s")
    _say(f"{shape}: passages", built.manifest.passages, "")
    time.sleep(3)  # or the files would still count as touched while they were read
    rounds = [_changed(settings, number) for number in range(ROUNDS)]
    taken, worked, asked, embedded = zip(*rounds, strict=True)
    _say(f"{shape}: passages embedded for one changed, most", max(embedded), "", 1)
    _say(f"{shape}: one changed document to served, median", float(np.median(taken)), "s", 5)
    _say(f"{shape}: the same, slowest of {ROUNDS}", max(taken), "s")
    _say(f"{shape}: processor time of it, median", float(np.median(worked)), "s")
    _say(f"{shape}: the first question after it, slowest", max(asked), "s")
    begun = time.perf_counter()
    assert not reload(settings).built.changed
    _say(f"{shape}: nothing changed, said", time.perf_counter() - begun, "s")
    _say(f"{shape}: back to the one before, slowest", max(_restored(settings)), "s", 1)


def _changed(settings: Settings, number: int) -> tuple[float, float, float, int]:
    """Seconds from a reload's begin until its generation is opened, those of them that a processor
    worked, those that its first question takes, and passages embedded."""
    _change(settings.corpus_dir, number)
    begun, idle = time.perf_counter(), time.process_time()
    built = reload(settings).built
    with closing(_opened(settings, built.manifest.generation)) as snapshot:
        opened, worked = time.perf_counter(), time.process_time() - idle
        answer(snapshot, QUESTIONS[0])
    assert built.changed and built.notes.changes.documents == 1
    return opened - begun, worked, time.perf_counter() - opened, built.embedded


def _opened(settings: Settings, name: str) -> Snapshot:
    return open_generation(open_store(settings).folder(name), _embedder(), _reader())


def _restored(settings: Settings) -> Iterator[float]:
    store = open_store(settings)
    newer, older = store.names()[:2]
    for name in (older, newer) * ROUNDS:
        begun = time.perf_counter()
        store.restore(name)
        _opened(settings, name).close()
        yield time.perf_counter() - begun


def _write(folder: Path, shape: str, count: int) -> None:
    folder.mkdir()
    chance, questions = random.Random(1), []
    with (folder / "dokumen.jsonl").open("w", encoding="utf-8") as lines:
        for number, document in enumerate(_made_up(count, SHAPES[shape], chance)):
            if shape == "one jsonl":
                lines.write(document.model_dump_json() + "\n")
            else:
                _write_file(folder / f"{number // 1000:03}", document)
            if number % (count // ASKED) == 0:
                questions.append(_question(document, chance))
    text = "".join(json.dumps(question) + "\n" for question in questions)
    (folder / EXAM).write_text(text, encoding="utf-8")


def _made_up(count: int, length: int, chance: random.Random) -> Iterator[Document]:
    documents = read_corpus(CORPUS).documents
    pool = [d.text[a:b] for d in documents for a, b in sentences(d.text)]
    for number in range(count):
        fields = {"id": f"dok-{number:07}", "text": " ".join(chance.choices(pool, k=length))}
        yield chance.choice(documents).model_copy(update=fields)


def _write_file(folder: Path, document: Document) -> None:
    folder.mkdir(exist_ok=True)
    fields = document.model_dump(mode="json", exclude_defaults=True, exclude={"text"})
    # JSON is YAML, and written ten times faster.
    head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
    file = folder / f"{document.id}.md"
    file.write_text(f"---\n{head}---\n\n{document.text}\n", encoding="utf-8")


def _question(document: Document, chance: random.Random) -> dict[str, object]:
    words = document.text.split()
    start = chance.randrange(len(words) - WORDS)
    asked = " ".join(words[start : start + WORDS])
    expected = {"expect": "answered", "documents": [document.id], "drill": document.drill}
    return {"id": document.id, "question": asked, **expected}


def _change(folder: Path, number: int) -> None:
    """A few words more at the end of one document."""
    lines, more = folder / "dokumen.jsonl", f" Diperbarui {number} kali."
    if files := sorted(folder.glob("*/*.md")):
        file = files[len(files) // 3]
        file.write_text(file.read_text(encoding="utf-8").rstrip() + more + "\n", encoding="utf-8")
        return
    whole = lines.read_text(encoding="utf-8").split("\n")
    document = json.loads(whole[len(whole) // 3])
    document["text"] += more
    whole[len(whole) // 3] = json.dumps(document)
    lines.write_text("\n".join(whole), encoding="utf-8")


if __name__ == "__main__":
    main()
