"""Measuring on any corpus: an index of it is built in a folder that is thrown away, questions with
known sources are asked of it, and what comes out are figures."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from bot.reload import read_corpus, sources_of
from corpus.read import Rejected
from index.build import Progress, build, silent
from index.embed import open_embedder
from index.evaluate import ask, figures, read_questions
from index.snapshot import open_current
from index.store import Store


def measure(
    model: str | None, documents: Path, questions: Path, progress: Progress = silent
) -> tuple[dict[str, Any], tuple[Rejected, ...]]:
    """Figures of answering `questions` (JSONL) from `documents` (a folder or file of the corpus
    format), and the documents that were rejected.

    Raises StoreError, EmbedderError or BadQuestions with what is wrong.
    """
    asked = read_questions(questions)
    reading = read_corpus(documents)
    embedder = open_embedder(model)
    with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
        store = Store(Path(folder))
        begun = time.perf_counter()
        manifest = build(store, sources_of(reading, documents), embedder, progress).manifest
        seconds = time.perf_counter() - begun
        snapshot, _ = open_current(store, embedder)
        outcomes = []
        for done, question in enumerate(asked, start=1):
            outcomes.append(ask(snapshot, question))
            progress("bertanya", done, len(asked))
        snapshot.close()
    counts = {"documents": manifest.documents, "passages": manifest.passages}
    return {**figures(outcomes), "build_seconds": round(seconds, 2), **counts}, reading.rejected
