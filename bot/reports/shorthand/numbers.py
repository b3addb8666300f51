"""Which digits are a count. Points set thousands apart ("1.266"), commas too between two counts;
anything else with a point or comma could be a decimal and is no count."""

from __future__ import annotations

import re

from bot.reports.shorthand.outcome import Reason

LIMIT = 999_999_999
"""What the database holds; of rupiah, millions are counted."""

NUMBER = r"[0-9]+(?:[.,][0-9]+)*(?:o+(?![^\W\d_]))?"
"""Digits in a text in which the case of letters does not matter."""

_PLAIN = re.compile(r"0|[1-9][0-9]*")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


def count(written: str, commas: bool = False) -> int | Reason:
    """The count that NUMBER found, or why it is none. The letter O at its end is a zero."""
    digits = re.sub("[oO]", "0", written)
    if _POINTS.fullmatch(digits) or (commas and _COMMAS.fullmatch(digits)):
        digits = re.sub("[.,]", "", digits)
    if not _PLAIN.fullmatch(digits):
        return Reason.NUMBER
    # Python refuses to make a number of thousands of digits.
    return int(digits) if len(digits) <= len(str(LIMIT)) else Reason.HUGE


def has_letter(written: str) -> bool:
    """Whether the letter O stands for a zero in it."""
    return written[-1] in "oO"
