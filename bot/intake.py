"""Taking documents into the corpus by hand: from a file of any format that is read, checked, into
one Markdown file each, where anybody can read and mend it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.areas import bundled
from corpus.document import Document, Kind
from corpus.fingerprint import digest
from corpus.formats import markdown, plain
from corpus.read import Entry, Rejected, content_of, entries, read

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
    for entry in (entry for file in files for entry in _read(file, fields)):
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        file, line, document = entry
        # As its file will say it, so that the same document is known the next time.
        document = document.model_copy(update={"text": document.text.strip()})
        if document.id in known:
            same = known[document.id].fingerprint == document.fingerprint
            reason = "sudah ada dalam korpus" if same else "id sudah dipakai dokumen lain"
            rejected.append(Rejected(file, line, f"'{document.id}' {reason}"))
            continue
        known[document.id] = document
        added.append(Added(document, _write(document, corpus)))
    return Intake(tuple(added), tuple(rejected))


def _read(file: Path, fields: Mapping[str, Any]) -> Iterable[Entry | Rejected]:
    if file.suffix.lower() == _TEXT:
        return [_read_text(file, fields)]
    if fields:
        reason = f"{', '.join(sorted(fields))}: hanya untuk .txt; tulis di dalam berkasnya"
        return [Rejected(file, 1, reason)]
    return entries([file], bundled())


def _read_text(file: Path, fields: Mapping[str, Any]) -> Entry | Rejected:
    content = content_of(file)
    if isinstance(content, Rejected):
        return content
    result = plain.parse(content, {"id": _slug(file.stem), **fields}, bundled())
    return (file, 1, result) if isinstance(result, Document) else Rejected(file, 1, result.reason)


def _write(document: Document, corpus: Path) -> Path:
    """Write `document` whole or not at all: half a file would be rejected at the next build."""
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
