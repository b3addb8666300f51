"""What number an article has: 187A comes after 187 and before 188. A machine that read a page takes
letters for figures ("Pasal l0", "Pasal S", "Pasal 1O"), so what is written may be read in several
ways; which of them is meant is for the sequence to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

_LOOKS_LIKE: Mapping[str, str] = {
    **{figure: figure for figure in "0123456789"},
    **dict.fromkeys("OoQD", "0"),
    **dict.fromkeys("lIiLJt|!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "58"),
    **dict.fromkeys("Gb", "6"),
    **dict.fromkeys("T", "7"),
    **dict.fromkeys("B", "8"),
    **dict.fromkeys("gq", "9"),
}
FIGURE = "[" + "".join(_LOOKS_LIKE) + "]"
SUFFIX = "[A-K]"
_AS_WRITTEN = re.compile(rf"(\d+)({SUFFIX}?)")
_ROMAN = {"I": 0, "II": 10_000, "III": 10_001, "IV": 10_002}
"""The articles of an amending law itself: the first holds all that it amends, and comes before it;
the others come after."""


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """An article's number. `suffix` is "" or a letter; of a roman one, the number itself."""

    value: int
    suffix: str = ""
    roman: bool = False

    def __str__(self) -> str:
        return self.suffix if self.roman else f"{self.value}{self.suffix}"


def readings(written: str, roman: bool = False) -> dict[Number, int]:
    """What `written` may say, each with how many of its characters are then read as others.

    In an amending law, where articles of its own are `roman`, "I" and "II" are just that.
    """
    if roman and written in _ROMAN:
        return {Number(_ROMAN[written], written, roman=True): 0}
    if exact := _AS_WRITTEN.fullmatch(written):
        return {Number(int(exact[1]), exact[2]): 0}
    found: dict[Number, int] = {}
    for figures, suffix in ((written, ""), (written[:-1], written[-1:])):
        if suffix and not (figures and re.fullmatch(SUFFIX, suffix)):
            continue
        for number, changed in _figures(figures):
            found.setdefault(Number(number, suffix), changed)
    return found


def _figures(written: str) -> Iterator[tuple[int, int]]:
    """The numbers that `written` may be, with how many characters are no figures."""
    alike = [_LOOKS_LIKE.get(character, "") for character in written]
    changed = sum(not character.isdigit() for character in written)
    for figures in product(*alike):
        if figures[0] != "0":
            yield int("".join(figures)), changed
