"""What the terms of passages tell: how rare each is, and the exact BM25 of a few candidates, with
parameters that fit short Indonesian passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.termrows import TermRows

K1, B = 0.6, 0.9
"""Term saturation and length normalisation, measured best on IDK-MRC and FacQA (recall at 1 from 69
to 75 per cent together with stems and stop words); short paragraphs saturate early."""

NEAR = 4
"""Terms between which two still count as standing together: stop words are gone already."""

Scores = NDArray[np.float64]


class ForwardIndex:
    """What can be asked of the terms of passages, by row."""

    def __init__(self, rows: TermRows) -> None:
        self._vocabulary, self._terms, self._starts = rows.vocabulary, rows.terms, rows.starts
        self._frequency = rows.frequencies

    @classmethod
    def of(cls, passages: Iterable[Sequence[str]]) -> ForwardIndex:
        """The forward index of `passages`, each its terms in order; row 0 first."""
        return cls(TermRows.of(passages))

    @classmethod
    def read(cls, folder: Path) -> ForwardIndex:
        """The forward index of the rows saved in `folder`."""
        return cls(TermRows.read(folder))

    @property
    def passages(self) -> int:
        """How many passages are held."""
        return len(self._starts) - 1

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self._vocabulary)}

    def idf(self, term: str) -> float:
        """How much a term tells, in nats: log(1 + (N - n + 0.5) / (n + 0.5)); a term that no
        passage holds tells most."""
        number = self._numbers.get(term)
        holding = 0 if number is None else int(self._frequency[number])
        return float(np.log1p((self.passages - holding + 0.5) / (holding + 0.5)))

    def bm25(self, query: Mapping[str, float], rows: NDArray[np.int64]) -> Scores:
        """BM25 (Lucene's idf, `K1`, `B`) of `query` (term to weight) for each of `rows`."""
        known = sorted((self._numbers[t], w, self.idf(t)) for t, w in query.items() if t in self)
        if not known or not len(rows):
            return np.zeros(len(rows))
        numbers, weights, idf = (np.array(column) for column in zip(*known, strict=True))
        frequency = self._frequencies(numbers, rows)
        lengths = self._starts[rows + 1] - self._starts[rows]
        mean = len(self._terms) / self.passages
        norm = K1 * (1 - B + B * lengths / mean)
        gain = frequency * (K1 + 1) / (frequency + norm[:, None])
        # Not a matrix product: its last bits depend on how many rows are asked for together.
        return np.asarray((gain * (weights * idf)).sum(axis=1), dtype=np.float64)

    def known(self, terms: Sequence[str], rows: NDArray[np.int64]) -> list[frozenset[str]]:
        """Which of `terms` stand in each of `rows`."""
        held = sorted((self._numbers[term], term) for term in terms if term in self)
        if not held or not len(rows):
            return [frozenset()] * len(rows)
        numbers = np.array([number for number, _ in held])
        found = self._frequencies(numbers, rows) > 0
        return [frozenset(held[at][1] for at in np.flatnonzero(row)) for row in found]

    def together(self, sequence: Sequence[str], rows: NDArray[np.int64]) -> Scores:
        """How much of `sequence` (terms in order) stands together in each of `rows`, in [0, 1]: the
        share, by idf, of its neighbouring pairs that stand within `NEAR` terms of each other."""
        pairs = [pair for pair in pairwise(sequence) if pair[0] != pair[1]]
        worth = [self.idf(one) + self.idf(other) for one, other in pairs]
        found = np.zeros(len(rows))
        if not pairs or not len(rows):
            return found
        which, flat = self._flat(rows)
        for (one, other), value in zip(pairs, worth, strict=True):
            if one in self and other in self:
                found[self._near(self._numbers[one], self._numbers[other], which, flat)] += value
        return found / sum(worth)

    def _near(
        self, one: int, other: int, which: NDArray[np.int64], flat: NDArray[np.int32]
    ) -> NDArray[np.int64]:
        """Which of the rows that make up `flat` hold the two terms `NEAR` each other."""
        at, others = np.flatnonzero(flat == one), np.flatnonzero(flat == other)
        if not len(at) or not len(others):
            return at[:0]
        after = np.searchsorted(others, at)
        rows = []
        for neighbour in (np.minimum(after, len(others) - 1), np.maximum(after - 1, 0)):
            place = others[neighbour]
            close = (np.abs(place - at) <= NEAR) & (which[place] == which[at])
            rows.append(which[at[close]])
        return np.unique(np.concatenate(rows))

    def mass(self, query: Mapping[str, float]) -> float:
        """The BM25 that a passage saturated with every term of `query` would come near to."""
        return sum(weight * self.idf(term) for term, weight in query.items()) * (K1 + 1)

    def __contains__(self, term: str) -> bool:
        return term in self._numbers

    def _flat(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The terms of `rows` end to end, and for each the place of its row in `rows`."""
        parts = [self._terms[self._starts[row] : self._starts[row + 1]] for row in rows]
        which = np.repeat(np.arange(len(rows)), [len(part) for part in parts])
        return which, np.concatenate(parts)

    def _frequencies(self, numbers: NDArray[np.int64], rows: NDArray[np.int64]) -> Scores:
        """How often each of `numbers` (sorted) stands in each of `rows`: shape (rows, numbers)."""
        which, flat = self._flat(rows)
        place = np.minimum(np.searchsorted(numbers, flat), len(numbers) - 1)
        found = numbers[place] == flat
        cells = which[found] * len(numbers) + place[found]
        counts = np.bincount(cells, minlength=len(rows) * len(numbers))
        return counts.reshape(len(rows), len(numbers)).astype(np.float64)
