"""What the record of a document says for it as an answer, beside its text: its sort of election,
its date, the stage of the election it is about, how new it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.document import Document, Regime, Stage
from index.analyze import standard

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOW = re.compile(r"\b(?:sekarang|saat ini|hari ini|terbaru|terkini|terakhir|mutakhir)\b")
_STAGES = {
    Stage.VOTER_LIST: r"daftar pemilih|pemutakhiran|coklit|dpt|dps|dptb",
    Stage.NOMINATION: r"pencalonan|pendaftaran calon|mendaftar",
    Stage.CAMPAIGN: r"(?:ber)?kampanye",
    Stage.QUIET_PERIOD: r"masa tenang|minggu tenang|hari tenang",
    Stage.VOTING: r"pencoblosan|coblosan|mencoblos|pemungutan suara|hari h",
    Stage.COUNTING: r"(?:peng|meng)?hitung(?:an)?(?: suara)?",
    Stage.RECAPITULATION: r"rekap(?:itulasi)?",
    Stage.DISPUTE: r"sengketa|gugatan|phpu?|mahkamah konstitusi|mk",
}
_NAMED = {stage: re.compile(rf"\b(?:{words})\b") for stage, words in _STAGES.items()}
_REGIMES = {
    Regime.PEMILU: re.compile(
        r"\b(?:pemilu|pilpres|pileg|pemilihan (?:umum|presiden|legislatif))\b"
    ),
    Regime.PILKADA: re.compile(
        r"\b(?:pil(?:kada|gub|bup|wali|walkot)"
        r"|pemilihan (?:kepala daerah|gubernur|bupati|wali ?kota))\b"
    ),
}
_OLD = 5
"""Years after which a document is no news any more."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What a question asks of the record: the `regimes`, `years` and `stages` it names; `newest`,
    the year of the newest document, where it asks for how things are now."""

    regimes: frozenset[Regime]
    years: frozenset[str]
    stages: frozenset[Stage]
    newest: int | None

    @classmethod
    def of(cls, question: str, newest: str | None) -> Signals:
        """`newest`: the date of the newest document of the corpus, where it is known."""
        spoken = " ".join(standard(question))
        stages = frozenset(stage for stage, named in _NAMED.items() if named.search(spoken))
        asks_now = newest is not None and _NOW.search(spoken) is not None
        years = frozenset(_YEAR.findall(question))
        year = int(newest[:4]) if newest and asks_now else None
        return cls(regimes_named(question), years, stages, year)

    def features(self, document: Document, text: str) -> Mapping[str, float]:
        """What its record says for `text` of `document`, each in [0, 1], 1 where the question
        asks for nothing of the sort: `regime`, 0 where it is about another sort of election;
        `date`, whether it is from a year asked about, or tells of one; `stage`, whether it is about
        a stage asked about; `fresh`, how new it is, where that was asked."""
        return {
            "regime": float(not self._is_of_another_election(document)),
            "date": float(not self.years or self._is_dated(document, text)),
            "stage": float(not self.stages or bool(self.stages.intersection(document.stages))),
            "fresh": self._fresh(document),
        }

    def _is_dated(self, document: Document, text: str) -> bool:
        told = _YEAR.findall(f"{document.title} {text}")
        return not self.years.isdisjoint((*told, document_year(document)))

    def _is_of_another_election(self, document: Document) -> bool:
        named = self.regimes and document.regime
        return bool(named) and self.regimes.isdisjoint(document.regime)

    def _fresh(self, document: Document) -> float:
        year = document_year(document)
        if self.newest is None:
            return 1.0
        return max(0.0, 1 - (self.newest - int(year)) / _OLD) if year else 0.0


def regimes_named(text: str) -> frozenset[Regime]:
    """The sorts of election that `text` names."""
    spoken = " ".join(standard(text))
    return frozenset(regime for regime, name in _REGIMES.items() if name.search(spoken))


def document_year(document: Document) -> str:
    """The year of `document`, "" where it is not recorded."""
    return (document.published_on or "")[:4]
