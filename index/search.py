"""The passages that a question may be answered from: found by terms and by meaning, scored
together, best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.analyze import Alternatives, alternatives, question_terms, terms
from index.coverage import Coverage
from index.rank import DENSE, LEXICAL, TOGETHER, score, weights
from index.signals import Signals
from index.snapshot import Snapshot
from index.spelling import heard
from index.types import Hit
from index.vectors import Vectors

_UNJUDGED = {"regime": 1.0, "date": 1.0, "stage": 1.0, "fresh": 1.0}
"""What the records of documents say, until they are read."""

FOUND = "found"
"""The weights of what is found: `lexical`, its BM25 as a share of what the question's terms could
give; `dense`, the cosine of the question's vector and its own, not below 0; `together`, the share
of the question's neighbouring terms that stand near each other in it; and the features of
`Coverage` and `Signals`."""

LEXICAL_CANDIDATES, DENSE_CANDIDATES = 100, 50
"""How many of each search are scored: far more than are shown, so that a passage that stands low in
one list can still win by the other."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was asked, and as it is searched: its text with slips corrected, its terms
    in order, the weight of each term, other terms that say the same, its vector of shape
    (dimension,), what it covers and what it asks of the record."""

    question: str
    text: str
    sequence: tuple[str, ...]
    terms: Mapping[str, float]
    alternatives: Alternatives
    vector: Vectors
    coverage: Coverage
    signals: Signals

    @classmethod
    def of(cls, question: str, snapshot: Snapshot) -> Query:
        """`question` analysed and embedded the way the passages of `snapshot` were.

        Half a surrogate pair, which a terminal may hand over but no document holds, is left out.
        """
        question = question.encode(errors="ignore").decode()
        said = heard(question, snapshot.forward)
        others = alternatives(said.text, snapshot.glossary, said.doubts)
        weights = question_terms(said.text, others)
        vector = snapshot.embedder.encode([said.text])[0]
        coverage = Coverage.of(said.text, weights, others, snapshot.forward)
        signals, sequence = Signals.of(said.text, snapshot.holdings.newest), tuple(terms(said.text))
        return cls(question, said.text, sequence, weights, others, vector, coverage, signals)


def best_of_each(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The first hit of every document in `found`."""
    first: dict[str, Hit] = {}
    for hit in found:
        first.setdefault(hit.document.id, hit)
    return tuple(first.values())


def hits(snapshot: Snapshot, query: Query, limit: int) -> tuple[Hit, ...]:
    """At most `limit` passages for `query`, best first; equal ones in the order of their rows."""
    lexical = snapshot.lexical.search(query.terms, LEXICAL_CANDIDATES)
    dense = _by_meaning(snapshot, query.vector)
    rows = np.union1d(lexical, dense)
    features = _features(snapshot, query, rows)
    scores = np.array([score(FOUND, {**each, **_UNJUDGED}) for each in features])
    ranks = _ranks(lexical), _ranks(dense)
    order = np.lexsort((rows, -scores))[:limit]
    found = [_hit(snapshot, query, int(rows[at]), features[at], *ranks) for at in order]
    return tuple(sorted(found, key=lambda hit: -hit.score))


def _by_meaning(snapshot: Snapshot, vector: Vectors) -> NDArray[np.int64]:
    """A question of which the model knows no word means nothing to it."""
    if not vector.any():
        return np.empty(0, dtype=np.int64)
    return snapshot.vectors.search(vector, DENSE_CANDIDATES)[0]


def _features(
    snapshot: Snapshot, query: Query, rows: NDArray[np.int64]
) -> list[Mapping[str, float]]:
    mass = snapshot.forward.mass(query.terms)
    lexical = snapshot.forward.bm25(query.terms, rows) / mass if mass else np.zeros(len(rows))
    dense = np.maximum(snapshot.vectors.take(rows) @ query.vector, 0)
    together = snapshot.forward.together(query.sequence, rows)
    known = snapshot.forward.known(query.coverage.vocabulary, rows)
    columns = zip(lexical.tolist(), dense.tolist(), together.tolist(), known, strict=True)
    return [
        {
            **dict(zip((LEXICAL, DENSE, TOGETHER), values, strict=True)),
            **query.coverage.features(own),
        }
        for *values, own in columns
    ]


def _ranks(rows: NDArray[np.int64]) -> Mapping[int, int]:
    return {int(row): rank for rank, row in enumerate(rows)}


def _hit(
    snapshot: Snapshot,
    query: Query,
    row: int,
    of_terms: Mapping[str, float],
    lexical_ranks: Mapping[int, int],
    dense_ranks: Mapping[int, int],
) -> Hit:
    document, passage = snapshot.table.passage(row)
    features = {**of_terms, **query.signals.features(document, passage.text)}
    worth = score(FOUND, features) / _most()
    return Hit(document, passage, worth, dense_ranks.get(row), lexical_ranks.get(row), features)


@cache
def _most() -> float:
    """The score of a passage that has everything."""
    return sum(weights(FOUND).values())
