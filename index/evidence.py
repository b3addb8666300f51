"""Which sentences of the passages found answer the question: each is scored by what it shares with
the question, by itself and with what it stands under, and by whether it holds words of the sort
that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.areas import bundled
from corpus.document import Document
from corpus.sentences import is_complete, sentences
from index.analyze import terms
from index.expected import answering_words, expected, fit
from index.rows import about_text
from index.search import Query
from index.snapshot import Snapshot
from index.types import Evidence, Hit, Span

OF_PASSAGE = ("passage", "names", "rarest", "place", "regime", "date", "stage", "fresh")
OF_SENTENCE = ("sentence", "beyond", "context", "expected", "rank", "meaning", "complete")
"""What a sentence is judged by, each in [0, 1]. Of its passage: see `Coverage.features` and
`Signals.features`; of its own:

sentence: share of the question's terms, by what they tell, that stand in it; beyond: the same of
those terms alone that its title and area do not say; context: of all, with title and area;
expected: whether it holds words of the sort asked for (0.5 where any will do); rank: the score of
its passage; meaning: cosine with the question; complete: whether it is a finished sentence."""

OTHERWISE = 0.8
"""What a term counts for in a sentence that says it in other words: less than the word itself, or
whoever leads something would answer for its head."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, the document and features it is judged by; `score` is their weighted sum."""

    evidence: Evidence
    document: Document
    features: Mapping[str, float]

    @property
    def score(self) -> float:
        """Higher answers better; comparable within a question and between questions."""
        return self.evidence.score


WEIGHTS: Mapping[str, float] = {
    "sentence": 0.30,
    "context": 0.20,
    "passage": 0.10,
    "expected": 0.25,
    "rank": 0.15,
    "meaning": 0.05,
    "complete": 0.20,
    "place": 0.10,
    "regime": 0.15,
    "names": 0.10,
}


def candidates(snapshot: Snapshot, query: Query, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """Every sentence of `hits`, scored, best first; equals in the order of their passages."""
    found = [(hit, span) for hit in hits for span in _spans(hit)]
    texts = [hit.document.text[slice(*span)] for hit, span in found]
    meanings = snapshot.embedder.encode(texts) @ query.vector
    about = {hit.passage.id: _about(hit) for hit in hits}
    scored = [
        _candidate(query, hit, span, about[hit.passage.id], max(0.0, float(meaning)))
        for (hit, span), meaning in zip(found, meanings, strict=True)
    ]
    return tuple(sorted(scored, key=lambda each: -each.score))


def _about(hit: Hit) -> frozenset[str]:
    """The terms of what a sentence stands under: the title and the area of its document."""
    return frozenset(terms(about_text(hit.document, bundled())))


def _spans(hit: Hit) -> Iterable[Span]:
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in sentences(hit.passage.text)]


def _candidate(
    query: Query, hit: Hit, span: Span, about: frozenset[str], meaning: float
) -> Candidate:
    text, coverage = hit.document.text[slice(*span)], query.coverage
    own, kind = frozenset(terms(text)), expected(query.text)
    marked = answering_words(text, query.text, kind)
    words = text[slice(*marked)] if marked else None
    features = {
        **{name: hit.features[name] for name in OF_PASSAGE},
        "sentence": coverage.share(own, OTHERWISE),
        "beyond": coverage.beyond(own, about),
        "context": coverage.share(own | about),
        "expected": fit(words, query.text, kind),
        "rank": hit.score,
        "meaning": meaning,
        "complete": float(is_complete(text)),
    }
    score = sum(WEIGHTS[name] * features[name] for name in WEIGHTS)
    highlight = (span[0] + marked[0], span[0] + marked[1]) if marked else None
    evidence = Evidence(hit.document.id, hit.passage.id, span[0], span[1], text, highlight, score)
    return Candidate(evidence, hit.document, features)
