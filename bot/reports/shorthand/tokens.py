"""A line cut into what it says piece by piece: words, counts, marks, notes and times. What could be
read in two ways is a piece of its own that says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import category, normalize

from bot.readiness import State
from bot.reports.shorthand.moments import TIME, Said, said
from bot.reports.shorthand.numbers import NUMBER, count, has_letter
from bot.reports.shorthand.outcome import Reason
from bot.reports.shorthand.words import MARKS


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` in the plain text."""

    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """`have` of `need`, None where it is a number alone. `open_ended`: it ends in a letter O."""

    written: str
    have: int
    need: int | None
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Mark:
    written: str
    state: State


@dataclass(frozen=True, slots=True)
class Note:
    text: str


@dataclass(frozen=True, slots=True)
class Time:
    written: str
    said: Said


@dataclass(frozen=True, slots=True)
class Odd:
    """What is no piece of a report, and why."""

    written: str
    reason: Reason


Token: TypeAlias = Word | Count | Mark | Note | Time | Odd

_OF = r"(?: \s* (?:orang|org|personel|personil|pers|unit|buah)? \s* (?: / | \b(?:dari|dr)\b ) \s* )"
_TOKEN = re.compile(
    rf"""
      "(?P<quoted> [^"\n]*) "?
    | (?<![^\W_]) (?:catatan|cat|keterangan|ket) \s* [:=] (?P<labelled> [^\n]*)
    | (?P<time> {TIME} )
    | (?P<range> {NUMBER} \s* (?: - | ~ | \b(?:s/d|sd|sampai)\b ) \s* {NUMBER} )
    | (?P<clock> [0-9]{{1,2}} : [0-9]{{2}} (?![0-9]) )
    | (?P<percent> {NUMBER} \s* (?: % | persen\b ) )
    | (?P<negative> (?<![^\s,;:=|(]) - [0-9]+ )
    | (?P<odd>
          {NUMBER} (?: {_OF} {NUMBER} ){{2,}} | {NUMBER} {_OF} (?=-) | (?<![^\W_]) [.,] [0-9]+
        | [0-9]{{1,2}} [.)] \s+ (?=[^\W\d_])
      )
    | (?P<have> {NUMBER} ) (?: {_OF} (?P<need> {NUMBER} ) )?
    | (?P<word> [^\W\d_]+ )
    | (?P<mark> [{"".join(MARKS)}] )
    | [\s,;:=|&+()\[\]*•·._-]
    | (?P<other> . )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHY_ODD = {
    "clock": Reason.TIME,
    "range": Reason.RANGE,
    "percent": Reason.PERCENT,
    "negative": Reason.NEGATIVE,
    "odd": Reason.NUMBER,
}
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SLASHES = dict.fromkeys(map(ord, "⁄∕"), "/")


def plain(text: str) -> str:
    """`text` with one character for each sort of quote, dash, slash and letter, and without what is
    not seen. "½" stays: its digits are not what it says."""
    folded = "".join(one if _is_odd_number(one) else normalize("NFKC", one) for one in text)
    alike = normalize("NFC", folded).translate(_QUOTES | _DASHES | _SLASHES)
    return "".join(one for one in alike if not _is_unseen(one))


def tokens(text: str) -> Iterator[Token]:
    """The pieces of `text`, which is plain, in their order."""
    for match in _TOKEN.finditer(text):
        token = _token(match)
        if token is not None:
            yield token


def _token(match: re.Match[str]) -> Token | None:
    written, found = match.group().strip(), match.groupdict()
    for name in ("quoted", "labelled"):
        if found[name] is not None:
            return Note(" ".join(found[name].replace('"', " ").split()))
    if found["time"]:
        return Time(written, said(found))
    if found["have"]:
        return _count(written, found["have"], found["need"])
    if found["word"]:
        return Word(written, match.start(), match.end())
    if found["mark"]:
        return Mark(written, MARKS[written])
    if found["other"]:
        return Odd(written, _other(written))
    reason = next((reason for name, reason in _WHY_ODD.items() if found[name]), None)
    return Odd(written, reason) if reason else None


def _other(written: str) -> Reason:
    of_number = written.isnumeric() or written in "/~±<>%"
    return Reason.NUMBER if of_number else Reason.WORD


def _count(written: str, have: str, need: str | None) -> Token:
    """Commas set thousands apart in a pair; alone they could as well stand between two counts."""
    there = count(have, commas=need is not None)
    of = None if need is None else count(need, commas=True)
    if isinstance(there, Reason):
        return Odd(written, there)
    if isinstance(of, Reason):
        return Odd(written, of)
    return Count(written, there, of, has_letter(need or have))


def _is_odd_number(one: str) -> bool:
    return one.isnumeric() and not one.isdecimal()


def _is_unseen(one: str) -> bool:
    """Whether it only changes how others look: an emoji's colour, a joiner, a stroke through."""
    return category(one) in ("Cf", "Mn") or "\U0001f3fb" <= one <= "\U0001f3ff"
