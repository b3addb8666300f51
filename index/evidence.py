"""Which sentences of the passages found answer the question: each is scored by what it shares with
the question, by itself and with what it stands under, and by whether it holds words of the sort that
was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.areas import Area, bundled
from corpus.document import Document
from corpus.sentences import is_complete, sentences
from index.analyze import terms
from index.build import about_text
from index.expected import Expected, answering_words, expected
from index.search import Query
from index.snapshot import Snapshot
from index.types import Evidence, Hit, Span

FEATURES = ("sentence", "context", "passage", "expected", "rank", "meaning", "complete", "place")
"""What a sentence is judged by, each in [0, 1]:

sentence: share of the question's terms, by their idf, that stand in it; context: the same with the
title and area of its document; passage: the same with the whole passage; expected: whether it holds
words of the sort asked for (0.5 where any will do); rank: the score of its passage; meaning: cosine
with the question; complete: whether it is a finished sentence; place: 0 where the question names an
area and the document is about another."""


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
    "expected": 0.15,
    "rank": 0.15,
    "meaning": 0.05,
    "complete": 0.05,
    "place": 0.10,
}


def candidates(snapshot: Snapshot, query: Query, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """Every sentence of `hits`, scored, best first; equals in the order of their passages."""
    asked = _Asked.of(snapshot, query)
    found = [(hit, span) for hit in hits for span in _spans(hit)]
    texts = [hit.document.text[slice(*span)] for hit, span in found]
    meanings = snapshot.embedder.encode(texts) @ query.vector if texts else []
    grounds = {hit.passage.id: _Ground.of(hit) for hit in hits}
    scored = [
        _candidate(asked, hit, span, grounds[hit.passage.id], max(0.0, float(meaning)))
        for (hit, span), meaning in zip(found, meanings, strict=True)
    ]
    return tuple(sorted(scored, key=lambda each: -each.score))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question's side of the comparison: what each of its own terms tells, and their sum."""

    text: str
    telling: Mapping[str, float]
    mass: float
    kind: Expected
    areas: tuple[Area, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, query: Query) -> _Asked:
        own = {t: snapshot.forward.idf(t) for t, weight in query.terms.items() if weight == 1}
        areas = bundled().named_in(query.text)
        return cls(query.text, own, sum(own.values()), expected(query.text), areas)

    def coverage(self, known: frozenset[str]) -> float:
        """The share of the question, by idf, that `known` terms cover."""
        if not self.mass:
            return 0.0
        return sum(idf for term, idf in self.telling.items() if term in known) / self.mass


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a sentence stands on: the terms of its document's title and area, and of its passage."""

    about: frozenset[str]
    passage: frozenset[str]
    areas: frozenset[str]

    @classmethod
    def of(cls, hit: Hit) -> _Ground:
        about = frozenset(terms(about_text(hit.document, bundled())))
        named = bundled().named_in(f"{hit.document.title}. {hit.passage.text}")
        path = bundled().path(hit.document.area) if hit.document.area else ()
        areas = frozenset(area.id for area in (*named, *path))
        return cls(about, about | frozenset(terms(hit.passage.text)), areas)

    def holds(self, asked: Iterable[Area]) -> bool:
        """Whether one of the areas `asked` about is one that this is about, or lies around it."""
        wanted = [area for area in asked if area.parent]
        return not wanted or any(area.id in self.areas for area in wanted)


def _spans(hit: Hit) -> Iterable[Span]:
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in sentences(hit.passage.text)]


def _candidate(asked: _Asked, hit: Hit, span: Span, ground: _Ground, meaning: float) -> Candidate:
    text = hit.document.text[slice(*span)]
    own = frozenset(terms(text))
    marked = answering_words(text, asked.text, asked.kind)
    unasked = 0.5 if asked.kind is Expected.ANYTHING else 0.0
    features = {
        "sentence": asked.coverage(own),
        "context": asked.coverage(own | ground.about),
        "passage": asked.coverage(ground.passage),
        "expected": 1.0 if marked else unasked,
        "rank": hit.score,
        "meaning": meaning,
        "complete": float(is_complete(text)),
        "place": float(ground.holds(asked.areas)),
    }
    score = sum(weight * features[name] for name, weight in WEIGHTS.items())
    highlight = (span[0] + marked[0], span[0] + marked[1]) if marked else None
    evidence = Evidence(
        hit.document.id, hit.passage.id, span[0], span[1], text, highlight, score
    )
    return Candidate(evidence, hit.document, features)
