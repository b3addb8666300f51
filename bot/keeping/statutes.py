"""A law that somebody brings: which one it is, and the documents that its articles become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import Bad, to_document
from corpus.statute.articles import articles, is_statute
from corpus.statute.law import Law, law_of

_OF_EVERY_ARTICLE = ("publisher", "url", "published_on", "valid_from", "valid_until", "regime")


def statute(text: str) -> Law | None:
    """The law that `text` is; None where it is none."""
    return law_of(text) if is_statute(text) else None


def articles_of(
    text: str, fields: Mapping[str, Any], areas: AreaTree
) -> tuple[Document, ...] | Bad:
    """The articles of the statute `text`, with what is known of the whole in `fields`."""
    told = {name: fields[name] for name in _OF_EVERY_ARTICLE if name in fields}
    found: list[Document] = []
    for article in articles(text, told):
        document = to_document(article, areas)
        if isinstance(document, Bad):
            return document
        found.append(document)
    return tuple(found)
