"""From evidence to an answer, or to the plain word that there is none. The thresholds live here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from index.choose import choose
from index.decline import declined
from index.evidence import Candidate, candidates
from index.search import Query, best_of_each, hits
from index.snapshot import Snapshot
from index.types import Answer, Citation, Grounded, Hit, NoEvidence, Weakness

PASSAGES = 8
"""Passages whose sentences are weighed; recall at 10 is 0.95 or more (`tests/bench/quality.py`)."""

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


def _citations(chosen: Iterable[Candidate], found: Sequence[Hit]) -> tuple[Citation, ...]:
    cited = dict.fromkeys(candidate.evidence.passage_id for candidate in chosen)
    by_id = {hit.passage.id: hit for hit in found}
    return tuple(
        Citation(number, by_id[id].document, by_id[id].passage)
        for number, id in enumerate(cited, start=1)
    )
