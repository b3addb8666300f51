"""Answers in the terminal: the same order and the same labels as in the chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot import texts
from bot.render.answers.beside import beside, law_heading
from bot.render.answers.danger import danger_blocks
from bot.render.contacts import referral, where_to_ask
from bot.render.sources import details, origin, sources_of
from corpus.directory import Directory
from corpus.document import Document
from index.types import Answer, Citation, Declined, DeclineReason, Evidence, Grounded, NoEvidence

_INDENT = (0, 0, 0, 4)


def answer_lines(answer: Answer, directory: Directory) -> RenderableType:
    """What is printed for `answer`, which names desks as `directory` has them."""
    match answer:
        case Grounded():
            return Group(*_grounded(answer))
        case NoEvidence():
            return Group(*_no_evidence(answer, directory))
        case Declined(reason=DeclineReason.DANGER):
            paragraphs = [block.plain for block in danger_blocks(directory)]
            return Text("\n\n".join([*paragraphs, texts.DANGER_SEARCH_TERMINAL]))
        case Declined():
            told = texts.DECLINED[answer.reason]
            return Text(f"{told}\n{referral(answer.referral, directory)}")


def passage_lines(citation: Citation) -> RenderableType:
    """The whole passage of `citation`, under its banner and above its address."""
    document = citation.document
    heading = texts.PASSAGE_SHOWN.format(number=citation.number)
    return Group(
        *_banner(document),
        Text(f"{heading} {document.title}", style="bold"),
        Text(details(document), style="italic"),
        Padding(Text(citation.passage.text), _INDENT),
        _address(document),
    )


def pairs(rows: Iterable[tuple[str, str]]) -> Table:
    """Names and values in two columns."""
    table = Table.grid(padding=(0, 2))
    for name, value in rows:
        table.add_row(Text(name, style="bold"), Text(value))
    return table


def _grounded(answer: Grounded) -> Iterator[RenderableType]:
    said = None
    for evidence in answer.evidence:
        citation, law = answer.citation_of(evidence), law_heading(answer, evidence)
        if law and law != said:
            yield Text(law, style="bold")
        said = law
        yield from _banner(citation.document)
        yield _marked(evidence) + Text(f" [{citation.number}]", style="cyan")
        told = origin(citation.document, (evidence.start,))
        yield Padding(Text(told, style="italic dim"), _INDENT)
    yield from (Text(f"\n{paragraph}") for paragraph in beside(answer))
    yield Text(f"\n{texts.SOURCES}", style="bold")
    yield from _listed(sources_of(answer))


def _no_evidence(answer: NoEvidence, directory: Directory) -> Iterator[RenderableType]:
    yield Text(texts.WEAK[answer.reason])
    if answer.nearest:
        yield Text(f"\n{texts.NEAREST}", style="bold")
        numbered = enumerate(answer.nearest, start=1)
        yield from _listed((number, one.title, one) for number, one in numbered)
    yield Text(f"\n{where_to_ask(directory)}")


def _banner(document: Document) -> Iterator[Text]:
    if document.drill:
        yield Text(texts.DRILL, style="bold yellow")


def _marked(evidence: Evidence) -> Text:
    text = Text(evidence.text)
    if evidence.highlight:
        start, end = (at - evidence.start for at in evidence.highlight)
        text.stylize("bold green", start, end)
    return text


def _listed(sources: Iterable[tuple[int, str, Document]]) -> Iterator[RenderableType]:
    for number, title, document in sources:
        yield Text(f"{number}. {title}")
        yield Padding(Text(details(document), style="dim"), _INDENT)
        yield Padding(_address(document), _INDENT)


def _address(document: Document) -> Text:
    if document.url is None:
        return Text(texts.NO_ADDRESS, style="dim")
    return Text(document.url, style=f"dim link {document.url}", overflow="fold")
