"""Documents and their passages as the columns they are kept in, in the order of their ids: what a
generation writes of them, and what the next one takes over unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.passages import Passage
from index.documents import IDS, LINES, TITLES, column, key_of, lines_of
from index.weave import Column, Starts, Weave

_PASSAGE = np.dtype([("document", "<i4"), ("ordinal", "<i4"), ("start", "<i4"), ("end", "<i4")])


@dataclass(frozen=True, slots=True)
class Records:
    """Documents as JSON lines (bytes, in pieces that follow each other, and where each document
    begins), with what is known of each without reading it; and the spans of their passages, by the
    number of the document."""

    lines: tuple[NDArray[np.uint8], ...]
    starts: Starts
    ids: Column
    titles: Column
    keys: NDArray[np.uint64]
    fingerprints: Column
    dates: Column
    drills: NDArray[np.bool_]
    passages: Column

    @classmethod
    def of(cls, documents: Sequence[Document], groups: Sequence[Sequence[Passage]]) -> Records:
        """`documents` in the order of their ids, and the passages of each."""
        lines = [document.model_dump_json().encode() + b"\n" for document in documents]
        spans = [
            (number, passage.ordinal, passage.start, passage.end)
            for number, group in enumerate(groups)
            for passage in group
        ]
        return cls(
            lines=(np.frombuffer(b"".join(lines), dtype=np.uint8),),
            starts=np.cumsum([0, *map(len, lines)], dtype=np.int64),
            ids=np.array([document.id for document in documents], dtype=object),
            titles=np.array([document.title for document in documents], dtype=object),
            keys=np.array([int(key_of(it.id), 16) for it in documents], dtype=np.uint64),
            fingerprints=np.array([it.fingerprint for it in documents], dtype="S32"),
            dates=np.array([it.published_on or "" for it in documents], dtype="S10"),
            drills=np.array([document.drill for document in documents], dtype=np.bool_),
            passages=np.array(spans, dtype=_PASSAGE),
        )

    @classmethod
    def read(cls, folder: Path) -> Records:
        """The records saved in `folder`; they stay on disk until they are needed."""
        return cls(
            lines=(np.memmap(folder / LINES, dtype=np.uint8, mode="r"),),
            starts=column(folder, "starts"),
            ids=np.array(lines_of(folder / IDS), dtype=object),
            titles=np.array(lines_of(folder / TITLES), dtype=object),
            keys=column(folder, "keys"),
            fingerprints=column(folder, "fingerprints"),
            dates=column(folder, "dates"),
            drills=column(folder, "drills"),
            passages=column(folder, "passages"),
        )

    def document(self, number: int) -> Document:
        """Document `number` of records that were not woven."""
        (lines,) = self.lines
        start, end = self.starts[number : number + 2].tolist()
        return Document.model_validate_json(lines[start:end].tobytes())

    @property
    def first_rows(self) -> Starts:
        """Row of the first passage of each document, and the number of passages at the end."""
        return np.searchsorted(self.passages["document"], np.arange(len(self.ids) + 1))

    @property
    def row_keys(self) -> NDArray[np.uint64]:
        """The key of the document of each passage."""
        return np.asarray(self.keys[self.passages["document"]])

    @property
    def newest(self) -> str | None:
        """The latest day on which a document was published, which may be partial."""
        return max(self.dates.astype(str).tolist(), default="") or None

    def woven(self, weave: Weave, earlier: Records) -> Records:
        """Those of `earlier` and these, in the order that `weave` gives them. Their lines are left
        where they are until they are saved."""
        (old,), (new,) = earlier.lines, self.lines
        lines = weave.within(earlier.starts, self.starts)
        rows = weave.within(earlier.first_rows, self.first_rows)
        passages = rows.column(earlier.passages, self.passages)
        counts = np.diff(weave.starts(earlier.first_rows, self.first_rows))
        passages["document"] = np.repeat(np.arange(len(counts)), counts)
        return Records(
            lines=tuple(run.of(old, new) for run in lines.runs),
            starts=weave.starts(earlier.starts, self.starts),
            ids=weave.column(earlier.ids, self.ids),
            titles=weave.column(earlier.titles, self.titles),
            keys=weave.column(earlier.keys, self.keys),
            fingerprints=weave.column(earlier.fingerprints, self.fingerprints),
            dates=weave.column(earlier.dates, self.dates),
            drills=weave.column(earlier.drills, self.drills),
            passages=passages,
        )

    def save(self, folder: Path) -> None:
        """Write the records into the new folder `folder`."""
        folder.mkdir()
        with (folder / LINES).open("wb") as stream:
            stream.writelines(piece.data for piece in self.lines)
        for file, texts in ((IDS, self.ids), (TITLES, self.titles)):
            lines = "".join(f"{text}\n" for text in texts)
            (folder / file).write_text(lines, encoding="utf-8")
        for name in ("starts", "keys", "fingerprints", "dates", "drills", "passages"):
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
