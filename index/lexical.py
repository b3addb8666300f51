"""Which passages share a question's terms: an inverted index over terms analysed beforehand. The
only module that imports tantivy, chosen because it stays fast and small at a million passages.

A large index is kept in parts, so that one changed passage does not cost indexing all: each part is
a segment of tantivy's, made again as a whole or copied as it is. Which part a passage is in changes
no score: terms are counted over all of them, and what a part held before is gone without a trace.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import tantivy
from numpy.typing import NDArray

Rows = NDArray[np.int64]

PARTS = 6
"""Fewer than the eight segments that tantivy would begin to merge."""

ALONE = 4096
"""Up to this many passages an index is one part: it is made in a tenth of a second."""

_HEAP = 128_000_000
"""Bytes a writer may buffer: a hundred thousand passages become one segment."""

_INVERTED, _ROWS, _STARTS = "inverted", "rows.npy", "starts.npy"
_WIDTH = 32
"""Bits of a place that say where in its part a passage is."""
_BESIDE = 50
"""Hits asked for beyond those wanted, to see whether the last of them stands alone."""


class Passages(Protocol):
    """The terms of passages, by row."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int, /) -> Sequence[str]: ...


def parts_for(passages: int) -> int:
    """How many parts an index of so many passages has."""
    return 1 if passages <= ALONE else PARTS


def build(
    folder: Path,
    passages: Passages,
    parts: Rows | None = None,
    earlier: Path | None = None,
    changed: Collection[int] = (0,),
) -> None:
    """Write an index of `passages` (their terms, row 0 first) into the new folder `folder`.

    `parts` gives each passage its part. Those that are not `changed` hold what they hold in the
    index in `earlier`, in the same order. One thread, so that the same passages always give the
    same ranking.
    """
    parts = np.zeros(len(passages), dtype=np.int64) if parts is None else parts
    rows = np.argsort(parts, kind="stable")
    starts = np.searchsorted(parts[rows], np.arange(PARTS + 1))
    folder.mkdir()
    np.save(folder / _ROWS, rows, allow_pickle=False)
    np.save(folder / _STARTS, starts, allow_pickle=False)
    if earlier is None:
        (folder / _INVERTED).mkdir()
    else:
        shutil.copytree(earlier / _INVERTED, folder / _INVERTED)
    writer = tantivy.Index(_schema(), path=str(folder / _INVERTED)).writer(_HEAP, 1)
    for part in sorted(changed):
        writer.delete_documents_by_term("part", part)
        for within, row in enumerate(rows[starts[part] : starts[part + 1]].tolist()):
            terms, place = " ".join(passages[row]), part << _WIDTH | within
            writer.add_document(tantivy.Document(terms=terms, part=part, place=place))
        writer.commit()
    writer.wait_merging_threads()


def is_divided(folder: Path) -> bool:
    """Whether each part of the index in `folder` is a segment, so that it can be made again alone:
    tantivy cuts very long ones in pieces and merges these as it likes."""
    held = np.diff(np.load(folder / _STARTS, allow_pickle=False)) > 0
    segments = _opened(folder).searcher().num_segments
    return bool(segments == np.count_nonzero(held))


class LexicalIndex:
    """An opened index; safe to search from many threads."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._searcher = _opened(folder).searcher()
        self._rows = np.load(folder / _ROWS, allow_pickle=False)
        self._starts = np.load(folder / _STARTS, allow_pickle=False)

    @property
    def passages(self) -> int:
        """How many passages are indexed."""
        return int(self._searcher.num_docs)

    def search(self, query: Mapping[str, float], limit: int) -> Rows:
        """Rows of the `limit` passages that match `query` (term to weight) best, best first; equal
        ones in the order of their rows.

        Scored by tantivy's BM25 (k1 1.2, b 0.75), which only chooses candidates.
        """
        if not query or limit < 1:
            return np.empty(0, dtype=np.int64)
        hits = self._best(self._query(query), limit)
        places = self._searcher.fast_field_values("place", [address for _, address in hits])
        rows = self._row(np.array(places, dtype=np.int64))
        scores = np.array([score for score, _ in hits])
        return rows[np.lexsort((rows, -scores))[:limit]]

    def _best(self, query: tantivy.Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        """The hits that may be among the `limit` best: which of equal ones tantivy gives depends on
        the order of its segments, so none may be left out that equals the last one."""
        wanted = limit + _BESIDE
        while True:
            hits = self._searcher.search(query, wanted, count=False).hits
            if len(hits) < wanted or hits[limit - 1][0] > hits[-1][0]:
                return list(hits)
            wanted *= 4

    def _row(self, places: Rows) -> Rows:
        part, within = places >> _WIDTH, places & ((1 << _WIDTH) - 1)
        return np.asarray(self._rows[self._starts[part] + within], dtype=np.int64)

    def _query(self, query: Mapping[str, float]) -> tantivy.Query:
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(term), weight))
            for term, weight in sorted(query.items())
        ]
        return tantivy.Query.boolean_query(clauses)

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "terms", term, index_option="freq")


def _opened(folder: Path) -> tantivy.Index:
    return tantivy.Index(_schema(), path=str(folder / _INVERTED), reuse=True)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("part", stored=False, indexed=True)
    builder.add_integer_field("place", stored=False, fast=True)
    return builder.build()
