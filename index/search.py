"""The passages that a question may be answered from: found by terms and by meaning, scored
together, best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analyze import Alternatives, alternatives, question_terms, terms
from index.rank import DENSE, LEXICAL, TOGETHER, score
from index.snapshot import Snapshot
from index.types import Hit
from index.vectors import Vectors

LEXICAL_CANDIDATES, DENSE_CANDIDATES = 100, 50
"""How many of each search are scored: far more than are shown, so that a passage that stands low in
one list can still win by the other."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: its text, its terms in order, the weight of each term, other
    terms that say the same, its vector of shape (dimension,)."""

    text: str
    sequence: tuple[str, ...]
    terms: Mapping[str, float]
    alternatives: Alternatives
    vector: Vectors

    @classmethod
    def of(cls, question: str, snapshot: Snapshot) -> Query:
        """`question` analysed and embedded the way the passages of `snapshot` were.

        Half a surrogate pair, which a terminal may hand over but no document holds, is left out.
        """
        question = question.encode(errors="ignore").decode()
        others = alternatives(question, snapshot.glossary)
        weights = question_terms(question, others)
        vector = snapshot.embedder.encode([question])[0]
        return cls(question, tuple(terms(question)), weights, others, vector)


def search(snapshot: Snapshot, question: str, limit: int = 10) -> tuple[Hit, ...]:
    """At most `limit` passages for `question`, best first, one a document."""
    return best_of_each(hits(snapshot, Query.of(question, snapshot), 3 * limit))[:limit]


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
    scores = np.array([score(each) for each in features])
    ranks = _ranks(lexical), _ranks(dense)
    order = np.lexsort((rows, -scores))[:limit]
    return tuple(
        _hit(snapshot, int(rows[at]), float(scores[at]), features[at], *ranks) for at in order
    )


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
    columns = zip(lexical.tolist(), dense.tolist(), together.tolist(), strict=True)
    return [dict(zip((LEXICAL, DENSE, TOGETHER), values, strict=True)) for values in columns]


def _ranks(rows: NDArray[np.int64]) -> Mapping[int, int]:
    return {int(row): rank for rank, row in enumerate(rows)}


def _hit(
    snapshot: Snapshot,
    row: int,
    score: float,
    features: Mapping[str, float],
    lexical_ranks: Mapping[int, int],
    dense_ranks: Mapping[int, int],
) -> Hit:
    document, passage = snapshot.table.passage(row)
    return Hit(document, passage, score, dense_ranks.get(row), lexical_ranks.get(row), features)
