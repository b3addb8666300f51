"""How well and how fast an embedding model finds passages, by itself.

    python -m tests.bench.embedding --data DIR [--model DIR]
    python -m tests.bench.embedding --data DIR --strip PAIRS OUT

DIR holds the public sets, as `tests.bench.public_sets` reads them. Asks the answerable questions of
the validation parts against the passages of all parts, then encodes passages of 70 words for speed.
`--strip` copies training pairs to a gzipped JSONL file, without those that repeat text of a
validation part: FacQA's own parts share passages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embed import BUNDLED, Embedder, open_embedder
from index.examples import read_pairs
from tests.bench.public_sets import examples, paragraphs

SETS = ("idk_mrc", "facqa")

_REPEATED = 60
"""So many letters and digits in a row, shared with a held-out text, make a pair a repetition."""

Asked = tuple[str, str]
"""A question and the passage that answers it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of the questions whose passage is first, or among five; mean reciprocal rank to 10."""

    recall_at_1: float
    recall_at_5: float
    mrr_at_10: float


def main() -> None:
    """Measure, or strip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=BUNDLED)
    parser.add_argument("--strip", type=Path, nargs=2, metavar=("PAIRS", "OUT"))
    given = parser.parse_args()
    if given.strip:
        pairs, out = given.strip
        print(strip(pairs, out, given.data), "pairs kept")
    else:
        measure(open_embedder(given.model), given.data)


def measure(embedder: Embedder, data: Path) -> None:
    """Print quality on each set, then speed."""
    asked = {f"{name} valid": asked_of(data, name, "valid") for name in SETS}
    corpus = paragraphs(data)
    print(f"{embedder.name}, {embedder.dimension} dimensions, {len(corpus)} passages")
    for name, pairs in asked.items():
        print(name, len(pairs), "questions", quality(embedder, pairs, corpus))
    print(f"{passages_a_second(embedder, corpus):,.0f} passages/s")
    print(f"{milliseconds_a_question(embedder, asked['facqa valid'][0][0]):.3f} ms a question")


def quality(embedder: Embedder, asked: Sequence[Asked], corpus: Sequence[str]) -> Quality:
    """Rank `corpus` for each question; passages that tie with the right one do not go before it."""
    number = {passage: index for index, passage in enumerate(corpus)}
    scores = embedder.encode([question for question, _ in asked]) @ embedder.encode(corpus).T
    right = scores[np.arange(len(asked)), [number[passage] for _, passage in asked]]
    ranks = 1 + (scores > right[:, None]).sum(axis=1)
    found = ranks <= 10
    return Quality(
        round(float((ranks == 1).mean()), 3),
        round(float((ranks <= 5).mean()), 3),
        round(float((found / ranks).mean()), 3),
    )


def passages_a_second(embedder: Embedder, corpus: Sequence[str]) -> float:
    """The best of three, over passages of 70 words."""
    words = " ".join(corpus).split()
    texts = [" ".join(words[start : start + 70]) for start in range(0, len(words) - 70, 70)] * 3
    return len(texts) / min(_seconds(embedder, texts) for _ in range(3))


def milliseconds_a_question(embedder: Embedder, question: str) -> float:
    """The median of 1,000."""
    return 1000 * float(np.median([_seconds(embedder, [question]) for _ in range(1000)]))


def _seconds(embedder: Embedder, texts: Sequence[str]) -> float:
    start = time.perf_counter()
    embedder.encode(texts)
    return time.perf_counter() - start


def strip(pairs: Path, out: Path, data: Path) -> int:
    """Copy `pairs` that repeat nothing held out to `out`; how many those are."""
    held = Strip(data)
    kept = [pair for pair in read_pairs(pairs) if not held.repeats(pair.a, pair.b)]
    lines = (json.dumps({"a": p.a, "b": p.b, "src": p.source}, ensure_ascii=False) for p in kept)
    with gzip.open(out, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return len(kept)


class Strip:
    """Knows text of the validation parts again."""

    def __init__(self, data: Path) -> None:
        pairs = [pair for name in SETS for pair in asked_of(data, name, "valid", answerable=False)]
        self._held = frozenset(
            window for pair in pairs for text in pair for window in _windows(text)
        )

    def repeats(self, *texts: str) -> bool:
        """Whether `texts` hold `_REPEATED` letters and digits in a row of a held-out one."""
        return any(window in self._held for text in texts for window in _windows(text))


def _windows(text: str) -> Iterator[str]:
    """Every run of `_REPEATED` letters and digits in `text`; all of them where it is shorter."""
    bare = re.sub(r"[\W_]+", "", text.lower())
    return (bare[start : start + _REPEATED] for start in range(max(1, len(bare) - _REPEATED + 1)))


def asked_of(data: Path, name: str, part: str, answerable: bool = True) -> list[Asked]:
    """Questions with their passages; only those that the passage answers, unless told otherwise."""
    found = examples(data, name, part)
    return [(one.question, one.passage) for one in found if one.answers or not answerable]


if __name__ == "__main__":
    main()
