"""The terms of every passage, in order, as numbers: how they are kept, and how the rows of one
generation go over into the next. The same passages give the same columns, however they came."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.weave import Column, Starts, Weave

_AT_ONCE = 1 << 14
"""Passages that are worked on together: sums over all of them then need little memory."""

Terms = NDArray[np.int32]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class TermRows:
    """`terms[starts[row]:starts[row + 1]]` are the terms of a row, by their places in `vocabulary`,
    which is sorted; `frequencies` are how many rows hold each term."""

    vocabulary: Sequence[str]
    terms: Terms
    starts: Starts
    frequencies: Counts

    @classmethod
    def of(cls, passages: Iterable[Sequence[str]]) -> TermRows:
        """The rows of `passages`, each its terms in order; row 0 first."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        lengths, flat = [0], array("i")
        for terms in passages:
            flat.extend(map(numbers.__getitem__, terms))
            lengths.append(len(terms))
        vocabulary = sorted(numbers)
        places = np.empty(len(numbers), dtype=np.int32)
        places[[numbers[term] for term in vocabulary]] = np.arange(len(numbers))
        numbered = places[np.array(flat, dtype=np.int32)]
        starts = np.cumsum(lengths, dtype=np.int64)
        return cls(vocabulary, numbered, starts, _frequencies(numbered, starts, len(vocabulary)))

    @classmethod
    def read(cls, folder: Path) -> TermRows:
        """The rows saved in `folder`; they stay on disk until they are read."""
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
        terms = np.load(folder / "terms.npy", mmap_mode="r", allow_pickle=False)
        starts = np.load(folder / "starts.npy", mmap_mode="r", allow_pickle=False)
        frequencies = np.load(folder / "frequencies.npy", allow_pickle=False)
        return cls(vocabulary, np.asarray(terms), np.asarray(starts), frequencies)

    def save(self, folder: Path) -> None:
        """Write the rows into the new folder `folder`."""
        folder.mkdir()
        text = "".join(f"{term}\n" for term in self.vocabulary)
        (folder / "vocabulary.txt").write_text(text, encoding="utf-8")
        np.save(folder / "terms.npy", self.terms, allow_pickle=False)
        np.save(folder / "starts.npy", self.starts, allow_pickle=False)
        np.save(folder / "frequencies.npy", self.frequencies, allow_pickle=False)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> list[str]:
        """The terms of `row`."""
        terms: list[str] = self._words[self.terms[self.starts[row] : self.starts[row + 1]]].tolist()
        return terms

    @cached_property
    def _words(self) -> Column:
        return np.array(self.vocabulary, dtype=object)

    def woven(self, weave: Weave, earlier: TermRows) -> TermRows:
        """The rows of `earlier` and these, in the order that `weave` gives them."""
        vocabulary = sorted({*earlier.vocabulary, *self.vocabulary})
        before, own = (_places(rows.vocabulary, vocabulary) for rows in (earlier, self))
        inside = weave.within(earlier.starts, self.starts)
        terms = inside.column(before[earlier.terms], own[self.terms])
        frequencies = np.zeros(len(vocabulary), dtype=np.int64)
        frequencies[before] += earlier.frequencies - earlier._of_rows(weave.left(len(earlier)))
        frequencies[own] += self.frequencies
        starts = weave.starts(earlier.starts, self.starts)
        held = frequencies > 0
        kept = [term for term, holds in zip(vocabulary, held.tolist(), strict=True) if holds]
        places = (np.cumsum(held) - 1).astype(np.int32)
        return TermRows(kept, places[terms], starts, frequencies[held])

    def _of_rows(self, rows: Counts) -> Counts:
        """How many of `rows` hold each term."""
        parts = [self.terms[self.starts[row] : self.starts[row + 1]] for row in rows.tolist()]
        starts = np.cumsum([0, *map(len, parts)], dtype=np.int64)
        terms = np.concatenate([self.terms[:0], *parts])
        return _frequencies(terms, starts, len(self.vocabulary))


def _places(terms: Sequence[str], vocabulary: Sequence[str]) -> Terms:
    numbers = {term: number for number, term in enumerate(vocabulary)}
    return np.array([numbers[term] for term in terms], dtype=np.int32)


def _frequencies(terms: Terms, starts: Starts, size: int) -> Counts:
    """How many rows hold each of `size` terms. Sorted rather than by `np.unique`, which since numpy
    2.3 hashes: 14 s against 1 for a hundred thousand passages."""
    found = np.zeros(size, dtype=np.int64)
    for first in range(0, len(starts) - 1, _AT_ONCE):
        bounds = starts[first : first + _AT_ONCE + 1]
        row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        pairs = row * size + terms[bounds[0] : bounds[-1]]
        pairs.sort()
        new = np.ones(len(pairs), dtype=bool)
        new[1:] = pairs[1:] != pairs[:-1]
        found += np.bincount(pairs[new] % max(1, size), minlength=size)
    return found
