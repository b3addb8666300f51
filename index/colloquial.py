"""Forms of talk that follow a rule, and the forms of writing that they stand for: "ditetapin" is
"ditetapkan", "nyoblos" is "mencoblos", "namany" is "namanya". Words that follow none stand in
informal.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDINGS = (
    (re.compile(r"in$"), ("kan", "i")),
    (re.compile(r"ny$"), ("nya",)),
    (re.compile(r"[xX]$"), ("nya",)),
    (re.compile(r"o$"), ("au",)),
    (re.compile(r"e$"), ("ai",)),
)
_BEGINNINGS = (
    (re.compile(r"^nge(?=.{3})"), ("me", "meng", "menge", "mem", "men", "")),
    (re.compile(r"^ng(?=[aiueo])"), ("meng", "k")),
    (re.compile(r"^ny(?=[aiueo])"), ("meny", "menc", "mens", "s", "c")),
    (re.compile(r"^n(?=[aiueo])"), ("men", "t")),
    (re.compile(r"^m(?=[aiueo])"), ("mem", "p")),
    (re.compile(r"^n(?=[jdct])"), ("men",)),
    (re.compile(r"^m(?=[bp])"), ("mem",)),
    (re.compile(r"^ke(?=.{4})"), ("ter",)),
    (re.compile(r"^(?=[aiueo])"), ("h",)),
)
_FADED = re.compile(r"e(?=[^aiueo]+$)")


def written(word: str) -> Iterator[str]:
    """What `word` may stand for in writing, the likeliest first; `word` itself is not among it."""
    ends = [word, *_ended(word)]
    yield from ends[1:]
    for end in ends:
        for beginning, others in _BEGINNINGS:
            if beginning.search(end):
                yield from (beginning.sub(other, end) for other in others)


def _ended(word: str) -> Iterator[str]:
    if _FADED.search(word):
        yield _FADED.sub("a", word)
    for ending, others in _ENDINGS:
        if len(word) >= 4 and ending.search(word):
            yield from (ending.sub(other, word) for other in others)
