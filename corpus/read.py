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

_ABSENT = "tidak ada"
_BESIDE = frozenset({".yaml", ".csv"})
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
            reason = f"id '{document.id}' sudah dipakai di {first[0]}:{first[1]}"
            rejected.append(Rejected(file, line, reason))
        else:
            taken[document.id] = entry
    documents = tuple(taken[id][2] for id in sorted(taken))
    return Reading(documents, tuple(rejected))


def entries(paths: Iterable[Path], areas: AreaTree) -> Iterator[Entry | Rejected]:
    """What stands in `paths`, one after the other as `read` goes; an id may come twice."""
    for path in paths:
        if not path.is_dir():
            yield from _read_file(path, areas)
            continue
        faults: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=faults.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            visible = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
            for file in visible:
                if file.suffix.lower() not in _BESIDE:
                    yield from _read_file(file, areas)
        yield from (_unreadable(Path(fault.filename), fault) for fault in faults)


def content_of(path: Path) -> str | Rejected:
    """The whole text of a file, with line breaks of one kind."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Rejected(path, 1, f"lebih besar dari {MAX_BYTES // 1_000_000} MB")
        content = _decode(path.read_bytes())
    except OSError as error:
        return _unreadable(path, error)
    return content if isinstance(content, str) else Rejected(path, *content)


def _read_file(path: Path, areas: AreaTree) -> Iterator[Entry | Rejected]:
    if path.suffix.lower() == ".md":
        yield _read_markdown(path, areas)
    elif path.suffix.lower() == ".jsonl":
        yield from _read_jsonl(path, areas)
    else:
        yield Rejected(path, 1, "bukan berkas .md atau .jsonl" if path.exists() else _ABSENT)


def _read_markdown(path: Path, areas: AreaTree) -> Entry | Rejected:
    content = content_of(path)
    if isinstance(content, Rejected):
        return content
    result = markdown.parse(content, areas)
    return (path, 1, result) if isinstance(result, Document) else Rejected(path, *result)


def _read_jsonl(path: Path, areas: AreaTree) -> Iterator[Entry | Rejected]:
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(_lines(stream), start=1):
                if len(raw) > MAX_BYTES:
                    yield Rejected(path, number, f"baris lebih dari {MAX_BYTES // 1_000_000} MB")
                elif raw.strip():
                    yield _read_line(path, number, raw, areas)
    except OSError as error:
        yield _unreadable(path, error)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of `stream`; of one that is too large no more than shows that it is."""
    while raw := stream.readline(MAX_BYTES + 1):
        yield raw
        while len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_BYTES + 1)


def _read_line(path: Path, number: int, raw: bytes, areas: AreaTree) -> Entry | Rejected:
    content = _decode(raw)
    if isinstance(content, tuple):
        return Rejected(path, number, content[1])
    result = jsonl.parse_line(content, areas)
    if isinstance(result, Document):
        return path, number, result
    return Rejected(path, number, result)


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
