"""What was found, weighed: the passages and their sentences by features and learned weights, among
them, where there is a reading model, what it makes of the best passages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.sentences import Span, sentences
from index.evidence import Candidate, candidates
from index.expected import Expected, expected, first_of
from index.rank import likely, score
from index.reader import Judgement, Reader
from index.reading import window
from index.search import Query, best_of_each, hits
from index.snapshot import Snapshot
from index.types import Hit

FOUND = 30
"""Passages that are ordered at all."""

PASSAGES = 14
"""Passages whose sentences are weighed. The right one is among them for 0.95 of the questions."""

_READ = 550
"""Words that are read, those of the question with each passage: what time allows. Short passages
are read more of: where they are short, it is harder to tell them apart."""

_WINDOW = 75
"""Words of a passage that are read; most are not much longer."""

_BEST_OF = ("sentence", "expected", "meaning")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Passages and their sentences, each best first. A sentence's score is the likelihood, in
    [0, 1], that of all sentences weighed it is the one that answers; `confidence` that the first
    ones answer at all."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    confidence: float


def search(snapshot: Snapshot, question: str, limit: int = 10) -> tuple[Hit, ...]:
    """At most `limit` passages for `question`, best first, one a document."""
    return best_of_each(weigh(snapshot, Query.of(question, snapshot)).hits)[:limit]


def weigh(snapshot: Snapshot, query: Query) -> Weighed:
    """The passages for `query` and the sentences of the best of them."""
    # Without a term ("di mana?") nothing is nearer than anything else.
    if not query.terms:
        return Weighed((), (), 0.0)
    found = hits(snapshot, query, FOUND)
    best = in_order(with_sentences(snapshot, query, found[:PASSAGES]))
    if snapshot.reader is not None:
        best = in_order(read_some(snapshot.reader, query, best))
    ranked = ranked_from(best, query)
    looked_into = {each.hit.passage.id for each in best}
    rest = (hit for hit in found if hit.passage.id not in looked_into)
    return Weighed((*(each.rated() for each in best), *rest), ranked, _confidence(ranked))


def in_order(found: Iterable[Found]) -> list[Found]:
    """`found`, best first."""
    return sorted(found, key=lambda each: -each.score)


def with_sentences(snapshot: Snapshot, query: Query, found: Sequence[Hit]) -> list[Found]:
    """`found` with their sentences."""
    own: dict[str, list[Candidate]] = {hit.passage.id: [] for hit in found}
    for candidate in candidates(snapshot, query, found):
        own[candidate.evidence.passage_id].append(candidate)
    return [Found.of(hit, tuple(own[hit.passage.id])) for hit in found]


def read_some(reader: Reader, query: Query, found: Sequence[Found]) -> list[Found]:
    """As many of `found`, best first, as time allows, each with what the reader makes of it."""
    room, asked = _READ, len(query.text.split())
    texts: list[tuple[str, str]] = []
    for each in found:
        title, text = each.title_and_text()
        room -= asked + len(title.split()) + len(text.split())
        if texts and room < 0:
            break
        texts.append((title, text))
    judged = reader.judge(query.text, query.alternatives, texts)
    return [each.judged(one) for each, one in zip(found, judged, strict=False)]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, its sentences (best first), the part of it that is read, and its features."""

    hit: Hit
    own: tuple[Candidate, ...]
    window: Span
    features: Mapping[str, float]
    judgement: Judgement | None = None

    @classmethod
    def of(cls, hit: Hit, own: tuple[Candidate, ...]) -> Found:
        features = {**hit.features, "best": max((one.score for one in own), default=0.0)}
        for name in _BEST_OF:
            features[name] = max((one.features[name] for one in own), default=0.0)
        return cls(hit, own, _window(hit, own), features)

    @property
    def mode(self) -> str:
        return "" if self.judgement is None else "read_"

    @property
    def score(self) -> float:
        return score(f"{self.mode}passage", self.features)

    def title_and_text(self) -> tuple[str, str]:
        return self.hit.document.title or "", self.hit.document.text[slice(*self.window)]

    def judged(self, judgement: Judgement) -> Found:
        told = {"read": squashed(judgement.answers), "points": squashed(judgement.points)}
        return replace(self, judgement=judgement, features={**self.features, **told})

    def rated(self) -> Hit:
        """The hit with the score it was ordered by."""
        return replace(self.hit, features=self.features, score=self.score)

    def candidates(self, query: Query) -> Iterable[Candidate]:
        """Its sentences with logits for scores."""
        shared = {"worth": self.score}
        if self.judgement is not None:
            shared |= {name: self.features[name] for name in ("read", "points")}
        for one in self.own:
            features = {**one.features, **shared, **self._said(one)}
            logit = score(f"{self.mode}sentence", features)
            evidence = replace(one.evidence, score=logit, highlight=self._marked(one, query))
            yield replace(one, evidence=evidence, features=features)

    def _said(self, one: Candidate) -> Mapping[str, float]:
        """How much of the answer the reader sees in a sentence."""
        if self.judgement is None:
            return {}
        offset = self.window[0]
        share = self.judgement.share(one.evidence.start - offset, one.evidence.end - offset)
        return {"share": share, "said": math.log(share + 0.01)}

    def _marked(self, one: Candidate, query: Query) -> Span | None:
        """The words that answer, as the reader points; where a certain sort of words is asked for,
        those among them that are of it, if any are."""
        marked, offset = one.evidence.highlight, self.window[0]
        if self.judgement is None:
            return marked
        words = self.judgement.words(one.evidence.start - offset, one.evidence.end - offset)
        if words is None:
            return marked
        start, end = words[0] + offset, words[1] + offset
        kind = expected(query.text)
        if kind is Expected.ANYTHING:
            return start, end
        told = first_of(one.document.text[start:end], kind)
        return (start + told[0], start + told[1]) if told else marked


def squashed(logit: float) -> float:
    """`logit` within -3 to 3: how sure the reader is beyond that tells nothing."""
    return 3 * math.tanh(logit / 6)


def ranked_from(found: Iterable[Found], query: Query) -> tuple[Candidate, ...]:
    """All sentences of `found`, best first."""
    return _likelihoods([one for each in found for one in each.candidates(query)])


def _likelihoods(scored: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Sentences with the softmax of their logits for scores, best first."""
    if not scored:
        return ()
    top = max(one.score for one in scored)
    parts = [math.exp(one.score - top) for one in scored]
    whole = sum(parts)
    rated = [
        replace(one, evidence=replace(one.evidence, score=part / whole))
        for one, part in zip(scored, parts, strict=True)
    ]
    return tuple(sorted(rated, key=lambda each: -each.score))


def _confidence(ranked: Sequence[Candidate]) -> float:
    """How likely it is, in [0, 1], that the sentences shown with the first one answer."""
    if not ranked:
        return 0.0
    mode = "read_" if "read" in ranked[0].features else ""
    return likely(f"{mode}confidence", confidence_features(ranked))


def confidence_features(ranked: Sequence[Candidate]) -> Mapping[str, float]:
    """What the confidence goes by: features of the first sentence, and how far it is ahead."""
    first = ranked[0]
    return {**first.features, "ahead": first.score}


def _window(hit: Hit, own: Sequence[Candidate]) -> Span:
    """The part of the passage that is read: all, or whole sentences around the best one."""
    passage = hit.passage
    if not own or len(passage.text.split()) <= _WINDOW:
        return passage.start, passage.end
    spans = [(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]
    core = own[0].evidence.start, own[0].evidence.end
    return window(hit.document.text, spans, core, _WINDOW)
