"""Which passages share a question's terms: an inverted index over terms analysed beforehand. The
only module that imports tantivy, chosen because it stays fast and small at a million passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

Rows = NDArray[np.int64]

_HEAP = 128_000_000
"""Bytes a writer may buffer: a hundred thousand passages become one segment."""


def build(folder: Path, passages: Iterable[list[str]]) -> None:
    """Write an index of `passages` (their terms, row 0 first) into the new folder `folder`.

    One thread, so that the same passages always give the same ranking.
    """
    folder.mkdir()
    writer = tantivy.Index(_schema(), path=str(folder)).writer(_HEAP, 1)
    for row, terms in enumerate(passages):
        writer.add_document(tantivy.Document(terms=" ".join(terms), row=row))
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """An opened index; safe to search from many threads."""

    def __init__(self, folder: Path) -> None:
        schema = _schema()
        self._schema = schema
        self._searcher = tantivy.Index(schema, path=str(folder), reuse=True).searcher()

    @property
    def passages(self) -> int:
        """How many passages are indexed."""
        return int(self._searcher.num_docs)

    def search(self, query: Mapping[str, float], limit: int) -> Rows:
        """Rows of the `limit` passages that match `query` (term to weight) best, best first.

        Scored by tantivy's BM25 (k1 1.2, b 0.75), which only chooses candidates.
        """
        if not query or limit < 1:
            return np.empty(0, dtype=np.int64)
        found = self._searcher.search(self._query(query), limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in found])
        scores = np.array([score for score, _ in found])
        ordered = np.lexsort((np.array(rows, dtype=np.int64), -scores))
        return np.array(rows, dtype=np.int64)[ordered]

    def _query(self, query: Mapping[str, float]) -> tantivy.Query:
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(term), weight))
            for term, weight in sorted(query.items())
        ]
        return tantivy.Query.boolean_query(clauses)

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "terms", term, index_option="freq")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("row", stored=False, fast=True)
    return builder.build()
