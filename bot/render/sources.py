"""How a source is named wherever it appears: always with its labels, so that a drill is never taken
for an event, nor our summary for the newspaper's words."""

from __future__ import annotations

from collections.abc import Iterable

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, join, link
from bot.render.reply import Reply, passage_button, reply
from corpus.document import Document, Form, Reliability
from index.types import Hit

_SEPARATOR = " · "


def drill_banner(document: Document) -> tuple[Text, ...]:
    """The loud first line over anything from a rehearsal; nothing for other documents."""
    return (bold(texts.DRILL),) if document.drill else ()


def origin(document: Document) -> str:
    """Whose words these are, under which law, and when."""
    form = [texts.SUMMARY] if document.form is Form.SUMMARY else []
    regimes = [texts.REGIMES[regime] for regime in document.regime]
    return _SEPARATOR.join([*form, *regimes, date_words(document.published_on), *_validity(document)])


def details(document: Document) -> str:
    """Everything known about a source but its title, in one line."""
    publisher = [document.publisher] if document.publisher else []
    drill = [texts.DRILL_SHORT] if document.drill else []
    copy = [texts.COPY] if document.reliability is Reliability.COPY else []
    return _SEPARATOR.join([*drill, *publisher, texts.KINDS[document.kind], origin(document), *copy])


def _validity(document: Document) -> list[str]:
    words = []
    if document.valid_from:
        words.append(texts.VALID_FROM.format(date=date_words(document.valid_from)))
    if document.valid_until:
        words.append(texts.VALID_UNTIL.format(date=date_words(document.valid_until)))
    return words


def listed(heading: str, documents: Iterable[tuple[int, Document]]) -> Text:
    """A heading over numbered links, each with its details below."""
    lines = [
        Text(f"{number}. ") + link(document.title, document.url) + Text(f"\n{details(document)}")
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
