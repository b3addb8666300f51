"""Taking documents into the corpus by hand: from a file of any format that is read, checked, into one
Markdown file each, where anybody can read and mend it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.areas import bundled
from corpus.document import Document, Kind
from corpus.fingerprint import digest
from corpus.formats import markdown, plain
from corpus.read import MAX_BYTES, Reading, Rejected, decode, read

FOLDERS: Mapping[Kind, str] = {
    Kind.NEWS: "berita",
    Kind.STATEMENT: "pernyataan",
    Kind.REGULATION: "regulasi",
    Kind.GUIDE: "panduan",
    Kind.CLARIFICATION: "klarifikasi",
}
_TEXT = ".txt"
_RECORDED = ("publisher", "url", "published_on", "area")


@dataclass(frozen=True, slots=True)
class Added:
    """A document now in the corpus, where its file stands, and what its source did not tell."""

    document: Document
    file: Path

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """Names of the fields that a reader would want to see and that are not known."""
        return tuple(name for name in _RECORDED if getattr(self.document, name) is None)


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in, and what was not."""

    added: tuple[Added, ...]
    rejected: tuple[Rejected, ...]


def add(files: list[Path], fields: Mapping[str, Any], corpus: Path) -> Intake:
    """Take the documents of `files` into the folder `corpus`.

    `fields` tell what plain text does not say; other formats tell it themselves. A document is
    rejected, and nothing of the corpus changed, where its id is in use by another.
    """
    known = {document.id: document for document in read([corpus], bundled()).documents}
    added: list[Added] = []
    rejected: list[Rejected] = []
    for file in files:
        reading = _read(file, fields)
        rejected.extend(reading.rejected)
        for document in reading.documents:
            if document.id in known:
                same = known[document.id].fingerprint == document.fingerprint
                reason = "sudah ada dalam korpus" if same else "id sudah dipakai dokumen lain"
                rejected.append(Rejected(file, 1, f"'{document.id}' {reason}"))
                continue
            known[document.id] = document
            added.append(Added(document, _write(document, corpus)))
    return Intake(tuple(added), tuple(rejected))


def _read(file: Path, fields: Mapping[str, Any]) -> Reading:
    if file.suffix.lower() == _TEXT:
        result = _read_text(file, fields)
        if isinstance(result, Document):
            return Reading((result,), ())
        return Reading((), (result,))
    if fields:
        reason = f"{', '.join(sorted(fields))}: hanya untuk .txt; tulis di dalam berkasnya"
        return Reading((), (Rejected(file, 1, reason),))
    return read([file], bundled())


def _read_text(file: Path, fields: Mapping[str, Any]) -> Document | Rejected:
    try:
        if file.stat().st_size > MAX_BYTES:
            return Rejected(file, 1, f"lebih besar dari {MAX_BYTES // 1_000_000} MB")
        content = decode(file.read_bytes())
    except OSError as error:
        return Rejected(file, 1, f"tidak dapat dibaca: {error.strerror or error}")
    if isinstance(content, tuple):
        return Rejected(file, *content)
    result = plain.parse(content, {"id": _slug(file.stem), **fields}, bundled())
    return result if isinstance(result, Document) else Rejected(file, 1, result.reason)


def _write(document: Document, corpus: Path) -> Path:
    """Write `document` whole or not at all: a file half written would be rejected at the next build."""
    folder = corpus / FOLDERS[document.kind]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{_slug(document.id)}.md"
    if target.exists():
        target = folder / f"{_slug(document.id)}-{digest(document.id)[:8]}.md"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=folder, prefix=".", suffix=".md", delete=False
    ) as stream:
        stream.write(markdown.render(document))
        stream.flush()
        os.fsync(stream.fileno())
    os.chmod(stream.name, 0o644)
    os.replace(stream.name, target)
    return target


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or digest(name)[:16]
