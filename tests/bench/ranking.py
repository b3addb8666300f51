"""Learns the weights of `index/ranker.json`: which passage, which sentence, how likely an answer.

    python -m tests.bench.ranking --data DIR --questions FILE [--questions FILE ...] [--out FILE]

DIR holds the public sets and `pairs.jsonl.gz`. What is learned from was seen by neither model: the
eighth of the train parts that the reader was not taught (`tests.bench.reader`), with vectors of an
embedding model that is trained here without it. FacQA's questions are asked a second time
with none of its passages indexed: those have no answer. For the confidence the questions about the
starter corpus in FILE and in `no_answer.jsonl` are added. Place, sort of election and the like, of
which the public sets know nothing, keep the weights they have.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.reloads.reload import read_corpus, sources_of
from index import rank
from index.build import build
from index.choose import choose
from index.decline import declined
from index.embed import Embedder, open_embedder
from index.evaluate import Question, holds_gold, read_questions
from index.evidence import Candidate
from index.examples import Pair, read_pairs
from index.reader import Reader, open_reader
from index.search import FOUND as FOUND_WEIGHTS
from index.search import Query, hits
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.train import train
from index.types import Hit
from index.weigh import (
    FOUND,
    PASSAGES,
    Found,
    confidence_features,
    in_order,
    ranked_from,
    read_some,
    with_sentences,
)
from tests.bench.embedding import SETS, Strip
from tests.bench.public_sets import examples, paragraphs
from tests.bench.reader import held_out

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
NO_ANSWER = Path(__file__).with_name("no_answer.jsonl")
FILE = Path(rank.__file__).with_name("ranker.json")

FIXED = frozenset({"place", "regime", "date", "stage", "fresh", "beyond"})
PLAIN, READ = "", "read_"
_SHARED = ("passage", "names", "rarest", "context", "expected", "meaning", "ahead", "worth")
CONFIDENCE = {PLAIN: _SHARED, READ: (*_SHARED, "read", "points", "share")}
_OWN_WEIGHT = 4.0
"""What a question about the starter corpus counts for, against 1 for one of the public sets: there
are eight times as many of those, and it is ours that people will ask."""

_LITTLE = 1e-3
_FOLDS = 10

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it is asked of, the hits for it and the best of them looked into and, where
    there is a reader, read. `source` names where it comes from."""

    question: Question
    query: Query
    hits: tuple[Hit, ...]
    found: tuple[Found, ...]
    source: str

    def right(self, hit: Hit) -> bool:
        return hit.document.id in self.question.documents


