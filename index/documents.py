"""The documents and passages of a generation, kept on disk and read one by one, so that a million
of them cost a running bot no memory."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.fingerprint import digest
from corpus.passages import Passage

_RECENT = 256
"""Documents kept parsed: a question opens about ten, and neighbours ask about the same ones."""

_PASSAGE = np.dtype([("document", "<i4"), ("ordinal", "<i4"), ("start", "<i4"), ("end", "<i4")])


def key_of(document_id: str) -> str:
    """16 hexadecimal digits that name a document in any generation, short enough for a button."""
    return digest(document_id)[:16]


class DocumentTable:
    """Documents in the order of their ids, and their passages by row."""

    def __init__(self, folder: Path) -> None:
        with (folder / "documents.jsonl").open("rb") as stream:
            self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts = np.load(folder / "starts.npy", mmap_mode="r", allow_pickle=False)
        self._keys = np.load(folder / "keys.npy", mmap_mode="r", allow_pickle=False)
        self._by_key = np.argsort(self._keys, kind="stable")
        self._passages = np.load(folder / "passages.npy", mmap_mode="r", allow_pickle=False)
        self._parsed = lru_cache(_RECENT)(self._parse)

    @staticmethod
    def save(
        folder: Path, documents: Sequence[Document], passages: Sequence[Sequence[Passage]]
    ) -> None:
        """Write `documents` and the passages of each into the new folder `folder`."""
        folder.mkdir()
        lines = [document.model_dump_json().encode() + b"\n" for document in documents]
        with (folder / "documents.jsonl").open("wb") as stream:
            stream.writelines(lines)
        keys = [int(key_of(document.id), 16) for document in documents]
        spans = [
            (number, passage.ordinal, passage.start, passage.end)
            for number, group in enumerate(passages)
            for passage in group
        ]
        _write(folder / "starts.npy", np.cumsum([0, *map(len, lines)], dtype=np.int64))
        _write(folder / "keys.npy", np.array(keys, dtype=np.uint64))
        _write(folder / "passages.npy", np.array(spans, dtype=_PASSAGE))

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Document]:
        return (self._parse(number) for number in range(len(self)))

    @property
    def passages(self) -> int:
        """How many passages the documents have."""
        return len(self._passages)

    def document_number(self, row: int) -> int:
        """Which document (by number, in the order of ids) passage `row` belongs to."""
        return int(self._passages["document"][row])

    def passage(self, row: int) -> tuple[Document, Passage]:
        """Passage `row` and its document."""
        number, ordinal, start, end = self._passages[row].tolist()
        document = self._parsed(number)
        text = document.text[start:end]
        return document, Passage(document.id, ordinal, start, end, text, document.drill)

    def find(self, key: str) -> Document | None:
        """The document whose `key_of(id)` is `key`."""
        number = self._number(key)
        return None if number is None else self._parsed(number)

    def passages_of(self, document: Document) -> tuple[Passage, ...]:
        """The passages of `document`, in order."""
        number = self._number(key_of(document.id))
        if number is None:
            return ()
        column = self._passages["document"]
        first, last = np.searchsorted(column, [number, number + 1])
        return tuple(self.passage(row)[1] for row in range(int(first), int(last)))

    def close(self) -> None:
        """Let go of the file."""
        self._parsed.cache_clear()
        self._lines.close()

    def _number(self, key: str) -> int | None:
        try:
            wanted = np.uint64(int(key, 16))
        except (ValueError, OverflowError):
            return None
        place = int(np.searchsorted(self._keys, wanted, sorter=self._by_key))
        if place == len(self) or self._keys[self._by_key[place]] != wanted:
            return None
        return int(self._by_key[place])

    def _parse(self, number: int) -> Document:
        start, end = self._starts[number : number + 2].tolist()
        return Document.model_validate_json(self._lines[start:end])


def _write(file: Path, array: NDArray[np.generic]) -> None:
    np.save(file, array, allow_pickle=False)
