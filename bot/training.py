"""Training the small model again, on other pairs or in the language of another corpus."""

from __future__ import annotations

from pathlib import Path

from bot.reloads.reload import read_corpus
from index.build import Progress, silent
from index.examples import read_pairs
from index.train import train


def train_from(pairs: Path, corpus: Path | None, out: Path, progress: Progress = silent) -> None:
    """Write into `out` a model trained on `pairs` and, unlabelled, on the documents of `corpus`.

    Raises PairsError, naming file and line, for pairs that cannot be used.
    """
    documents = read_corpus(corpus).documents if corpus else ()
    texts = [f"{document.title}. {document.text}" for document in documents]
    train(
        read_pairs(pairs),
        texts,
        out,
        progress=lambda done, total, label: progress(label, done, total),
    )
