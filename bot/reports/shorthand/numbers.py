"""What is a count. Points set thousands apart ("1.266"), commas too between two counts; anything
else with a point or comma could be a decimal and is no count, but for "1,2 ribu". Written in words
it is one ("empat ratus delapan puluh") as Indonesian puts the words together."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.reports.shorthand.outcome import Reason

LIMIT = 999_999_999
"""What the database holds; of rupiah, millions are counted."""

_DIGITS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "lapan": 8,
    "sembilan": 9,
}
_VALUES = {"nol": 0, **_DIGITS}
_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000, "rb": 1000}
_DIGIT = rf"(?:{'|'.join(_DIGITS)})"
_OR_FIGURE = rf"(?:{_DIGIT}|[1-9])"
_TENS = rf"(?:{_DIGIT}\s+(?:belas|puluh(?:\s+{_DIGIT})?)|sebelas|sepuluh|{_DIGIT})"
_HUNDREDS = rf"(?:(?:{_OR_FIGURE}\s*ratus|seratus)(?:\s+{_TENS})?|{_TENS})"
_WORDS = (
    rf"(?:(?:{_HUNDREDS}|[1-9][0-9]{{0,2}}(?:[.,][0-9])?)\s*(?:ribu|rb)(?:\s+{_HUNDREDS})?"
    rf"|seribu(?:\s+{_HUNDREDS})?|{_HUNDREDS}|nol)"
)
SPELT = rf"(?<![^\W_])(?<![0-9][.,]){_WORDS}(?![^\W_])"
NUMBER = rf"(?:{SPELT}|[0-9]+(?:[.,][0-9]+)*(?:o+(?![^\W\d_]))?)"
"""A number in a text in which the case of letters does not matter; in words, SPELT."""

_PLAIN = re.compile(r"0|[1-9][0-9]*")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


def count(written: str, commas: bool = False) -> int | Reason:
    """The count that NUMBER found, or why it is none. The letter O at its end is a zero."""
    if re.search(r"[^\W\d_oO]", written):
        return _spelt(written.casefold())
    digits = re.sub("[oO]", "0", written)
    if _POINTS.fullmatch(digits) or (commas and _COMMAS.fullmatch(digits)):
        digits = re.sub("[.,]", "", digits)
    if not _PLAIN.fullmatch(digits):
        return Reason.NUMBER
    # Python refuses to make a number of thousands of digits.
    return int(digits) if len(digits) <= len(str(LIMIT)) else Reason.HUGE


def _spelt(written: str) -> int:
    """The count that words say."""
    apart = re.sub(r"(?<=[0-9])(?=[^\W\d])", " ", written)
    apart = re.sub(r"\bse(?=puluh|belas|ratus|ribu)", "satu ", apart)
    said, last = Decimal(0), Decimal(0)
    for word in apart.split():
        if word in _TIMES:
            said = said * 1000 if word in ("ribu", "rb") else said + last * (_TIMES[word] - 1)
        elif word == "belas":
            said += 10
        else:
            last = Decimal(_VALUES.get(word, word.replace(",", ".")))
            said += last
    return int(said)


def shares_scale(have: str, there: int, need: str, of: int) -> bool:
    """Whether the word behind the second number may have been meant of both: "3/4 ribu"."""
    words = need.casefold().split()
    scale = _TIMES.get(re.sub("[0-9.,]", "", words[-1]), 1)
    return scale > 10 and not have.casefold().endswith(tuple(_TIMES)) and there * scale <= of


def has_letter(written: str) -> bool:
    """Whether the letter O stands for a zero in it."""
    return written[-1] in "oO"