def main() -> None:
    """Collect, then learn one kind of weights after the other, each on top of those before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    parser.add_argument("--reader", default="bundled")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--model", type=Path, help="embedding model that saw nothing held out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = given.model or _unseen(given.data, folder / "model")
        reading = open_reader(given.reader)
        for mode, reader in ((PLAIN, None), (READ, reading))[: 2 if reading else 1]:
            sets = _sets(
                given.data, given.questions, open_embedder(model), reader, folder / f"i{mode}"
            )
            learn(mode, tuple(sets), given.out)


def learn(mode: str, asked: Sequence[Asked], out: Path) -> None:
    """Learn the weights of `mode` from `asked` and write them into `out`."""
    public = [one for one in asked if one.source in SETS and one.question.documents]
    if mode == PLAIN:
        _learn(FOUND_WEIGHTS, (_of_hits(one) for one in public), out)
    _learn(f"{mode}passage", (_of_passages(one) for one in public), out)
    _learn(f"{mode}sentence", (_of_sentences(one) for one in public), out)
    _learn_confidence(mode, asked, out)


# --- Collecting ---------------------------------------------------------------------------------


def _unseen(data: Path, out: Path) -> Path:
    """An embedding model that saw no validation part and nothing held out."""
    strip = Strip(data)
    hidden = {
        one.passage for name in SETS for one in examples(data, name, "train") if held_out(one)
    }
    pairs: list[Pair] = [
        pair
        for pair in read_pairs(data / "pairs.jsonl.gz")
        if not strip.repeats(pair.a, pair.b) and pair.b not in hidden
    ]
    texts = [f"{d.title}. {d.text}" for d in read_corpus(CORPUS).documents]
    train(pairs, texts, out)
    return out


def _sets(
    data: Path, files: Sequence[Path], embedder: Embedder, reader: Reader | None, folder: Path
) -> Iterator[Asked]:
    every = {text: f"p{number}" for number, text in enumerate(paragraphs(data))}
    news = {one.passage for part in ("train", "valid") for one in examples(data, "facqa", part)}
    whole = _index(every, folder / "whole", embedder, reader)
    for name in SETS:
        for question in _questions(data, name, every):
            yield _ask(whole, question, name)
    without = {text: id for text, id in every.items() if text not in news}
    others = _index(without, folder / "without", embedder, reader)
    for question in _questions(data, "facqa", {}):
        yield _ask(others, question, "unrelated")
    starter = _open(folder / "starter", CORPUS, embedder, reader)
    for file in (*files, NO_ANSWER):
        for question in read_questions(file):
            if not declined(question.question) and not question.previous:
                yield _ask(starter, question, file.stem)


def _questions(data: Path, name: str, ids: Mapping[str, str]) -> Iterator[Question]:
    told = dict.fromkeys(one for one in examples(data, name, "train") if held_out(one))
    for number, one in enumerate(told):
        documents = (ids[one.passage],) if one.answers and one.passage in ids else ()
        yield Question(f"{name}-{number}", one.question, documents, one.answers)


def _index(
    texts: Mapping[str, str], folder: Path, embedder: Embedder, reader: Reader | None
) -> Snapshot:
    folder.mkdir(parents=True)
    file = folder / "documents.jsonl"
    lines = (json.dumps({"id": id, "text": t}, ensure_ascii=False) for t, id in texts.items())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return _open(folder, file, embedder, reader)


def _open(folder: Path, corpus: Path, embedder: Embedder, reader: Reader | None) -> Snapshot:
    store = Store(folder / "index")
    build(store, sources_of(read_corpus(corpus), corpus), embedder)
    snapshot, _ = open_current(store, embedder, reader)
    return snapshot


def _ask(snapshot: Snapshot, question: Question, source: str) -> Asked:
    query = Query.of(question.question, snapshot)
    found = hits(snapshot, query, 3 * FOUND)
    best = in_order(with_sentences(snapshot, query, found[:PASSAGES]))
    if snapshot.reader is not None:
        best = read_some(snapshot.reader, query, best)
    return Asked(question, query, found, tuple(best), source)


# --- Learning -----------------------------------------------------------------------------------

Choice = tuple[Sequence[Mapping[str, float]], Sequence[bool]]
"""Features of things to choose from, and which are right."""


def _of_hits(one: Asked) -> Choice:
    return [hit.features for hit in one.hits], [one.right(hit) for hit in one.hits]


def _of_passages(one: Asked) -> Choice:
    return [each.features for each in one.found], [one.right(each.hit) for each in one.found]


def _of_sentences(one: Asked) -> Choice:
    ranked = _ranked(one)
    right = [
        each.document.id in one.question.documents
        and holds_gold(one.question, [each.evidence.text])
        for each in ranked
    ]
    return [each.features for each in ranked], right


def _ranked(one: Asked) -> tuple[Candidate, ...]:
    return ranked_from(in_order(one.found), one.query)


def _learn(of: str, choices: Iterable[Choice], out: Path) -> None:
    """The weights under which the right ones are likeliest, none below 0; those that are `FIXED`
    stay as they are."""
    before = rank.weights(of)
    names = [name for name in before if name not in FIXED]
    fixed = [name for name in before if name in FIXED]
    told = [
        (
            _matrix(features, names),
            _matrix(features, fixed) @ [before[n] for n in fixed],
            np.array(right),
        )
        for features, right in choices
        if any(right) and not all(right)
    ]

    def wrong(weights: Rows) -> tuple[float, Rows]:
        loss, slope = (
            _LITTLE * len(told) * float(weights @ weights),
            2 * _LITTLE * len(told) * weights,
        )
        for matrix, given, right in told:
            logits = matrix @ weights + given
            share = np.exp(logits - logits.max())
            share /= share.sum()
            own = share * right / max(float(share @ right), 1e-12)
            loss -= float(np.log(max(float(share @ right), 1e-12)))
            slope = slope + matrix.T @ (share - own)
        return loss, slope

    start = np.array([max(before[name], 0.01) for name in names])
    found = minimize(wrong, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(names))
    first = [right[int((matrix @ found.x + given).argmax())] for matrix, given, right in told]
    places = [
        int((matrix @ found.x + given > (matrix @ found.x + given)[right].max()).sum())
        for matrix, given, right in told
    ]
    print(
        of, "right one among k:", {k: sum(p < k for p in places) for k in (1, 2, 5, 8, 10, 15, 30)}
    )
    print(of, len(told), "questions, right one first:", round(float(np.mean(first)), 3), flush=True)
    learned = dict(zip(names, found.x.tolist(), strict=True))
    _write(of, {name: learned.get(name, before[name]) for name in before}, out)


def _matrix(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> Rows:
    return np.array([[each[name] for name in names] for each in features]).reshape(
        len(features), len(names)
    )


def _learn_confidence(mode: str, asked: Sequence[Asked], out: Path) -> None:
    rows, right, sources = [], [], []
    names = CONFIDENCE[mode]
    for one in asked:
        if ranked := _ranked(one):
            shown = [candidate.evidence.text for candidate in choose(ranked)]
            told = confidence_features(ranked)
            rows.append([told[name] for name in names])
            right.append(bool(one.question.documents) and holds_gold(one.question, shown))
            sources.append((one.source, bool(one.question.documents)))
    features, labels = np.array(rows), np.array(right)
    own = np.array([name in (*SETS, "unrelated") for name, _ in sources])
    importance = np.where(own, 1.0, _OWN_WEIGHT)
    sure = np.zeros(len(labels))
    for part in range(_FOLDS):
        held = np.arange(len(labels)) % _FOLDS == part
        weights = _logistic(features[~held], labels[~held], importance[~held])
        sure[held] = 1 / (1 + np.exp(-(features[held] @ weights[1:] + weights[0])))
    weights = _logistic(features, labels, importance)
    _write(f"{mode}confidence", dict(zip(("bias", *names), weights.tolist(), strict=True)), out)
    for name in ("all", *dict.fromkeys(name for name, _ in sources)):
        part_of = np.array([name in ("all", source) for source, _ in sources])
        print(name, "calibration error", _calibration_error(sure[part_of], labels[part_of]))
    for threshold in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        print(threshold, *_shares(sure > threshold, labels, sources), sep="  ", flush=True)


def _logistic(features: Rows, right: NDArray[np.bool_], importance: Rows) -> Rows:
    """Bias and weights of a logistic regression, no weight below 0."""
    design = np.column_stack([np.ones(len(features)), features])

    def wrong(weights: Rows) -> tuple[float, Rows]:
        logits = design @ weights
        sure = 1 / (1 + np.exp(-logits))
        loss = float(importance @ (np.logaddexp(0, logits) - right * logits))
        slope = design.T @ (importance * (sure - right))
        return loss + float(weights[1:] @ weights[1:]), slope + 2 * np.array([0, *weights[1:]])

    bounds = [(None, None), *[(0, None)] * features.shape[1]]
    return np.asarray(minimize(wrong, np.zeros(len(bounds)), jac=True, bounds=bounds).x)


def _calibration_error(sure: Rows, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = (abs(float((sure - right)[bins == it].sum())) for it in range(10))
    return round(sum(gaps) / len(sure), 3)


def _shares(
    told: NDArray[np.bool_], right: NDArray[np.bool_], sources: Sequence[tuple[str, bool]]
) -> Iterator[str]:
    """For each set: of the answerable, how many are answered rightly; of the others, how many are
    answered."""
    for name in dict.fromkeys(source for source, _ in sources):
        yes = np.array([source == (name, True) for source in sources])
        no = np.array([source == (name, False) for source in sources])
        hit = f"{(told & right)[yes].mean():.3f}" if yes.any() else "-"
        false = f"{told[no].mean():.3f}" if no.any() else "-"
        yield f"{name} {hit}/{false}"


def _write(of: str, weights: Mapping[str, float], out: Path) -> None:
    """Put `weights` into `out`, and use them from here on."""
    every = json.loads(FILE.read_text(encoding="utf-8"))
    every[of] = {name: round(value, 3) for name, value in weights.items()}
    lines = (f"  {json.dumps(name)}: {json.dumps(own)}" for name, own in every.items())
    out.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    rank.forget()


if __name__ == "__main__":
    main()
