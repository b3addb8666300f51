"""Files and folders read into documents. What is bad is rejected by file, line and reason, and
never keeps the rest out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats import jsonl, markdown

MAX_BYTES = 20_000_000
"""A text, or one line of JSONL, may be this large; the longest statute is a tenth of it."""

EXAM = "exam.jsonl"
"""Questions that a corpus must be able to answer; it lies beside its documents and is none."""

_ABSENT = "tidak ada"
_BESIDE = (".yaml", ".csv")
"""Files of a corpus folder that describe the field and are no documents (areas, glossary)."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that was not taken: where it stands (line from 1) and why."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a corpus holds: documents in the order of their ids, and what was rejected."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...]


Entry = tuple[Path, int, Document]
"""A document with the file and the line where it stands."""


def read(paths: Sequence[Path], areas: AreaTree) -> Reading:
    """All documents under `paths` (files, or folders read whole, in the order of their names).

    An id that two documents claim goes to the first; the second is rejected.
    """
    taken: dict[str, Entry] = {}
    rejected: list[Rejected] = []
    for entry in entries(paths, areas):
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        file, line, document = entry
        if first := taken.get(document.id):
            rejected.append(claimed(document.id, file, line, first[:2]))
        else:
            taken[document.id] = entry
    documents = tuple(taken[id][2] for id in sorted(taken))
    return Reading(documents, tuple(rejected))


def entries(paths: Iterable[Path], areas: AreaTree) -> Iterator[Entry | Rejected]:
    """What stands in `paths`, one after the other as `read` goes; an id may come twice."""
    for file in files_in(paths):
        if isinstance(file, Rejected):
            yield file
            continue
        path = Path(file)
        for piece in pieces(path):
            if isinstance(piece, Rejected):
                yield piece
                continue
            result = parsed(path, *piece, areas)
            yield result if isinstance(result, Rejected) else (path, piece[0], result)


def claimed(id: str, file: Path, line: int, first: tuple[Path, int]) -> Rejected:
    """Why a document is not taken whose id is that of one that stands at `first`."""
    return Rejected(file, line, f"id '{id}' sudah dipakai di {first[0]}:{first[1]}")


def files_in(paths: Iterable[Path]) -> Iterator[str | Rejected]:
    """The files under `paths` in the order of reading, and the folders that cannot be read. Not
    Paths: to make a hundred thousand of them takes a third of a second."""
    for path in paths:
        if not path.is_dir():
            yield str(path)
            continue
        faults: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=faults.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            within = os.path.join(folder, "")
            for name in sorted(names):
                if not name.startswith(".") and not _is_beside(name):
                    yield within + name
        yield from (_unreadable(Path(fault.filename), fault) for fault in faults)


def _is_beside(name: str) -> bool:
    return name == EXAM or name.lower().endswith(_BESIDE)


def content_of(path: Path) -> str | Rejected:
    """The whole text of a file, with line breaks of one kind."""
    raw = _bytes_of(path)
    return raw if isinstance(raw, Rejected) else _text_of(path, raw)


def _bytes_of(path: Path) -> bytes | Rejected:
    try:
        if path.stat().st_size > MAX_BYTES:
            return Rejected(path, 1, f"lebih besar dari {MAX_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        return _unreadable(path, error)


def _text_of(path: Path, raw: bytes) -> str | Rejected:
    content = _decode(raw)
    return content if isinstance(content, str) else Rejected(path, *content)


def pieces(path: Path) -> Iterator[tuple[int, bytes] | Rejected]:
    """The bytes of each document in a file, with the line where it stands."""
    if path.suffix.lower() == ".md":
        raw = _bytes_of(path)
        yield raw if isinstance(raw, Rejected) else (1, raw)
    elif path.suffix.lower() == ".jsonl":
        yield from _numbered(path)
    else:
        yield Rejected(path, 1, "bukan berkas .md atau .jsonl" if path.exists() else _ABSENT)


def _numbered(path: Path) -> Iterator[tuple[int, bytes] | Rejected]:
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(_lines(stream), start=1):
                if len(raw) > MAX_BYTES:
                    yield Rejected(path, number, f"baris lebih dari {MAX_BYTES // 1_000_000} MB")
                elif raw.strip():
                    yield number, raw
    except OSError as error:
        yield _unreadable(path, error)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of `stream`; of one that is too large no more than shows that it is."""
    while raw := stream.readline(MAX_BYTES + 1):
        yield raw
        while len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_BYTES + 1)


def parsed(path: Path, line: int, raw: bytes, areas: AreaTree) -> Document | Rejected:
    """The document in the bytes `raw`, which stand at `line` of the file."""
    if path.suffix.lower() == ".md":
        return _parsed_markdown(path, raw, areas)
    content = _decode(raw)
    result = content[1] if isinstance(content, tuple) else jsonl.parse_line(content, areas)
    return result if isinstance(result, Document) else Rejected(path, line, result)


def _parsed_markdown(path: Path, raw: bytes, areas: AreaTree) -> Document | Rejected:
    content = _text_of(path, raw)
    if isinstance(content, Rejected):
        return content
    result = markdown.parse(content, areas)
    return result if isinstance(result, Document) else Rejected(path, *result)


def _unreadable(path: Path, error: OSError) -> Rejected:
    if isinstance(error, FileNotFoundError):
        return Rejected(path, 1, _ABSENT)
    return Rejected(path, 1, f"tidak dapat dibaca ({error.strerror or error})")


def _decode(raw: bytes) -> str | tuple[int, str]:
    """`raw` as text with line breaks of one kind, or the line and reason why it is not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return line, f"bukan UTF-8 (byte 0x{raw[error.start]:02x})"
    return text.replace("\r\n", "\n").replace("\r", "\n")
