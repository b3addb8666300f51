"""Made-up documents, passages and answers for tests of what is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.contacts import bundled
from corpus.directory import Directory
from corpus.document import Document
from corpus.passages import Passage
from index.types import Citation, Evidence, Grounded, Manifest

MANIFEST = Manifest(
    "20261124T0300Z-abc", 1, "f", "static:x", 256, 2, 3, "2026-11-24T03:10:00+00:00"
)

DIRECTORY = Directory(bundled(), date(2026, 11, 24))
"""Whom the project names, on a day on which most of it still counts as verified."""


def document(text: str = "Dua polisi menjaga TPS.", **fields: Any) -> Document:
    return Document.model_validate({"id": "d", "title": "Judul", "text": text, **fields})


def passage(of: Document, start: int = 0, end: int | None = None, ordinal: int = 0) -> Passage:
    end = len(of.text) if end is None else end
    return Passage(of.id, ordinal, start, end, of.text[start:end], of.drill)


def evidence(part: Passage, words: str, marked: str | None = None) -> Evidence:
    """The sentence `words` of `part`, `marked` in it highlighted."""
    start = part.start + part.text.index(words)
    at = start + words.index(marked) if marked else 0
    span = (at, at + len(marked)) if marked else None
    return Evidence(part.document_id, part.id, start, start + len(words), words, span, 1.0)


def grounded(of: Document, *sentences: tuple[str, str | None]) -> Grounded:
    """An answer with sentences of one document, which is one passage."""
    part = passage(of)
    shown = tuple(evidence(part, words, marked) for words, marked in sentences)
    return Grounded("Apa?", shown, (Citation(1, of, part),), 0.9, MANIFEST.generation)
