"""The values that pass between search, evidence, answer and whoever shows them. All frozen;
different outcomes are different types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Kind, Regime
from corpus.passages import Passage

Span = tuple[int, int]
"""Start and end in code points of the document's text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. Ranks count from 0; None where that search missed it."""

    document: Document
    passage: Passage
    score: float
    dense_rank: int | None
    lexical_rank: int | None
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that answers: `document.text[start:end] == text`; `highlight`, where the words
    that answer are known, is a span of the same text within it."""

    document_id: str
    passage_id: str
    start: int
    end: int
    text: str
    highlight: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """Where evidence comes from, under the number by which the answer refers to it (from 1)."""

    number: int
    document: Document
    passage: Passage


class Weakness(StrEnum):
    """Why no answer is shown."""

    NOTHING_FOUND = "nothing_found"
    WEAK_EVIDENCE = "weak_evidence"
    ELSEWHERE = "elsewhere"
    OFF_SUBJECT = "off_subject"


class DeclineReason(StrEnum):
    """What this bot does not do, however much it knows."""

    OPINION = "opinion"
    OFFENCE = "offence"
    WRITING = "writing"
    PRIVACY = "privacy"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Told:
    """What one source tells: `text` is its figure, or its list, at `start:end` of the document that
    `evidence` is from, within it."""

    evidence: Evidence
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that cannot all hold, newest source first; `about`, in a source's own words, is what
    they tell.

    Where `adds_up_to` is a number it is one source that contradicts itself: the first of `figures`
    is a total, the second are its parts, and that is what the parts add up to.
    """

    about: str
    figures: tuple[Told, ...]
    adds_up_to: int | None = None


class Remark(StrEnum):
    """What a reader must know beside the sentences."""

    NEWEST_FIRST = "newest_first"
    LEGEND = "legend"
    NO_LEGEND = "no_legend"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on `evidence`, one of the sentences shown; `words` of the sources are what it is
    about: a pattern of figures that `evidence` explains, or does not."""

    remark: Remark
    evidence: Evidence
    words: str = ""


@dataclass(frozen=True, slots=True)
class Grounded:
    """An answer: one to three sentences, every one with its citation.

    `evidence` is in the order of reading; `citations` hold each cited passage once, numbered in
    that order. `confidence` is in [0, 1]. Where the law differs between elections, `laws` says for
    every sentence of `evidence` under which it holds; else it is empty.
    """

    question: str
    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]
    confidence: float
    generation: str
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[Note, ...] = ()
    laws: tuple[frozenset[Regime], ...] = ()

    def citation_of(self, evidence: Evidence) -> Citation:
        """The citation that `evidence` was taken from."""
        return next(c for c in self.citations if c.passage.id == evidence.passage_id)


@dataclass(frozen=True, slots=True)
class NoEvidence:
    """Nothing in the corpus answers well enough; `nearest`: at most three documents, best first."""

    question: str
    reason: Weakness
    nearest: tuple[Document, ...]
    confidence: float
    generation: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The question asks for what this bot does not give; `referral` names who does (a key of the
    texts), not a number or an address."""

    question: str
    reason: DeclineReason
    referral: str


Answer = Grounded | NoEvidence | Declined


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and was made from. `built_at` is ISO 8601 in UTC."""

    generation: str
    format: int
    corpus_fingerprint: str
    model: str
    dimension: int
    documents: int
    passages: int
    built_at: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a generation's documents are: how many of each kind, of each publisher (most first;
    those that are not recorded left out), and the date of the newest, which may be partial."""

    documents: int
    kinds: Mapping[Kind, int]
    publishers: Mapping[str, int]
    newest: str | None
