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
from bot.reports.shorthand.numbers import NUMBER, count, has_letter, shares_scale
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
    """`have` of `need`, None where it is a number alone. `open_ended`: it ends in a letter O.
    `start` and `end` in the plain text."""

    written: str
    have: int
    need: int | None
    open_ended: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    written: str
    state: State
    start: int


@dataclass(frozen=True, slots=True)
class Percent:
    written: str
    value: float


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in brackets, from `start` to `end` in the plain text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """`rest`: what belongs to it only because the line goes on."""

    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    written: str
    said: Said


@dataclass(frozen=True, slots=True)
class Odd:
    """What is no piece of a report, and why."""

    written: str
    reason: Reason


Token: TypeAlias = Word | Count | Mark | Percent | Aside | Note | Time | Odd

_OF = r"""(?:
    [\s*_]* (?:orang|org|personel|personil|pers|unit|buah|titik|lokasi|posko|pos|kali|x|juta|jt)?
    \s* (?:ada|hadir|siap|tersedia)?
    [\s*_]* (?: [/\\] | \b(?:dari|dr|of)\b ) [\s*_]* (?: (?:total|kebutuhan|target|pagu|dsp) \s+ )?
)"""
_DECORATION = "•·▪▫■□●○◆◇◾◽🔹🔸🔷🔶➡➤►▶→👉📌📍🙏\U0001f1e6-\U0001f1ff"
_TOKEN = re.compile(
    rf"""
      "(?P<quoted> [^"\n]*) "?
    | (?<!\w) '(?P<single> [^'\n]*) '(?!\w)
    | (?<![^\W_]) (?:
          (?: (?:catatan|cat|keterangan|note|nb) \s* [:=] | (?:ket|cttn|catt)\b \s* [.:=]? )
          (?P<labelled> [^\n]*)
        | (?P<because> (?:karena|krn|karna|sebab) \b [^\n]*)
      )
    | [(\[{{] (?P<aside> [^()\[\]{{}}\n]* ) [)\]}}]
    | (?P<time> {TIME} )
    | (?P<range> {NUMBER} \s* (?: - | ~ | \b(?:s/d|sd|sampai)\b ) \s* {NUMBER} )
    | (?P<clock> [0-9]{{1,2}} : [0-9]{{2}} (?![0-9]) )
    | (?P<percent> {NUMBER} ) \s* (?: % | persen\b )
    | (?P<negative> (?<![^\s,;:=|(]) - [0-9]+ )
    | (?P<odd>
          {NUMBER} (?: {_OF} {NUMBER} ){{2,}} | {NUMBER} {_OF} (?=-) | (?<![^\W_]) [.,] [0-9]+
        | [0-9]{{1,2}} [.)] \s+ (?=[^\W\d_])
      )
    | (?P<have> {NUMBER} ) (?: {_OF} (?P<need> {NUMBER} ) )?
    | (?P<word> [^\W\d_]+ )
    | (?P<mark> [{"".join(MARKS)}] )
    | [\s,;:=|&+()\[\]*._{_DECORATION}-] | !(?!\w) | \#(?=\w)
    | (?<=[^\W\d_]) / (?=[^\W\d_]) | (?<=\s) / (?=\s+[^\W\d_])
    | (?P<other> . )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHY_ODD = {
    "clock": Reason.TIME,
    "range": Reason.RANGE,
    "negative": Reason.NEGATIVE,
    "odd": Reason.NUMBER,
}
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚′"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SLASHES = dict.fromkeys(map(ord, "⁄∕"), "/")


def plain(text: str) -> str:
    """`text` with one character for each sort of quote, dash, slash and letter, and without what is
    not seen. "½" stays: its digits are not what it says."""
    folded = "".join(one if _is_odd_number(one) else normalize("NFKC", one) for one in text)
    alike = normalize("NFC", folded).translate(_QUOTES | _APOSTROPHES | _DASHES | _SLASHES)
    return "".join(one for one in alike if not _is_unseen(one))


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The pieces of `text`, which is plain, in their order, from `start` to `end`."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        token = _token(match)
        if token is not None:
            yield token


def _token(match: re.Match[str]) -> Token | None:
    written, found = match.group().strip(), match.groupdict()
    for name in ("quoted", "single", "labelled", "because"):
        if found[name] is not None:
            note = " ".join(found[name].replace('"', " ").split())
            rest = {"labelled": note, "because": note.partition(" ")[2]}
            return Note(note, rest.get(name, ""))
    if found["aside"] is not None:
        return Aside(*match.span("aside"))
    if found["time"]:
        return Time(written, said(found))
    if found["have"]:
        return _count(match, found["have"], found["need"])
    if found["percent"]:
        return _percent(written, found["percent"])
    if found["word"]:
        return Word(written, match.start(), match.end())
    if found["mark"]:
        return Mark(written, MARKS[written], match.start())
    if found["other"]:
        return Odd(written, _other(written))
    reason = next((reason for name, reason in _WHY_ODD.items() if found[name]), None)
    return Odd(written, reason) if reason else None


def _other(written: str) -> Reason:
    of_number = written.isnumeric() or written in "/~±<>%"
    return Reason.NUMBER if of_number else Reason.WORD


def _percent(written: str, value: str) -> Token:
    try:
        return Percent(written, float(value.replace(",", ".")))
    except ValueError:
        return Odd(written, Reason.PERCENT)


def _count(match: re.Match[str], have: str, need: str | None) -> Token:
    """Commas set thousands apart in a pair; alone they could as well stand between two counts."""
    written = match.group().strip()
    there = count(have, commas=need is not None)
    of = None if need is None else count(need, commas=True)
    if isinstance(there, Reason):
        return Odd(written, there)
    if isinstance(of, Reason):
        return Odd(written, of)
    if need and of is not None and shares_scale(have, there, need, of):
        return Odd(written, Reason.NUMBER)
    return Count(written, there, of, has_letter(need or have), *match.span())


def _is_odd_number(one: str) -> bool:
    return one.isnumeric() and not one.isdecimal()


def _is_unseen(one: str) -> bool:
    """Whether it only changes how others look: an emoji's colour, a joiner, a stroke through."""
    return category(one) in ("Cf", "Mn", "Me") or "\U0001f3fb" <= one <= "\U0001f3ff"
