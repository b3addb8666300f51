"""How a source is named wherever it appears: always with its labels, so that a drill is never taken
for an event, nor our summary for the newspaper's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, italic, join, link
from bot.render.reply import Reply, passage_button, reply
from corpus.document import Document, Form, Reliability
from index.types import Hit


def drill_banner(document: Document) -> tuple[Text, ...]:
    """The loud first line over anything from a rehearsal; nothing for other documents."""
    return (bold(texts.DRILL),) if document.drill else ()


def origin(document: Document) -> str:
    """Under a sentence: who published it, whose words these are, under which law, and when."""
    form = texts.SUMMARY_LOUD if document.form is Form.SUMMARY else None
    return _labels(document.publisher, form, *_law_and_time(document))


def details(document: Document) -> str:
    """Under a title: everything else that is known about the source."""
    return _labels(
        texts.DRILL_SHORT if document.drill else None,
        document.publisher,
        texts.KINDS[document.kind],
        texts.SUMMARY if document.form is Form.SUMMARY else None,
        *_law_and_time(document),
        texts.COPY if document.reliability is Reliability.COPY else None,
    )


def _law_and_time(document: Document) -> Iterator[str]:
    yield from (texts.REGIMES[regime] for regime in document.regime)
    yield date_words(document.published_on)
    if document.valid_from:
        yield texts.VALID_FROM.format(date=date_words(document.valid_from))
    if document.valid_until:
        yield texts.VALID_UNTIL.format(date=date_words(document.valid_until))


def _labels(*labels: str | None) -> str:
    return " · ".join(label for label in labels if label)


def listed(heading: str, documents: Iterable[tuple[int, Document]]) -> Text:
    """A heading over numbered links, each with its details below."""
    lines = [
        Text(f"{number}. ")
        + link(document.title, document.url)
        + Text("\n")
        + italic(details(document))
        for number, document in documents
    ]
    return join("\n", [bold(heading), *lines])


def render_further(hits: tuple[Hit, ...]) -> Reply:
    """Sources that an answer did not show, each with a button to read what was found."""
    numbered = list(enumerate(hits, start=1))
    buttons = (
        passage_button(texts.BUTTON_READ.format(number=number), hit.document, hit.passage)
        for number, hit in numbered
    )
    block = listed(texts.FURTHER_SOURCES, ((number, hit.document) for number, hit in numbered))
    return reply([block], buttons)
