"""Where, when and at which election a source says what it says: what must be the same before two of
them can be said to differ."""

from __future__ import annotations

import re
from datetime import date

from corpus.areas import bundled
from corpus.document import Document
from index.evidence import Candidate

_DAYS = 366
"""Sources further apart in time tell of different times."""

_AS_TELLING = 0.7
"""How much of what the first sentence shares with the question, with title and area, another one
must share to speak of the same."""

_MONTHS = {
    "januari": 1,
    "februari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "desember": 12,
}
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:[-/]((?:19|20)?\d\d))?\b")


def as_of(candidate: Candidate) -> date | None:
    """The day for which a sentence tells its figures: the last that it names, else when it was
    published; None where that is not known."""
    latest = _first_day(candidate.document)
    if latest is None:
        return None
    named = (_day(match, latest.year) for match in _DAY.finditer(candidate.evidence.text))
    return max((day for day in named if day and day <= latest), default=latest)


def names_day(text: str) -> bool:
    """Whether `text` names a day."""
    return _DAY.search(text) is not None


def same_setting(one: Document, other: Document) -> bool:
    """Whether two documents are of the same place, sort of election and time; False where it is not
    known when they were published."""
    days = _first_day(one), _first_day(other)
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > _DAYS:
        return False
    if one.area != other.area or one.drill != other.drill:
        return False
    return not (one.regime and other.regime and frozenset(one.regime).isdisjoint(other.regime))


def same_occasion(one: Candidate, other: Candidate) -> bool:
    """The same, and neither names years or places that the other denies."""
    places = _places(one), _places(other)
    if all(places) and places[0].isdisjoint(places[1]):
        return False
    return same_setting(one.document, other.document) and not _years(one).isdisjoint(_years(other))


def relevant(question: str, first: Candidate, pool: tuple[Candidate, ...]) -> list[Candidate]:
    """The sentences of `pool` that tell nearly as much of what `question` asks as `first`, of the
    place, the election and the years asked about, or the year before or after."""
    least = _AS_TELLING * first.features["context"]
    years = {near for year in _years_in(question) for near in (year - 1, year, year + 1)}
    return [
        each
        for each in pool
        if each.features["context"] >= least
        if each.features["place"] == each.features["regime"] == 1
        if not years or years & _years(each)
    ]


def newest_first(candidate: Candidate) -> tuple[int, str]:
    """Sorts the latest source before the others, equals by their names."""
    day = as_of(candidate)
    return (-day.toordinal() if day else 0), candidate.document.id


def _first_day(document: Document) -> date | None:
    """The day of publication; of a month or a year that is all that is known, the first one."""
    if document.published_on is None:
        return None
    year, month, day = f"{document.published_on}-01-01".split("-")[:3]
    return date(int(year), int(month), int(day))


def _places(candidate: Candidate) -> frozenset[str]:
    """The areas that a sentence names."""
    return frozenset(area.id for area in bundled().named_in(candidate.evidence.text))


def _day(match: re.Match[str], year: int) -> date | None:
    day, month, own = match.groups()
    try:
        return date(int(own or year), _MONTHS[month.lower()], int(day))
    except ValueError:
        return None


def _years(candidate: Candidate) -> frozenset[int]:
    """The years that a sentence, its title or its date names; "2023-2024" names both."""
    document = candidate.document
    published_in = (document.published_on or "")[:4]
    return _years_in(f"{document.title} {candidate.evidence.text} {published_in}")


def _years_in(text: str) -> frozenset[int]:
    return frozenset(int(year) for match in _YEAR.finditer(text) for year in _both(match))


def _both(match: re.Match[str]) -> list[str]:
    first, second = match.groups()
    return [first] if second is None else [first, first[: 4 - len(second)] + second]
