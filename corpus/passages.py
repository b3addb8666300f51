"""What of a document is found and quoted at once: its passages, each a span of whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.sentences import Span, sentences

WORDS = 160
"""A passage is closed before it would grow beyond this many words: one to three news paragraphs. Of
70, 110, 160 and 250, this ranked best on IDK-MRC valid and FacQA valid; it still fits a phone's
screen."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences. Invariant: `document.text[start:end] == text`.

    `start` and `end` count Unicode code points; `ordinal` counts passages of one document from 0.
    """

    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    drill: bool

    @property
    def id(self) -> str:
        """The passage's name, stable as long as its document does not change."""
        return f"{self.document_id}#{self.ordinal}"


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of `document` in order; together they hold every sentence once."""
    return tuple(
        Passage(document.id, ordinal, start, end, document.text[start:end], document.drill)
        for ordinal, (start, end) in enumerate(_runs(document.text))
    )


def _runs(text: str) -> Iterator[Span]:
    start = end = words = 0
    for first, last in sentences(text):
        length = len(text[first:last].split())
        if words and words + length > WORDS:
            yield start, end
            words = 0
        if not words:
            start = first
        end = last
        words += length
    if words:
        yield start, end
