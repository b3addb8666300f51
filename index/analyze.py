"""Text into terms: folded, split, informal spellings made standard, stop words dropped, stemmed.
Questions and documents go the same way; only a question is also widened with other names for what
it asks about."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from threading import local
from types import MappingProxyType

import Stemmer

_HERE = Path(__file__).parent
WORD_LISTS = ("stopwords.txt", "informal.csv")
"""The files that decide the terms of a document; synonyms widen questions only."""
_TOKEN = re.compile(
    r"\d{1,3}(?:[.,]\d{3})+(?!\d)"  # 163.212: one number
    r"|\d+[^\W\d_]?(?![^\W_])"  # 2024, 187A
    r"|\d+|[^\W\d_]+"
)
_RUN = re.compile(r"\w+(?:[.,]\d{3}(?!\d))*")
"""A run of tokens with nothing between them; what is in one is worked out once (`_terms_of`), not
each time that it stands in a text."""

_SEPARATORS = re.compile(r"[.,]")
_REMEMBERED = 1 << 17
"""Words whose terms are kept: most of the language, and a bound on what strangers fill up."""

WIDENED = 0.35
"""Weight of a term that the question does not hold but another name for its words does, against 1
for its own. Between 0.2 and 0.5 the figures of the dev questions move by one question."""


_LONGEST_NAME = 10
"""Words of the longest name for something that is looked for in a question."""


def words(text: str) -> list[str]:
    """The words of `text` in order, lower case, numbers without their thousands separators."""
    return [_word(token) for token in _TOKEN.findall(text.lower())]


def terms(text: str) -> list[str]:
    """The terms that `text` is found by, in order, with repetitions."""
    return list(chain.from_iterable(map(_terms_of, _RUN.findall(text.lower()))))


Alternatives = Mapping[str, tuple[frozenset[str], ...]]
"""For a term of a question, other sets of terms that say the same."""


def question_terms(question: str, alternatives: Alternatives) -> dict[str, float]:
    """Weight of every term that a question is searched by, in (0, 1].

    Terms of the question itself weigh 1, those of its `alternatives` weigh `WIDENED`.
    """
    wide = sorted({t for sets in alternatives.values() for one in sets for t in one})
    return {**dict.fromkeys(wide, WIDENED), **dict.fromkeys(terms(question), 1.0)}


def alternatives(
    question: str,
    glossary: Mapping[str, str],
    doubts: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Alternatives:
    """What else could be said for the terms of `question`: synonyms, what `glossary` gives an
    abbreviation to mean, in both directions, and what the words of `doubts` may have been."""
    found: dict[str, set[frozenset[str]]] = {}
    named = (synonyms(), _both_ways(tuple(glossary.items())), doubts)
    for spoken in (words(question), standard(question)):
        for phrase in _phrases(spoken):
            others = [one for names in named for one in names.get(phrase, ())]
            for term in terms(phrase) if others else ():
                found.setdefault(term, set()).update(frozenset(terms(one)) for one in others)
    return {
        term: tuple(sorted((one for one in sets if one and term not in one), key=sorted))
        for term, sets in found.items()
    }


def _phrases(spoken: list[str]) -> Iterator[str]:
    """Every stretch of up to `_LONGEST_NAME` words."""
    for start in range(len(spoken)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(spoken)) + 1):
            yield " ".join(spoken[start:end])


@lru_cache(8)
def _both_ways(glossary: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for short, meaning in glossary:
        for one, other in ((short, meaning), (meaning, short)):
            phrase = " ".join(words(one))
            found[phrase] = (*found.get(phrase, ()), other)
    return found


def standard(text: str) -> list[str]:
    """The words of `text` with informal spellings made standard."""
    informal = informal_spellings()
    return [part for word in words(text) for part in informal.get(word, word).split()]


def _word(token: str) -> str:
    return _SEPARATORS.sub("", token) if token[0].isdigit() else token


@lru_cache(_REMEMBERED)
def _terms_of(run: str) -> tuple[str, ...]:
    kept = [_stem(word) for word in standard(run) if not _says_nothing(word)]
    return tuple(term for term in kept if len(term) > 1 or term.isdigit())


def _says_nothing(word: str) -> bool:
    """Whether `word` is a stop word, or one made a question, as "bolehkah" is "boleh"."""
    return word in stopwords() or word.removesuffix("kah") in stopwords()


_stemmers = local()


def _stem(word: str) -> str:
    return stems([word])[0]


def stems(words: list[str]) -> list[str]:
    """Snowball's Indonesian stems of `words`; a Stemmer object must not be shared by threads."""
    if not hasattr(_stemmers, "indonesian"):
        _stemmers.indonesian = Stemmer.Stemmer("indonesian")
    found: list[str] = _stemmers.indonesian.stemWords(words)
    return found


@cache
def stopwords() -> frozenset[str]:
    """The words that are never searched for."""
    return frozenset(word for line in listed(_HERE / "stopwords.txt") for word in line.split())


@cache
def informal_spellings() -> dict[str, str]:
    """Spellings of chats and messages, folded, and the standard words they stand for."""
    return {row["informal"]: row["standard"] for row in rows(_HERE / "informal.csv")}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Phrases, folded, and what else they may be called."""
    found: dict[str, tuple[str, ...]] = {}
    for line in listed(_HERE / "synonyms.txt"):
        left, arrow, right = line.partition(">")
        phrases = [" ".join(words(phrase)) for phrase in left.split(",")]
        others = [phrase.strip() for phrase in (right if arrow else left).split(",")]
        for phrase in phrases:
            found[phrase] = (*found.get(phrase, ()), *others)
    return found


def listed(file: Path) -> list[str]:
    """The lines of a word list that are not empty and no comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
