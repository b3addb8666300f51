"""How a source is named wherever it appears: always with its labels, so that a drill is never taken
for an event, nor our summary for the newspaper's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, italic, join, link
from bot.render.reply import Reply, passage_button, reply
from corpus.document import Document, Form, Reliability, Source
from corpus.statute.citation import cited_title, place_in
from index.types import Grounded, Hit


def drill_banner(document: Source) -> tuple[Text, ...]:
    """The loud first line over anything from a rehearsal; nothing for other documents."""
    return (bold(texts.DRILL),) if document.drill else ()


def origin(document: Document, starts: Iterable[int] = ()) -> str:
    """Under the sentences at `starts`: where in a statute they stand, who published them, whose
    words these are, under which law, and when."""
    return _labels(place_in(document, starts), whose_words(document))


def whose_words(source: Source) -> str:
    """The same where the whole of it is meant."""
    form = texts.SUMMARY_LOUD if source.form is Form.SUMMARY else None
    return _labels(source.publisher, form, *_law_and_time(source))


def sources_of(answer: Grounded) -> Iterator[tuple[int, str, Document]]:
    """The sources of `answer` for `listed`: of an article, the clauses that are shown are named."""
    for one in answer.citations:
        shown = (each for each in answer.evidence if each.passage_id == one.passage.id)
        title = cited_title(one.document, (each.start for each in shown))
        yield one.number, title, one.document


def details(document: Source) -> str:
    """Under a title: everything else that is known about the source."""
    return _labels(
        texts.DRILL_SHORT if document.drill else None,
        document.publisher,
        texts.KINDS[document.kind],
        texts.SUMMARY if document.form is Form.SUMMARY else None,
        *_law_and_time(document),
        texts.COPY if document.reliability is Reliability.COPY else None,
    )


def _law_and_time(document: Source) -> Iterator[str]:
    yield from (texts.REGIMES[regime] for regime in document.regime)
    yield date_words(document.published_on)
    if document.valid_from:
        yield texts.VALID_FROM.format(date=date_words(document.valid_from))
    if document.valid_until:
        yield texts.VALID_UNTIL.format(date=date_words(document.valid_until))


def _labels(*labels: str | None) -> str:
    return " · ".join(label for label in labels if label)


def listed(heading: str, sources: Iterable[tuple[int, str, Source]]) -> Text:
    """A heading over links, numbered and titled, each with the details of its document below."""
    lines = [
        Text(f"{number}. ") + link(title, document.url) + Text("\n") + italic(details(document))
        for number, title, document in sources
    ]
    return join("\n", [bold(heading), *lines])


def render_further(hits: tuple[Hit, ...]) -> Reply:
    """Sources that an answer did not show, each with a button to read what was found."""
    numbered = list(enumerate(hits, start=1))
    buttons = (
        passage_button(texts.BUTTON_READ.format(number=number), hit.document, hit.passage)
        for number, hit in numbered
    )
    sources = ((number, hit.document.title, hit.document) for number, hit in numbered)
    block = listed(texts.FURTHER_SOURCES, sources)
    return reply([block], buttons)
