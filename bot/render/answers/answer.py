"""An answer as a person on a phone reads it: the sentence first, then where it stands, then links.

Every sentence keeps its number and its labels beside it, so that a screenshot of one sentence still
says whose words they are, from when, and whether it was only a drill.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.render.answers.beside import beside, law_heading
from bot.render.answers.danger import render_danger
from bot.render.contacts import referral, where_to_ask
from bot.render.markup import Text, bold, italic, join, quote
from bot.render.reply import Button, Reply, more_button, passage_button, reply
from bot.render.sources import drill_banner, listed, origin, sources_of
from corpus.directory import Directory
from corpus.document import Form
from index.types import (
    Answer,
    Citation,
    Declined,
    DeclineReason,
    Evidence,
    Grounded,
    NoEvidence,
    Span,
)


def render_answer(
    answer: Answer, directory: Directory, notes: tuple[str, ...] = (), meant: str | None = None
) -> Reply:
    """The reply to a question, which names desks as `directory` has them; `notes` are sentences
    about the question, said last, and `meant` is what it was understood to ask, said first."""
    match answer:
        case Grounded():
            return reply([*grounded_blocks(answer), *notes], grounded_buttons(answer), meant)
        case NoEvidence():
            return reply([*_no_evidence(answer, directory), *notes], meant=meant)
        case Declined(reason=DeclineReason.DANGER):
            return render_danger(directory)
        case Declined():
            told = texts.DECLINED[answer.reason]
            return reply([told, referral(answer.referral, directory)], meant=meant)


def grounded_blocks(answer: Grounded) -> Iterator[Text]:
    """The paragraphs of an answer."""
    cited = [
        (citation, [one for one in answer.evidence if one.passage_id == citation.passage.id])
        for citation in answer.citations
    ]
    yield from _statements(answer)
    yield from map(Text, beside(answer))
    yield from (_passage(citation, sentences) for citation, sentences in cited)
    yield listed(texts.SOURCES, sources_of(answer))


def _statements(answer: Grounded) -> Iterator[Text]:
    """The sentences, those of one source together; where the law differs, under the elections."""
    together: dict[tuple[str | None, int], list[Evidence]] = {}
    for one in answer.evidence:
        place = law_heading(answer, one), answer.citation_of(one).number
        together.setdefault(place, []).append(one)
    said = None
    for (law, _), sentences in together.items():
        statement = _statement(answer.citation_of(sentences[0]), sentences)
        yield join("\n", [bold(law), statement]) if law and law != said else statement
        said = law


def _statement(citation: Citation, sentences: list[Evidence]) -> Text:
    """The sentences of one source together, under its banner and over its labels."""
    document = citation.document
    lines = [
        _with_bold(one.text, one.start, [one.highlight]) + Text(f" [{citation.number}]")
        for one in sentences
    ]
    told = origin(document, (one.start for one in sentences))
    return join("\n", [*drill_banner(document), *lines, italic(told)])


def _passage(citation: Citation, sentences: list[Evidence]) -> Text:
    """The passage, said to be a quotation only where it is one; the sentences used stand out."""
    summary = citation.document.form is Form.SUMMARY
    heading = texts.PASSAGE_SUMMARY if summary else texts.PASSAGE_ORIGINAL
    passage = citation.passage
    body = _with_bold(passage.text, passage.start, [(one.start, one.end) for one in sentences])
    return italic(heading.format(number=citation.number)) + Text("\n") + quote(body.strip())


def _with_bold(text: str, offset: int, spans: list[Span | None]) -> Text:
    """`text`, which starts at `offset` of its document, the document's `spans` in bold."""
    whole, at = Text(""), 0
    for start, end in sorted(span for span in spans if span):
        start, end = max(start - offset, at), end - offset
        whole = whole + Text(text[at:start]) + bold(text[start:end])
        at = end
    return whole + Text(text[at:])


def grounded_buttons(answer: Grounded) -> Iterator[Button]:
    """A button for every source, and one for others."""
    for one in answer.citations:
        label = texts.BUTTON_SOURCE.format(number=one.number)
        yield passage_button(label, one.document, one.passage)
    yield more_button()


def _no_evidence(answer: NoEvidence, directory: Directory) -> Iterator[Text | str]:
    yield texts.WEAK[answer.reason]
    if answer.nearest:
        numbered = enumerate(answer.nearest, start=1)
        yield listed(texts.NEAREST, ((number, one.title, one) for number, one in numbered))
    yield where_to_ask(directory)
