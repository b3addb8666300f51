"""From evidence to an answer, or to the plain word that there is none. The thresholds live here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.beside.account import Account, account
from index.choose import choose
from index.decline import declined
from index.evidence import Candidate
from index.search import Query, best_of_each
from index.snapshot import Snapshot
from index.subject import is_on_subject
from index.types import Answer, Citation, Grounded, Hit, NoEvidence, Weakness
from index.weigh import Weighed, weigh

NEAREST = 3

ANSWER_FROM = 0.27
"""Confidence from which an answer is shown that the reading model had a say in: 0.91 of the dev
questions are then answered rightly, and none that has no answer is."""

PLAIN_ANSWER_FROM = 0.5
"""The same without it: 0.80 and 0.09, cross-validated. What was not read must be surer."""

NOTHING_BELOW = 0.12
"""Confidence under which what was found has hardly anything of the question."""


def answer(snapshot: Snapshot, question: str) -> Answer:
    """The answer of `snapshot` to `question`.

    Never raises for any text: a question of which nothing can be searched has no evidence.
    """
    if refusal := declined(question):
        return refusal
    view = considered(snapshot, question)
    if view.confidence < least_confidence(snapshot):
        return _no_evidence(view, question, snapshot)
    return Grounded(
        question=question,
        evidence=tuple(candidate.evidence for candidate in view.chosen),
        citations=_citations(view.chosen, view.weighed.hits),
        confidence=view.confidence,
        generation=snapshot.manifest.generation,
        disagreements=view.told.disagreements,
        notes=view.told.notes,
        laws=view.told.laws,
    )


def least_confidence(snapshot: Snapshot) -> float:
    """From which confidence `snapshot` answers."""
    return PLAIN_ANSWER_FROM if snapshot.reader is None else ANSWER_FROM


@dataclass(frozen=True, slots=True)
class Considered:
    """What an answer is decided on: everything that was weighed, how likely it is, in [0, 1], that
    the sentences chosen to be shown answer, and those sentences, whether they are shown or not,
    with what is `told` beside them.
    """

    weighed: Weighed
    confidence: float
    told: Account

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """The sentences, in the order in which they are shown."""
        return self.told.chosen


def considered(snapshot: Snapshot, question: str) -> Considered:
    """What `answer` goes by for the same question, where it is not declined."""
    query = Query.of(question, snapshot)
    weighed = weigh(snapshot, query)
    chosen = choose(weighed.candidates) if weighed.candidates else ()
    told = account(snapshot, query, chosen, weighed.hits) if chosen else Account(())
    return Considered(weighed, 0.0 if _elsewhere(chosen) else weighed.confidence, told)


def _elsewhere(chosen: Sequence[Candidate]) -> bool:
    """Whether what would be shown is about another place or another sort of election."""
    return any(not chosen[0].features[name] for name in ("place", "regime")) if chosen else False


def _no_evidence(view: Considered, question: str, snapshot: Snapshot) -> NoEvidence:
    nearest = tuple(hit.document for hit in best_of_each(view.weighed.hits)[:NEAREST])
    generation, reason = snapshot.manifest.generation, _weakness(view, question, snapshot)
    return NoEvidence(question, reason, nearest, view.confidence, generation)


def _weakness(view: Considered, question: str, snapshot: Snapshot) -> Weakness:
    """Why what was found is not enough."""
    if _elsewhere(view.chosen) and view.weighed.confidence >= NOTHING_BELOW:
        return Weakness.ELSEWHERE
    if view.confidence >= NOTHING_BELOW:
        return Weakness.WEAK_EVIDENCE
    told = not view.weighed.hits or is_on_subject(question, snapshot.glossary)
    return Weakness.NOTHING_FOUND if told else Weakness.OFF_SUBJECT


def _citations(chosen: Iterable[Candidate], found: Sequence[Hit]) -> tuple[Citation, ...]:
    cited = dict.fromkeys(candidate.evidence.passage_id for candidate in chosen)
    by_id = {hit.passage.id: hit for hit in found}
    return tuple(
        Citation(number, by_id[id].document, by_id[id].passage)
        for number, id in enumerate(cited, start=1)
    )
