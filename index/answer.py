"""From evidence to an answer, or to the plain word that there is none. The thresholds live here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from corpus.document import Reliability
from index.analyze import terms
from index.decline import declined
from index.evidence import Candidate, candidates
from index.search import Query, best_of_each, hits
from index.snapshot import Snapshot
from index.types import Answer, Citation, Evidence, Grounded, Hit, NoEvidence, Weakness

PASSAGES = 8
"""Passages whose sentences are weighed; recall at 10 is 0.95 or more (`tests/bench/quality.py`)."""

SENTENCES = 3
NEAREST = 3

ANSWER_FROM = 0.47
"""Confidence from which an answer is shown. Cross-validated on the project's dev questions, 80 of
100 are then answered rightly and 9 of 100 without an answer get one; at 0.35 it would be 85 and 18,
at 0.7 it would be 67 and 0."""

NOTHING_BELOW = 0.22
"""Confidence under which what was found has hardly a word of the question."""

CONFIDENCE: Mapping[str, float] = {
    "passage": 2.30,
    "rank": 0.76,
    "place": 1.24,
    "names": 1.08,
    "rarest": 0.84,
}
BIAS = -4.01
"""Logistic regression of "one of the sentences shown holds the answer" on features of the first
sentence; `tests/bench/calibration.py` fits it and prints the shares above."""

_EQUAL = 0.04
"""Sentences whose scores differ by no more are equals: the most official and newest one leads."""

_FURTHER = 0.85
"""A further sentence is shown when it scores at least this share of the first. Between 0.7 and 0.9
no right answer to a dev question is lost; lower shows more that nobody asked for."""

_SAME = 0.6
"""Two sentences that share this much of their terms (Jaccard) say the same."""

_OFFICIAL = (Reliability.PRIMARY, Reliability.SECONDARY, Reliability.COPY)


def answer(snapshot: Snapshot, question: str, previous: str | None = None) -> Answer:
    """The answer of `snapshot` to `question`; `previous` is the question that it follows up.

    Never raises for any text: a question of which nothing can be searched has no evidence.
    """
    if refusal := declined(question):
        return refusal
    query = Query.of(f"{previous} {question}" if previous else question, snapshot)
    # Without a term ("di mana?") nothing is nearer than anything else.
    found = hits(snapshot, query, PASSAGES) if query.terms else ()
    ranked = candidates(snapshot, query, found)
    sure = confidence(ranked[0]) if ranked else 0.0
    if sure < ANSWER_FROM:
        return _no_evidence(question, found, sure, snapshot)
    chosen = choose(ranked)
    return Grounded(
        question=question,
        evidence=tuple(candidate.evidence for candidate in chosen),
        citations=_citations(chosen, found),
        confidence=sure,
        generation=snapshot.manifest.generation,
    )


def confidence(first: Candidate) -> float:
    """How likely it is, in [0, 1], that the sentences shown with `first` answer."""
    logit = BIAS + sum(weight * first.features[name] for name, weight in CONFIDENCE.items())
    return 1 / (1 + math.exp(-logit))


def _no_evidence(
    question: str, found: tuple[Hit, ...], sure: float, snapshot: Snapshot
) -> NoEvidence:
    reason = Weakness.NOTHING_FOUND if sure < NOTHING_BELOW else Weakness.WEAK_EVIDENCE
    nearest = tuple(hit.document for hit in best_of_each(found)[:NEAREST])
    return NoEvidence(question, reason, nearest, sure, snapshot.manifest.generation)


def choose(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The sentences shown, first the one that leads; none says again what one before it said."""
    lead = _lead(ranked)
    chosen = [lead]
    for candidate in ranked:
        if len(chosen) == SENTENCES or candidate.score < _FURTHER * lead.score:
            break
        if candidate.features["expected"] < lead.features["expected"]:
            continue
        if not any(_alike(candidate, shown) >= _SAME for shown in chosen):
            chosen.append(candidate)
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
    equals = [each for each in ranked if each.score >= best.score - _EQUAL and _agrees(each, best)]
    if best.document.reliability is Reliability.COPY:
        near = (each for each in ranked if each.score >= _FURTHER * best.score)
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


def _citations(chosen: Iterable[Candidate], found: Sequence[Hit]) -> tuple[Citation, ...]:
    cited = dict.fromkeys(candidate.evidence.passage_id for candidate in chosen)
    by_id = {hit.passage.id: hit for hit in found}
    return tuple(
        Citation(number, by_id[id].document, by_id[id].passage)
        for number, id in enumerate(cited, start=1)
    )
