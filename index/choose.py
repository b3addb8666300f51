"""Which of the scored sentences are shown, and in what order: the most official and newest of the
best leads, and none says again what one before it said."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Reliability
from index.analyze import terms
from index.evidence import Candidate
from index.types import Evidence

SENTENCES = 3

_EQUAL = 0.5
"""Sentences at least this likely as the best one are its equals: the most official and newest one
leads."""

_BETTER_THAN_COPY = 0.125
"""A source that is no copy leads where it is at least this likely as a copy that says the same."""

_CERTAIN, _SLIGHT = 0.9, 0.05
"""Further sentences are shown until together they are this certain; those less likely than the
second never. Two sentences on average."""

_SAME = 0.6
"""Two sentences that share this much of their terms (Jaccard) say the same."""

_OFFICIAL = (Reliability.PRIMARY, Reliability.SECONDARY, Reliability.COPY)


def choose(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The sentences shown, first the one that leads; none says again what one before it said.

    `ranked`: best first, their scores shares of certainty.
    """
    lead = _lead(ranked)
    chosen, certain = [lead], lead.score
    for candidate in ranked:
        if len(chosen) == SENTENCES or certain >= _CERTAIN or candidate.score < _SLIGHT:
            break
        if not any(_alike(candidate, shown) >= _SAME for shown in chosen):
            chosen.append(candidate)
            certain += candidate.score
    return _in_reading_order(chosen)


def _in_reading_order(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The one that leads, then sentences of its document as they stand there, then the others'."""
    documents = [candidate.evidence.document_id for candidate in reversed(chosen)]
    places = {id: place for place, id in enumerate(documents)}
    lead, *rest = chosen
    rest.sort(key=lambda each: (-places[each.evidence.document_id], each.evidence.start))
    return (lead, *rest)


def _lead(ranked: Sequence[Candidate]) -> Candidate:
    """The most official and newest among the equals of the best; a copy leads only where no better
    source says the same."""
    best = ranked[0]
    least = best.score * _EQUAL
    equals = [each for each in ranked if each.score >= least and _agrees(each, best)]
    if best.document.reliability is Reliability.COPY:
        near = (each for each in ranked if each.score >= best.score * _BETTER_THAN_COPY)
        better = (each for each in near if each.document.reliability is not Reliability.COPY)
        equals.extend(each for each in better if _agrees(each, best))
    return min(equals, key=_standing)


def _standing(candidate: Candidate) -> tuple[int, str, float]:
    """Least for the most official, then newest, then best; "2024" is older than any day of 2024."""
    document = candidate.document
    date = (document.published_on or "").ljust(len("2024-02-14"))
    newest_first = "".join(chr(0x10FFFF - ord(c)) for c in date)
    return _OFFICIAL.index(document.reliability), newest_first, -candidate.score


def _agrees(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences answer the same: the same words marked, or nearly the same text."""
    if one is other:
        return True
    marked = [_marked(each.evidence) for each in (one, other)]
    return (marked[0] is not None and marked[0] == marked[1]) or _alike(one, other) >= _SAME


def _marked(evidence: Evidence) -> str | None:
    if evidence.highlight is None:
        return None
    start, end = (at - evidence.start for at in evidence.highlight)
    return evidence.text[start:end].casefold()


def _alike(one: Candidate, other: Candidate) -> float:
    a, b = (frozenset(terms(each.evidence.text)) for each in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0
