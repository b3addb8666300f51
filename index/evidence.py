"""Which sentences of the passages found answer the question: each is scored by what it shares with
the question, by itself and with what it stands under, and by whether it holds words of the sort
that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.areas import bundled
from corpus.document import Document, Regime
from corpus.sentences import is_complete, sentences
from index.analyze import Alternatives, standard, terms
from index.build import about_text
from index.expected import Expected, answering_words, expected, fit
from index.search import Query
from index.snapshot import Snapshot
from index.types import Evidence, Hit, Span

FEATURES = (
    "sentence",
    "context",
    "passage",
    "expected",
    "rank",
    "meaning",
    "complete",
    "place",
    "regime",
    "names",
    "rarest",
)
"""What a sentence is judged by, each in [0, 1]:

sentence: share of the question's terms, by their idf, that stand in it; context: the same with the
title and area of its document; passage: the same with the whole passage; expected: whether it holds
words of the sort asked for (0.5 where any will do); rank: the score of its passage; meaning: cosine
with the question; complete: whether it is a finished sentence; place: 0 where the question names an
area and the document is about another; regime: 0 where it names one sort of election and the
document is about the other; names: the idf share of the names and figures in the
question that stand in the passage or its title (1 where there are none); rarest: 1 less what the
most telling term that stands in neither would tell, against the most that any term could."""


OTHERWISE = 0.8
"""What a term counts for in a sentence that says it in other words: less than the word itself, or
whoever leads something would answer for its head."""

_REGIMES = {
    Regime.PEMILU: re.compile(
        r"\b(?:pemilu|pilpres|pileg|pemilihan (?:umum|presiden|legislatif))\b"
    ),
    Regime.PILKADA: re.compile(
        r"\b(?:pil(?:kada|gub|bup|wali|walkot)"
        r"|pemilihan (?:kepala daerah|gubernur|bupati|wali ?kota))\b"
    ),
}

_NAME = re.compile(r"(?<=[^\s.?!] )[A-ZÀ-Þ][\w'’-]*|\b\d[\w.,/-]*")


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
    asked = _Asked.of(snapshot, query)
    found = [(hit, span) for hit in hits for span in _spans(hit)]
    texts = [hit.document.text[slice(*span)] for hit, span in found]
    meanings = snapshot.embedder.encode(texts) @ query.vector
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
    places: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    ceiling: float
    alternatives: Alternatives
    regimes: frozenset[Regime]

    @classmethod
    def of(cls, snapshot: Snapshot, query: Query) -> _Asked:
        own = {t: snapshot.forward.idf(t) for t, weight in query.terms.items() if weight == 1}
        named = (area for area in bundled().named_in(query.text) if area.parent)
        places = tuple(frozenset(terms(n)) for area in named for n in (area.name, *area.also))
        names = tuple(sorted({*terms(" ".join(_NAME.findall(query.text)))} & own.keys()))
        mass, ceiling = sum(own.values()), snapshot.forward.idf("")
        kind = expected(query.text)
        spoken = " ".join(standard(query.text))
        regimes = frozenset(regime for regime, name in _REGIMES.items() if name.search(spoken))
        return cls(query.text, own, mass, kind, places, names, ceiling, query.alternatives, regimes)

    def coverage(self, known: frozenset[str], otherwise: float = 1.0) -> float:
        """The share of the question, by idf, that `known` terms cover; a term that they say in
        other words counts for `otherwise`."""
        if not self.mass:
            return 0.0
        said = (idf for term, idf in self.telling.items() if self.says(term, known))
        literal = (idf for term, idf in self.telling.items() if term in known)
        return (otherwise * sum(said) + (1 - otherwise) * sum(literal)) / self.mass

    def says(self, term: str, known: frozenset[str]) -> bool:
        """Whether `known` terms hold `term`, or others that say the same."""
        return term in known or any(one <= known for one in self.alternatives.get(term, ()))

    def named(self, known: frozenset[str]) -> float:
        """The idf share of the question's names and figures that `known` terms hold or say."""
        told = {name: self.telling[name] for name in self.names}
        said = sum(idf for name, idf in told.items() if self.says(name, known))
        return said / mass if (mass := sum(told.values())) else 1.0

    def placed(self, known: frozenset[str]) -> float:
        """1 where no area is asked about, or `known` terms hold a name of one that is; else 0. The
        terms of a document's area reach up to its province: it is about the province as well."""
        return float(not self.places or any(place <= known for place in self.places))

    def ruled(self, document: Document) -> float:
        """0 where the question names one sort of election and the document is about another."""
        apart = self.regimes and document.regime and self.regimes.isdisjoint(document.regime)
        return float(not apart)

    def rarest(self, known: frozenset[str]) -> float:
        """1 less the idf of the most telling term not `known`, as a share of the most possible."""
        missing = (idf for term, idf in self.telling.items() if not self.says(term, known))
        return 1 - max(missing, default=0.0) / self.ceiling


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a sentence stands on: the terms of its document's title and area, and of its passage."""

    about: frozenset[str]
    passage: frozenset[str]

    @classmethod
    def of(cls, hit: Hit) -> _Ground:
        about = frozenset(terms(about_text(hit.document, bundled())))
        return cls(about, about | frozenset(terms(hit.passage.text)))


def _spans(hit: Hit) -> Iterable[Span]:
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in sentences(hit.passage.text)]


def _candidate(asked: _Asked, hit: Hit, span: Span, ground: _Ground, meaning: float) -> Candidate:
    text = hit.document.text[slice(*span)]
    own = frozenset(terms(text))
    marked = answering_words(text, asked.text, asked.kind)
    words = text[slice(*marked)] if marked else None
    features = {
        "sentence": asked.coverage(own, OTHERWISE),
        "context": asked.coverage(own | ground.about),
        "passage": asked.coverage(ground.passage),
        "expected": fit(words, asked.text, asked.kind),
        "rank": hit.score,
        "meaning": meaning,
        "complete": float(is_complete(text)),
        "place": asked.placed(ground.passage),
        "regime": asked.ruled(hit.document),
        "names": asked.named(ground.passage),
        "rarest": asked.rarest(ground.passage),
    }
    score = sum(WEIGHTS[name] * features[name] for name in WEIGHTS)
    highlight = (span[0] + marked[0], span[0] + marked[1]) if marked else None
    evidence = Evidence(hit.document.id, hit.passage.id, span[0], span[1], text, highlight, score)
    return Candidate(evidence, hit.document, features)
