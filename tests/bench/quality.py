"""How well questions of the public sets are answered, by the whole of the program.

    python -m tests.bench.quality --data DIR [--reader bundled] [--reader none] [--out DIR]

DIR holds IDK-MRC and FacQA as `tests.bench.public_sets` reads them. All paragraphs of IDK-MRC train
and valid and all passages of FacQA train and valid are the documents; the questions of each
validation part are asked, IDK-MRC's unanswerable ones too. FacQA's are asked once more with none of
its passages indexed, as questions that nothing answers. `--out` keeps the files that were made, for
`siaga evaluate`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.reloads.reload import read_corpus, sources_of
from index.answer import considered, least_confidence
from index.build import build
from index.embed import open_embedder
from index.evaluate import Question, holds_gold, read_questions
from index.reader import open_reader
from index.search import best_of_each
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.bench.embedding import SETS
from tests.bench.public_sets import Example, examples, paragraphs

UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what came of it: the rank of the right document from 1, whether the sentences
    chosen hold the gold, how sure they are, whether they are shown, seconds."""

    question: Question
    rank: int | None
    right: bool
    confidence: float
    shown: bool
    seconds: float


def main() -> None:
    """Print the figures of each set for each reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", action="append")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        export(given.data, out)
        for reader in given.reader or ["bundled"]:
            asked = {name: ask_all(out, name, reader, Path(folder)) for name in (*SETS, UNRELATED)}
            print(reader, json.dumps(figures(asked), indent=1), flush=True)


def ask_all(out: Path, name: str, reader: str, folder: Path) -> list[Asked]:
    """Put every question of the set `name` to an index of its documents."""
    documents = out / ("documents.jsonl" if name in SETS else "others.jsonl")
    embedder, store = open_embedder(), Store(folder / documents.stem)
    build(store, sources_of(read_corpus(documents), documents), embedder)
    snapshot, _ = open_current(store, embedder, open_reader(reader))
    return [ask(snapshot, question) for question in read_questions(out / f"{name}.jsonl")]


def ask(snapshot: Snapshot, question: Question) -> Asked:
    """Put `question` to `snapshot`."""
    begun = time.perf_counter()
    view = considered(snapshot, question.question)
    seconds = time.perf_counter() - begun
    found = [hit.document.id for hit in best_of_each(view.weighed.hits)]
    shown = [candidate.evidence.text for candidate in view.chosen]
    right = bool(question.documents) and holds_gold(question, shown)
    told = view.confidence >= least_confidence(snapshot)
    return Asked(question, question.rank(found), right, view.confidence, told, seconds)


def figures(asked: Mapping[str, Sequence[Asked]]) -> dict[str, Any]:
    """Of each set the shares that `siaga evaluate` gives too, and how well the answerable questions
    of IDK-MRC are told from those that nothing answers."""
    told: dict[str, Any] = {name: _figures(own) for name, own in asked.items()}
    yes = [one.confidence for one in asked["idk_mrc"] if one.question.documents]
    no = [one.confidence for one in asked[UNRELATED]]
    near = [one.confidence for one in asked["idk_mrc"] if not one.question.documents]
    least = float(np.quantile(yes, 0.1))
    told["unrelated_auroc"] = auroc(yes, no)
    told["unrelated_answered_at_90_per_cent"] = round(float(np.mean(np.array(no) >= least)), 4)
    told["near_miss_auroc"] = auroc(yes, near)
    return told


def _figures(asked: Sequence[Asked]) -> dict[str, Any]:
    yes = [one for one in asked if one.question.documents]
    no = [one for one in asked if not one.question.documents]
    times = [1000 * one.seconds for one in asked]
    shares: dict[str, list[float]] = {
        **{f"recall_at_{k}": [(one.rank or k + 1) <= k for one in yes] for k in (1, 5, 10)},
        "mrr_at_10": [1 / one.rank if one.rank and one.rank <= 10 else 0.0 for one in yes],
        "hit_if_always_shown": [one.right for one in yes],
        "answer_hit": [one.right and one.shown for one in yes],
        "false_answer_share": [one.shown for one in no],
    }
    means = {name: round(float(np.mean(own)), 4) for name, own in shares.items() if own}
    spread = {f"p{p}_ms": round(float(np.percentile(times, p)), 1) for p in (50, 95)}
    return {**means, "calibration_error": _calibration_error(asked), **spread}


def _calibration_error(asked: Sequence[Asked]) -> float:
    """Expected calibration error over ten bins of equal width."""
    gaps = np.zeros(10)
    for one in asked:
        gaps[min(int(10 * one.confidence), 9)] += one.confidence - one.right
    return round(float(np.abs(gaps).sum() / len(asked)), 4)


def auroc(yes: Sequence[float], no: Sequence[float]) -> float:
    """How likely it is that one of `yes` is above one of `no`."""
    difference = np.subtract.outer(np.array(yes), np.array(no))
    return round(float(np.mean((difference > 0) + 0.5 * (difference == 0))), 4)


def export(data: Path, out: Path) -> None:
    """Write `documents.jsonl`, the same without FacQA's as `others.jsonl`, and a file of questions
    for each set into the folder `out`."""
    ids = {text: f"p{number:05}" for number, text in enumerate(paragraphs(data))}
    news = {one.passage for part in ("train", "valid") for one in examples(data, "facqa", part)}
    lines = [{"id": id, "text": text} for text, id in ids.items()]
    _write(out / "documents.jsonl", lines)
    _write(out / "others.jsonl", (line for line in lines if line["text"] not in news))
    for name in SETS:
        asked = enumerate(examples(data, name, "valid"))
        _write(out / f"{name}.jsonl", (_question(name, n, e, ids) for n, e in asked))
    asked = enumerate(examples(data, "facqa", "valid"))
    told = (_question(UNRELATED, n, e, ids) | {"documents": []} for n, e in asked)
    _write(out / f"{UNRELATED}.jsonl", told)


def _question(name: str, number: int, example: Example, ids: dict[str, str]) -> dict[str, Any]:
    documents = [ids[example.passage]] if example.answers else []
    return {
        "id": f"{name}-{number:04}",
        "question": example.question,
        "documents": documents,
        "answers": list(example.answers),
    }


def _write(file: Path, values: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(value, ensure_ascii=False) for value in values)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
