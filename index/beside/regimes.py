"""Where the law differs between elections: an answer to a question that names none shows what holds
at a Pemilu and what holds at a Pilkada, each under its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.document import Regime
from index.analyze import standard
from index.evidence import Candidate
from index.signals import regimes_named

ELECTIONS = frozenset({Regime.PEMILU, Regime.PILKADA})

_LAWS = {
    Regime.PEMILU: re.compile(r"\bUU (?:(?:No(?:mor|\.)? ?)?7(?:/| Tahun )2017|Pemilu)\b"),
    Regime.PILKADA: re.compile(
        r"\bUU (?:(?:No(?:mor|\.)? ?)?(?:1/2015|8/2015|10/2016|6/2020|1 Tahun 2015|8 Tahun 2015"
        r"|10 Tahun 2016|6 Tahun 2020)|Pilkada)\b"
    ),
}
_ON_LAW = re.compile(
    r"\b(?:di)?(?:pidana\w*|hukum\w*|sanksi\w*|ancam\w*|denda\w*|penjara\w*|kurung\w*|jerat\w*"
    r"|larang\w*)\b"
    r"|\bpasal\b|\buu\b|\bundang-undang\b|\baturan\w*\b|\bboleh\w*\b|\bmelanggar\b|\bmelarang\b"
)
"""What a question on the law holds."""

_RULE = re.compile(
    r"\b(?:Pasal|UU|PKPU|Perbawaslu|[Pp]idana|dipidana|[Pp]enjara|denda|kurungan|sanksi|diancam"
    r"|mengancam|ancaman|dilarang|melarang|[Ll]arangan|diperbolehkan|dibolehkan|boleh)\b"
)
"""What a sentence that states law holds."""

_AS_TELLING = {"context": 0.75, "sentence": 0.7}
"""How much of what the first sentence shares with the question one of the other law must share."""

_COMPARED = 0.6
"""The same for a sentence that compares the laws: it need not say the offence again."""


def holds_under(candidate: Candidate) -> frozenset[Regime]:
    """The elections at which what `candidate` says holds: those whose law or name it says itself,
    else those of its document."""
    return _named(candidate.evidence.text) or ELECTIONS & set(candidate.document.regime)


def _named(text: str) -> frozenset[Regime]:
    laws = frozenset(regime for regime, law in _LAWS.items() if law.search(text))
    return laws or regimes_named(text)


def on_law(question: str) -> bool:
    """Whether `question` asks for law, and not for that of one election only."""
    named = _named(question)
    return named == ELECTIONS or (not named and bool(_ON_LAW.search(" ".join(standard(question)))))


def states_law(text: str) -> bool:
    """Whether `text` says what is forbidden, allowed or punished."""
    return _RULE.search(text) is not None


def under_both(
    question: str, chosen: Sequence[Candidate], pool: Iterable[Candidate]
) -> tuple[Candidate, ...]:
    """The sentences to show instead of `chosen` where the law differs: of each election one, and
    one that compares both; empty where the question names one election or is not on the law, or
    what is known is known under one law only. `pool`: best first."""
    first = chosen[0]
    if not (on_law(question) and states_law(first.evidence.text) and holds_under(first)):
        return ()
    fits = [first, *(each for each in pool if each != first and _fits(each, first))]
    alone = [_first(fits, frozenset({regime})) for regime in (Regime.PEMILU, Regime.PILKADA)]
    both = _first([each for each in fits if _compares(each)], ELECTIONS)
    if both is None and None in alone:
        return ()
    shown = [each for each in (*alone, both) if each is not None]
    return tuple(sorted(shown, key=lambda each: each != first))


def _first(fits: Iterable[Candidate], under: frozenset[Regime]) -> Candidate | None:
    return next((each for each in fits if holds_under(each) == under), None)


def _fits(candidate: Candidate, first: Candidate) -> bool:
    """Whether `candidate` answers nearly as well as `first`, and states law."""
    own, best = candidate.features, first.features
    if own["place"] < 1 or not states_law(candidate.evidence.text):
        return False
    if _compares(candidate):
        return own["context"] >= _COMPARED * best["context"]
    return all(own[name] >= share * best[name] for name, share in _AS_TELLING.items())


def _compares(candidate: Candidate) -> bool:
    """Whether the sentence names both laws."""
    return all(law.search(candidate.evidence.text) for law in _LAWS.values())
