"""Text into terms: folded, split, informal spellings made standard, stop words dropped, stemmed.
Questions and documents go the same way; only a question is also widened with other names for what it
asks about."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from threading import local

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
"""A run of tokens with nothing between them; what is in one is worked out once a run (`_terms_of`),
which makes analysis twice as fast as finding every token anew."""

_SEPARATORS = re.compile(r"[.,]")
_REMEMBERED = 1 << 17
"""Words whose terms are kept: most of the language, and a bound on what strangers can make us keep."""

WIDENED = 0.35
"""Weight of a term that the question does not hold but another name for its words does, against 1 for
its own: chosen on the project's dev questions, flat between 0.2 and 0.5."""


def words(text: str) -> list[str]:
    """The words of `text` in order, lower case, numbers without their thousands separators."""
    return [_word(token) for token in _TOKEN.findall(text.lower())]


def terms(text: str) -> list[str]:
    """The terms that `text` is found by, in order, with repetitions."""
    return list(chain.from_iterable(map(_terms_of, _RUN.findall(text.lower()))))


def question_terms(question: str, glossary: Mapping[str, str]) -> dict[str, float]:
    """Weight of every term that a question is searched by, in (0, 1].

    `glossary` maps an abbreviation to its meaning; each brings the other in, as synonyms do, at
    `WIDENED`. Terms of the question itself weigh 1.
    """
    own = dict.fromkeys(terms(question), 1.0)
    wide = dict.fromkeys(_widened(question, glossary), WIDENED)
    return {**wide, **own}


def _widened(question: str, glossary: Mapping[str, str]) -> Iterable[str]:
    phrase = f" {' '.join(standard(question))} "
    for word, others in _synonyms().items():
        if f" {word} " in phrase:
            yield from terms(others)
    folded = f" {' '.join(words(question))} "
    for short, meaning in glossary.items():
        if f" {short.lower()} " in folded:
            yield from terms(meaning)
        if f" {meaning.lower()} " in folded:
            yield from terms(short)


def standard(text: str) -> list[str]:
    """The words of `text` with informal spellings made standard."""
    informal = _informal()
    return [part for word in words(text) for part in informal.get(word, word).split()]


def _word(token: str) -> str:
    return _SEPARATORS.sub("", token) if token[0].isdigit() else token


@lru_cache(_REMEMBERED)
def _terms_of(run: str) -> tuple[str, ...]:
    kept = [_stem(word) for word in standard(run) if word not in stopwords()]
    return tuple(term for term in kept if len(term) > 1 or term.isdigit())


_stemmers = local()


def _stem(word: str) -> str:
    """Snowball's Indonesian stem; a Stemmer object must not be shared between threads."""
    if not hasattr(_stemmers, "indonesian"):
        _stemmers.indonesian = Stemmer.Stemmer("indonesian")
    return str(_stemmers.indonesian.stemWord(word))


@cache
def stopwords() -> frozenset[str]:
    """The words that are never searched for."""
    lines = (_HERE / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _informal() -> dict[str, str]:
    return {row["informal"]: row["standard"] for row in _rows("informal.csv")}


@cache
def _synonyms() -> dict[str, str]:
    return {row["word"]: row["also"] for row in _rows("synonyms.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
