"""Measuring on any corpus: an index of it is built in a folder that is thrown away, questions with
known sources are asked of it, and what comes out are figures."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reloads.reload import read_corpus, sources_of
from corpus.read import Rejected
from index.build import Progress, build, silent
from index.embed import open_embedder
from index.evaluate import Outcome, Question, ask, figures, read_questions
from index.reader import open_reader
from index.robustness import noisy_ranks, robustness
from index.snapshot import Snapshot, open_current
from index.store import Store


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures, what they are made of, and the documents that were rejected."""

    figures: dict[str, Any]
    outcomes: tuple[Outcome, ...]
    rejected: tuple[Rejected, ...]


def measure(
    model: str | None,
    documents: Path,
    questions: Path,
    progress: Progress = silent,
    reader: str | None = None,
    noise: bool = False,
) -> Measured:
    """Figures of answering `questions` (JSONL) from `documents` (a folder or file of the corpus
    format). `model` and `reader` are what the settings of those names may be. With `noise` the
    questions that have an answer are also asked carelessly, five times each.

    Raises StoreError, EmbedderError or BadQuestions with what is wrong.
    """
    asked = read_questions(questions)
    reading = read_corpus(documents)
    embedder, reading_model = open_embedder(model), open_reader(reader)
    with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
        store = Store(Path(folder))
        begun = time.perf_counter()
        manifest = build(store, sources_of(reading, documents), embedder, progress).manifest
        built = {
            "build_seconds": round(time.perf_counter() - begun, 2),
            "documents": manifest.documents,
            "passages": manifest.passages,
        }
        snapshot, _ = open_current(store, embedder, reading_model)
        outcomes = _asked(snapshot, asked, progress)
        lost = {"robustness": _carelessly(snapshot, outcomes, progress)} if noise else {}
        snapshot.close()
    return Measured({**figures(outcomes), **built, **lost}, outcomes, reading.rejected)


def _asked(
    snapshot: Snapshot, questions: Sequence[Question], progress: Progress
) -> tuple[Outcome, ...]:
    outcomes = []
    for done, question in enumerate(questions, start=1):
        outcomes.append(ask(snapshot, question))
        progress("bertanya", done, len(questions))
    return tuple(outcomes)


def _carelessly(
    snapshot: Snapshot, outcomes: Sequence[Outcome], progress: Progress
) -> dict[str, Any]:
    """Robustness over the questions of `outcomes` that have an answer."""
    answerable = [outcome for outcome in outcomes if outcome.question.documents]
    ranks = []
    for done, outcome in enumerate(answerable, start=1):
        ranks.append(noisy_ranks(snapshot, outcome.question))
        progress("bertanya dengan salah tulis", done, len(answerable))
    return robustness(answerable, ranks)
