"""How many of whom: "Dalmas awal 30, Brimob 60, Linmas 40" as units and their counts. People are
counted, nothing else: a company or a car is no number of people, and is asked back."""

from __future__ import annotations

import re

from bot import texts
from bot.drills import vocabulary
from bot.drills.exercise import Unit

MOST = 100_000
"""People; more were never in one drill."""

_NAME = 60
_UNITS = 40

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3}){1,2}|\d{1,7}")
_PEOPLE = re.compile(rf"\b(?:{'|'.join(vocabulary.PEOPLE)})\b", re.IGNORECASE)
_FORMATION = re.compile(rf"\d\s*(?:{'|'.join(vocabulary.FORMATIONS)})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*(?:[-•*]+|\d{1,2}\)|\d{1,2}\.(?=\s))\s*")
_LOOSE = re.compile(r"[():=×]|\s[-–]\s|(?<=[a-z]{2})[-–](?=\d)", re.IGNORECASE)


class Unclear(Exception):
    """What was written is not understood, and an Indonesian sentence that says what to write."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def units_in(words: str) -> tuple[Unit, ...]:
    """The units that `words` list, in their order. Raises Unclear where a number may be meant
    otherwise."""
    parts = [part for part in re.split(r"[,;\n]", words) if part.strip()]
    if len(parts) > _UNITS:
        raise Unclear(texts.DRILL_MANY.format(most=_UNITS))
    return tuple(_unit(part) for part in parts)


def number_in(words: str) -> int | None:
    """The number of people that `words` are, if they are one."""
    said = _PEOPLE.sub(" ", words).strip(" .")
    return _value(said) if _NUMBER.fullmatch(said) and _value(said) <= MOST else None


def _unit(part: str) -> Unit:
    shown = " ".join(part.split())
    if _FORMATION.search(shown):
        raise Unclear(texts.DRILL_NOT_PEOPLE.format(words=shown[:_NAME]))
    said = _PEOPLE.sub(" ", _LOOSE.sub(" ", _ORDINAL.sub("", shown)))
    tokens = re.sub(r"^dan\s", "", said.strip(" ."), flags=re.IGNORECASE).split()
    counts = [at for at in {0, len(tokens) - 1} if tokens and _is_count(tokens, at)]
    loose = [at for at, token in enumerate(tokens) if _is_figure(tokens, at) and at not in counts]
    name = " ".join(token for at, token in enumerate(tokens) if at not in counts)
    if len(counts) > 1 or loose or not re.search(r"[^\W\d_]", name) or len(name) > _NAME:
        raise Unclear(texts.DRILL_NO_UNIT.format(words=shown[:_NAME]))
    count = _value(tokens[counts[0]]) if counts else None
    if count is not None and count > MOST:
        raise Unclear(texts.DRILL_NO_TOTAL.format(most=MOST))
    return Unit(name=name, count=count)


def _is_figure(tokens: list[str], at: int) -> bool:
    """Whether it is digits and is not part of a name: of "Kodim 0905", "Yonif 600"."""
    if not re.fullmatch(r"[^\w]*\d[\d\W]*", tokens[at]):
        return False
    named = at > 0 and tokens[at - 1].casefold() in vocabulary.NUMBERED
    return not named and not tokens[at].startswith("0")


def _is_count(tokens: list[str], at: int) -> bool:
    return _is_figure(tokens, at) and _NUMBER.fullmatch(tokens[at]) is not None


def _value(number: str) -> int:
    return int(number.replace(".", ""))
