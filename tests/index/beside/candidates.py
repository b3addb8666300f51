"""Sentences as candidates, made for tests: each a document of its own unless it is given one."""

from __future__ import annotations

from typing import Any

from corpus.document import Document
from corpus.sentences import sentences
from index.evidence import Candidate
from index.types import Evidence

FEATURES = dict.fromkeys(
    ("sentence", "context", "passage", "expected", "place", "regime", "names", "rarest"), 1.0
)


def of_document(document: Document, **features: float) -> tuple[Candidate, ...]:
    """The sentences of `document`, which is one passage."""
    found = []
    for start, end in sentences(document.text):
        text = document.text[start:end]
        evidence = Evidence(document.id, f"{document.id}#0", start, end, text, None, 1.0)
        found.append(Candidate(evidence, document, {**FEATURES, **features}))
    return tuple(found)


def candidate(text: str, id: str = "", **fields: Any) -> Candidate:
    """One sentence; `fields` are those of its document and, by their names, its features."""
    features = {name: fields.pop(name) for name in FEATURES if name in fields and name != "regime"}
    known = {"title": "Kabar", "publisher": "Penerbit", "published_on": "2023-10-17", **fields}
    document = Document.model_validate({"id": id or text, "text": text, **known})
    (only,) = of_document(document, **features)
    return only
