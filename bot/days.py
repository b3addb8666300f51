"""Which day somebody means who writes it as people do. A year that is left out is the one that
makes it the nearest, or the next, day: nobody in the field writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot import texts

_NEAR = {"hari ini": 0, "kemarin": -1, "besok": 1, "lusa": 2}
_SHORT = {
    **dict.fromkeys(("ags", "agt"), "agustus"),
    **dict.fromkeys(("nop", "nopember"), "november"),
    **dict.fromkeys(("peb", "pebruari"), "februari"),
}
"""Months as people shorten them where these are not their first letters."""

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})[\s.-]*([a-z]{3,})[\s.-]*(\d{4})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEKDAY = re.compile(r"(?:hari )?(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s,]*")

_YEARS = (2000, 2099)
_LEAP = 8
"""Years within which there is a 29 February."""


def day_in(words: str, today: date, after: date | None = None) -> date | None:
    """The day that `words` name, all of them; None where they name none.

    Without a year it is the next one not before `after`, or else the nearest to `today`.
    """
    written = " ".join(words.casefold().split()).strip(" .")
    if written in _NEAR:
        return today + timedelta(days=_NEAR[written])
    written = _WEEKDAY.sub("", written, count=1)
    if match := _ISO.fullmatch(written):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    month = None
    if match := _NUMBERS.fullmatch(written):
        month = int(match[2])
    elif match := _NAMED.fullmatch(written):
        month = _month(match[2])
    if match is None or month is None:
        return None
    if match[3]:
        year = int(match[3])
        return _day(year if year > 99 else 2000 + year, month, int(match[1]))
    return _nearest(list(_years(today, month, int(match[1]))), today, after)


def _nearest(days: list[date], today: date, after: date | None) -> date | None:
    if after is not None:
        return min((day for day in days if day >= after), default=None)
    return min(days, key=lambda day: abs(day - today), default=None)


def _years(today: date, month: int, day: int) -> Iterator[date]:
    for year in range(today.year - _LEAP, today.year + _LEAP + 1):
        if found := _day(year, month, day):
            yield found


def _month(name: str) -> int | None:
    """A month by its name, the first letters of it, or another way it is shortened."""
    names = [month.casefold() for month in texts.MONTHS]
    name = _SHORT.get(name, name)
    found = [number for number, month in enumerate(names, start=1) if month.startswith(name)]
    return found[0] if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
