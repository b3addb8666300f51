"""The words that a slip of the fingers, or shortening, may have been meant for, and how unlikely
each slip is."""

from __future__ import annotations

import re
from collections.abc import Mapping

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aiueo"

SWAPPED, LOST, TWICE, BESIDE, ALIKE, STRAY, OTHER = 0.5, 0.8, 0.3, 1.5, 1.8, 2.5, 3.5
"""Costs: the negative logarithm of how often a slip happens, up to a constant. Two letters in the
wrong order; one left out; one typed twice; a key beside the right one; a letter that sounds much
the same, or a key beside one pressed along; any other letter too many; any other letter."""

FIRST = 1.0
"""More for the first letter, which people seldom miss."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("aeiou", "fpv", "szcx", "ckqg", "dt", "bp", "iy", "uw", "jz", "mn", "lr")


def _beside() -> Mapping[str, frozenset[str]]:
    place = {key: (x + 0.4 * y, y) for y, row in enumerate(_KEYS) for x, key in enumerate(row)}
    return {
        one: frozenset(
            other
            for other, (x, y) in place.items()
            if other != one and abs(x - place[one][0]) <= 1 and abs(y - place[one][1]) <= 1
        )
        for one in place
    }


_NEAR_KEYS = _beside()
_ALIKE = {
    letter: frozenset("".join(group for group in _SOUNDS if letter in group)) - {letter}
    for letter in LETTERS
}


def slips(word: str) -> set[str]:
    """Every string that one slip may have turned into `word`."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + letter + tail for head, tail in parts for letter in LETTERS}
    found.update(head + letter + tail[1:] for head, tail in parts[:-1] for letter in LETTERS)
    found.update(head + tail[1:] for head, tail in parts[:-1])
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in parts[:-2])
    found.discard(word)
    return found


def slip_cost(meant: str, typed: str) -> float:
    """How unlikely it is that one slip turns `meant` into `typed`."""
    same = min(len(meant), len(typed))
    at = next((at for at in range(same) if meant[at] != typed[at]), same)
    return _cost(meant, typed, at) + (0 if at else FIRST)


def _cost(meant: str, typed: str, at: int) -> float:
    """`at` is the first place where the two differ."""
    if len(meant) > len(typed):
        return LOST
    if len(meant) < len(typed):
        return _stray(typed, at)
    if meant[at + 1 :] != typed[at + 1 :]:
        return SWAPPED
    if meant[at] in _NEAR_KEYS.get(typed[at], ()):
        return BESIDE
    return ALIKE if meant[at] in _ALIKE.get(typed[at], ()) else OTHER


def _stray(typed: str, at: int) -> float:
    around = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
    if typed[at] in around:
        return TWICE
    return ALIKE if any(typed[at] in _NEAR_KEYS.get(one, ()) for one in around) else STRAY


def distance(one: str, other: str) -> int:
    """How many slips lie between two words: letters lost, added, exchanged, or swapped with the
    next (optimal string alignment)."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, before, row = before, row, [at]
        for place, meant in enumerate(other, start=1):
            same = letter == meant
            least = min(row[place - 1] + 1, before[place] + 1, before[place - 1] + (not same))
            if place > 1 < at and letter == other[place - 2] and meant == one[at - 2]:
                least = min(least, last[place - 2] + 1)
            row.append(least)
    return row[-1]


_INNER = re.compile(f"[{VOWELS}]")
_RUN = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """`word` as it is shortened in messages: its first letter and its consonants; ng is g."""
    rest = _INNER.sub("", word[1:].replace("ng", "g").replace("ny", "y"))
    return _RUN.sub(r"\1", word[:1] + rest)


def is_shortened(word: str) -> bool:
    """Whether `word` has too few vowels to be one that is said."""
    return sum(map(word[1:].count, VOWELS)) <= len(word) // 4
