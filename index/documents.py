"""The documents and passages of a generation, kept on disk and read one by one, so that a million
of them cost a running bot no memory."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.fingerprint import digest
from corpus.passages import Passage
from index.weave import Column

LINES, IDS, TITLES = "documents.jsonl", "ids.txt", "titles.txt"
_RECENT = 256
"""Documents kept parsed: a question opens about ten, and neighbours ask about the same ones."""


def key_of(document_id: str) -> str:
    """16 hexadecimal digits that name a document in any generation, short enough for a button."""
    return digest(document_id)[:16]


def column(folder: Path, name: str) -> Column:
    """The column `name` of the documents in `folder`; it stays on disk until it is read."""
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))


def lines_of(file: Path) -> list[str]:
    """The lines of a file that ends with a line break, and has no others than that of Unix."""
    return file.read_text(encoding="utf-8").split("\n")[:-1]


class DocumentTable:
    """Documents in the order of their ids, and their passages by row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with (folder / LINES).open("rb") as stream:
            self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts = column(folder, "starts")
        self._keys = column(folder, "keys")
        self._by_key = np.argsort(self._keys, kind="stable")
        self._passages = column(folder, "passages")
        self._parsed = lru_cache(_RECENT)(self._parse)

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

    def titles(self) -> Iterator[tuple[str, str, bool]]:
        """Of each document its id, its title, and whether it is marked as a drill."""
        ids, titles = (lines_of(self._folder / file) for file in (IDS, TITLES))
        return zip(ids, titles, column(self._folder, "drills").tolist(), strict=True)

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
