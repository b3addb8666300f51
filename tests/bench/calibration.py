"""Fits the weights of `index.answer.CONFIDENCE` and shows what each threshold would give.

    python -m tests.bench.calibration --questions FILE [--questions FILE ...]

The files hold questions about the starter corpus, as `siaga evaluate` reads them; the questions
without an answer in `no_answer.jsonl` beside this file are added. Prints the weights, and for each
threshold and file the share of answerable questions answered rightly and of the others answered at
all, by cross-validation: no question is judged by weights that saw it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from bot.reload import read_corpus, sources_of
from index.answer import CONFIDENCE, PASSAGES
from index.build import build
from index.choose import choose
from index.decline import declined
from index.embed import open_embedder
from index.evaluate import Question, holds_gold, read_questions
from index.evidence import candidates
from index.search import Query, hits
from index.snapshot import Snapshot, open_current
from index.store import Store

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
NO_ANSWER = Path(__file__).with_name("no_answer.jsonl")
THRESHOLDS = (0.35, 0.4, 0.45, 0.47, 0.5, 0.55, 0.6, 0.7)

Row = tuple[str, Question, list[float], bool]


def main() -> None:
    """Fit, then print weights and thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    files = [*parser.parse_args().questions, NO_ANSWER]
    with tempfile.TemporaryDirectory() as folder:
        embedder = open_embedder()
        store = Store(Path(folder))
        build(store, sources_of(read_corpus(CORPUS), CORPUS), embedder)
        snapshot, _ = open_current(store, embedder)
        rows = [row for file in files for row in _rows(snapshot, file)]
    features = np.array([row[2] for row in rows])
    right = np.array([row[3] for row in rows])
    model = LogisticRegression()
    sure = cross_val_predict(model, features, right, cv=10, method="predict_proba")[:, 1]
    model.fit(features, right)
    print("weights", dict(zip(CONFIDENCE, model.coef_[0].round(2).tolist(), strict=True)))
    print("bias", round(float(model.intercept_[0]), 2))
    for threshold in THRESHOLDS:
        print(threshold, *(_line(file, rows, sure > threshold) for file in files), sep="  ")


def _rows(snapshot: Snapshot, file: Path) -> list[Row]:
    rows = []
    for question in read_questions(file):
        if declined(question.question):
            continue
        text = " ".join(filter(None, (question.previous, question.question)))
        query = Query.of(text, snapshot)
        ranked = candidates(snapshot, query, hits(snapshot, query, PASSAGES))
        shown = [candidate.evidence.text for candidate in choose(ranked)]
        values = [ranked[0].features[name] for name in CONFIDENCE]
        rows.append((file.name, question, values, holds_gold(question, shown)))
    return rows


def _line(file: Path, rows: list[Row], answered: Any) -> str:
    mine = [
        (row, bool(told)) for row, told in zip(rows, answered, strict=True) if row[0] == file.name
    ]
    right = [told and row[3] for row, told in mine if row[1].documents]
    false = [told for row, told in mine if not row[1].documents]
    return f"{file.name}: hit {np.mean(right or [False]):.3f} false {np.mean(false or [False]):.3f}"


if __name__ == "__main__":
    main()
