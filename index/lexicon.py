"""Which words belong to the language whatever a corpus holds: those of writing, of talk, and the
names of areas. How common each is comes from public texts (`tests/bench/words.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from pathlib import Path

from corpus.areas import bundled
from index.analyze import informal_spellings, listed, stopwords, synonyms, words

_HERE = Path(__file__).parent


@cache
def rareness() -> Mapping[str, float]:
    """Every word, folded, and the negative logarithm of about how many texts hold it. Words that
    were not counted are taken to be as rare as the rarest that were."""
    counted = _counted()
    found = {word.lower(): log(2 + place / 5) for place, word in enumerate(counted)}
    return dict.fromkeys([*_uncounted(), *_of_areas()], log(2 + len(counted) / 5)) | found


@cache
def names() -> frozenset[str]:
    """The words, folded, that mostly have a capital inside a sentence; of those that were not
    counted, the names of areas."""
    counted = {word.lower(): word[0].isupper() for word in _counted()}
    return frozenset(
        word for word, named in (dict.fromkeys(_of_areas(), True) | counted).items() if named
    )


@cache
def _counted() -> tuple[str, ...]:
    return tuple(listed(_HERE / "words.txt"))


@cache
def _of_areas() -> frozenset[str]:
    named = (" ".join((area.name, *area.also)) for area in bundled().areas)
    return frozenset(word for name in named for word in words(name) if _is_name(word))


def _is_name(word: str) -> bool:
    """Whether a word of a name is one itself; "DI Yogyakarta" makes none of "di"."""
    return word.isalpha() and len(word) > 1 and word not in stopwords()


def _uncounted() -> Iterator[str]:
    for line in listed(_HERE / "everyday.txt"):
        yield from line.split()
    for phrase, others in synonyms().items():
        yield from words(" ".join((phrase, *others)))
    for meant in informal_spellings().values():
        yield from meant.split()
