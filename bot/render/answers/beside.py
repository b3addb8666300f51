"""What is said beside the sentences of an answer: under which law each holds, where sources differ,
what does not add up, what came first, and what a pattern of figures means."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.render.dates import date_words
from corpus.document import Regime
from index.types import Disagreement, Evidence, Grounded, Told


def law_heading(answer: Grounded, evidence: Evidence) -> str | None:
    """The elections at which a sentence holds, where that must be said."""
    if not answer.laws:
        return None
    held = answer.laws[answer.evidence.index(evidence)]
    names = [texts.REGIMES[one] for one in Regime if one in held]
    return texts.LAW.format(elections=texts.AND.join(names))


def beside(answer: Grounded) -> Iterator[str]:
    """The paragraphs that follow the sentences."""
    for one in answer.disagreements:
        yield _differ(answer, one) if one.adds_up_to is None else _sum(answer, one, one.adds_up_to)
    for note in answer.notes:
        number = answer.citation_of(note.evidence).number
        yield texts.REMARKS[note.remark].format(number=number, words=note.words)


def _differ(answer: Grounded, one: Disagreement) -> str:
    about = texts.DIFFER_ABOUT.format(about=one.about) if one.about else texts.DIFFER
    lines = [_line(answer, figure) for figure in one.figures]
    return "\n".join([about, *lines, texts.DIFFER_UNDECIDED])


def _line(answer: Grounded, told: Told) -> str:
    citation = answer.citation_of(told.evidence)
    document = citation.document
    return texts.DIFFER_LINE.format(
        figure=told.text,
        publisher=document.publisher or texts.NO_PUBLISHER,
        date=date_words(document.published_on),
        number=citation.number,
    )


def _sum(answer: Grounded, one: Disagreement, adds_up_to: int) -> str:
    total, parts = one.figures
    number = answer.citation_of(total.evidence).number
    whole = f"{total.text} {one.about}".rstrip()
    told = f"{adds_up_to:,}".replace(",", ".")
    return texts.OFF_SUM.format(number=number, total=whole, parts=parts.text, sum=told)
