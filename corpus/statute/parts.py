"""A statute's text in its parts: what is said before the articles, each article, and what is
explained of each. What stands between articles, as a division's name, belongs to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.statute.amendment import Article, amended, named
from corpus.statute.explanation import general, telling
from corpus.statute.gap import until_gaps
from corpus.statute.headings import headings
from corpus.statute.law import Law, laws
from corpus.statute.number import Number
from corpus.statute.wording import own_words

_DECIDES = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N")
_EXPLANATION = re.compile(r"P\s?E\s?N\s?J\s?E\s?\S{1,3}A\s?S\s?A\s?N\s+ATAS")
_ONE_BY_ONE = re.compile(r"(?:\bI\s?[Il]\s?\.\s*)?\bPASAL\s?DEMI\s?PASAL\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statute, in its own words. `number`: of the article; None where it comes before
    the articles. `annexed`: of a law that this one enacts; `explained`: what is said of it."""

    number: Number | None
    text: str
    annexed: bool = False
    explained: bool = False


def parts(text: str, law: Law) -> tuple[list[Part], list[Part]]:
    """The parts of `text`, which begins with the heading of `law`, articles in their order; and,
    without words, the articles that it should have and that were not found."""
    acts = [law, *(other for other in laws(text) if _is_annexed(other, law))]
    ends = [*(act.start for act in acts[1:]), len(text)]
    found: list[Part] = []
    missing: list[Part] = []
    for act, end in zip(acts, ends, strict=True):
        told, lacking = _parts(text[act.end : end], act.amends)
        found += (replace(part, annexed=act is not law) for part in told)
        missing += (Part(number, "", annexed=act is not law) for number in lacking)
    return found, missing


def _is_annexed(other: Law, law: Law) -> bool:
    """Whether it is not the law's own heading again, at the top of a page."""
    return other.start > law.end and other.label != law.label


def _parts(text: str, amends: bool) -> tuple[list[Part], list[Number]]:
    explanation = _EXPLANATION.search(text)
    found, missing = _body(text[: explanation.start()] if explanation else text, amends)
    if explanation:
        found += _explained(text[explanation.end() :], amends)
    return found, missing


def _body(text: str, amends: bool) -> tuple[list[Part], list[Number]]:
    """The preamble and the articles; the numbers of those that are missing."""
    decides = _DECIDES.search(text)
    preamble, articles = _opened(text, decides.end() if decides else 0, amends)
    told = dict(amended(articles) if amends else until_gaps(articles))
    owned = [(number, own_words(words)) for number, words in sorted(told.items())]
    found = [Part(None, own_words(preamble)), *(Part(*article) for article in owned)]
    told_of = {number for number, words in owned if words}
    missing = sorted((named(articles) if amends else _up_to_last(told)) - told_of)
    return [part for part in found if part.text], missing


def _explained(text: str, amends: bool) -> Iterator[Part]:
    one_by_one = _ONE_BY_ONE.search(text)
    before, articles = _opened(text, one_by_one.end() if one_by_one else 0, amends)
    if words := general(before[: one_by_one.start()] if one_by_one else before):
        yield Part(None, words, explained=True)
    for number, said in sorted(articles if amends else until_gaps(articles, explained=True)):
        if words := telling(said):
            yield Part(number, words, explained=True)


def _opened(text: str, offset: int, amends: bool) -> tuple[str, list[Article]]:
    """What stands before the first heading after `offset`, and the articles."""
    opened = headings(text[offset:], roman=amends)
    starts = [*(heading.start + offset for heading in opened), len(text)]
    articles = [
        (heading.number, text[heading.end + offset : end])
        for heading, end in zip(opened, starts[1:], strict=True)
    ]
    return text[: starts[0]], articles


def _up_to_last(articles: Iterable[Number]) -> set[Number]:
    last = max((number.value for number in articles), default=0)
    return {Number(value) for value in range(1, last + 1)}
