"""Where a question says in what place, in which election and when; and the same question with
another place, election or date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.areas import Area, AreaKind, bundled
from index.analyze import standard
from index.followup.leaning import leaning
from index.lexicon import rareness


class Slot(StrEnum):
    """What a question may say beside its subject."""

    PLACE = "place"
    ELECTION = "election"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot and what fills it: `text`, as it should be written, for `start:end` of a question.
    `office` is where the name of a place begins after a "Polres" or "KPU" before it."""

    slot: Slot
    start: int
    end: int
    text: str
    office: int | None = None


_MONTH = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_ELECTION = re.compile(
    r"\b(?:pemilu(?:kada)?|pil(?:kada|pres|eg|gub|bup|wali|walkot|kades)"
    r"|pemilihan (?:umum|presiden|legislatif|kepala daerah|gubernur|bupati|wali ?kota))"
    r"(?: serentak)?\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:(?:tahun|thn|taun|th|bulan|bln|tanggal|tgl) )?(?:\d{{1,2}} )?(?:(?:{_MONTH}) )?"
    rf"(?:19|20)\d\d\b(?![/.,]\d)"
    rf"|\b(?:(?:bulan|bln|tanggal|tgl) )?\d{{1,2}} (?:{_MONTH})\b|\b(?:bulan|bln) (?:{_MONTH})\b",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(
    r"(?:\b(?:uu|pkpu|perbawaslu|peraturan|putusan|nomor|no\.?|undang-undang)\b[\w ./-]{0,25}|/)$",
    re.IGNORECASE,
)
"""Before a year that belongs to the name of a law."""

_OFFICE = re.compile(
    r"\b(?:(?:ka)?pol(?:res(?:ta(?:bes)?)?|da|sek)|kpud?|bawaslu|pemkab|pemkot|kodim) $",
    re.IGNORECASE,
)
_AFTER_DI = re.compile(
    r"\bdi ((?:[A-ZÀ-Þ][\w'’-]+)(?: [A-ZÀ-Þ][\w'’-]+){0,2}|[a-zà-þ][\w'’-]{3,}$)"
)
_KINDS = frozenset({"kota", "kabupaten", "kecamatan", "kelurahan", "desa", "provinsi"})
_ALIKE = 0.83
_SHORTEST = 6
"""A word of at least so many letters that is so much like the name of an area is a misspelt one:
"gersik" is 0.83 like "gresik"."""


def filled(text: str) -> tuple[Filled, ...]:
    """The slots that `text` fills, in its order. Names of towns that no map here holds count where
    they stand after "di"."""
    found = [*_places(text), *_elections(text), *_dates(text)]
    return tuple(sorted(found, key=lambda each: each.start))


def refilled(text: str, fills: Mapping[Slot, Filled]) -> str:
    """`text` with every slot of `fills` filled so: in the stead of what fills it, or at the end."""
    if {Slot.ELECTION, Slot.DATE} <= fills.keys() and not _of(Slot.ELECTION, text):
        # "2023" gives way to "Pilkada 2024" as a whole.
        text = _without_date(text)
    for slot in (Slot.PLACE, Slot.ELECTION, Slot.DATE):
        if slot in fills:
            text = _REFILL[slot](text, fills[slot])
    return text


def place_of(text: str) -> str | None:
    """The last place that `text` names, as it is written there, without an office before it."""
    places = _of(Slot.PLACE, text)
    return text[places[-1].office or places[-1].start : places[-1].end] if places else None


def area_like(word: str) -> str | None:
    """The name of the area that `word` most likely misspells; None where it is like none, or is a
    word itself."""
    if len(word) < _SHORTEST or word.casefold() in rareness():
        return None
    nearest = bundled().closest(word)
    area = bundled().get(nearest) if nearest else None
    likeness = {
        name: SequenceMatcher(None, word.casefold(), name.casefold()).ratio()
        for name in (() if area is None else (area.name, *area.also))
    }
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best and likeness[best] >= _ALIKE else None


def _places(text: str) -> Iterator[Filled]:
    taken = 0
    for start, end, areas in bundled().mentions(text):
        if areas[0].kind is not AreaKind.COUNTRY:
            office = _OFFICE.search(text[:start])
            begin = office.start() if office else start
            words = text[begin:start] + _written(text[start:end], areas)
            yield Filled(Slot.PLACE, begin, end, words, start if office else None)
            taken = end
    for match in _AFTER_DI.finditer(text):
        if match.start(1) >= taken and not bundled().named_in(match[1]) and _may_be_town(match[1]):
            name = area_like(match[1]) or match[1][0].upper() + match[1][1:]
            yield Filled(Slot.PLACE, *match.span(1), name)


def _may_be_town(name: str) -> bool:
    first, *others = standard(name) or [""]
    if first in _KINDS and others:
        return True
    return first not in leaning().locations and not first.endswith(("nya", "kan"))


def _written(name: str, areas: tuple[Area, ...]) -> str:
    """`name` with the capitals that its area is written with."""
    spellings = (spelling for area in areas for spelling in (area.name, *area.also))
    plain = name.title() if name.islower() else name
    return next((one for one in spellings if one.casefold() == name.casefold()), plain)


def _elections(text: str) -> Iterator[Filled]:
    for match in _ELECTION.finditer(text):
        words = match.group()
        yield Filled(Slot.ELECTION, *match.span(), words.capitalize() if words.islower() else words)


def _dates(text: str) -> Iterator[Filled]:
    for match in _DATE.finditer(text):
        if not _OF_A_LAW.search(text[: match.start()]):
            yield Filled(Slot.DATE, *match.span(), " ".join(standard(match.group())))


def _of(slot: Slot, text: str) -> list[Filled]:
    return [each for each in filled(text) if each.slot is slot]


def _with_place(text: str, fill: Filled) -> str:
    places = _of(Slot.PLACE, text)
    if not places:
        return f"{text} di {fill.text}" if fill.office is None else f"{text} {fill.text}"
    old = max(places, key=_depth)
    start = old.start if fill.office is not None or old.office is None else old.office
    beside = (each.end for each in places if text[old.end : each.start] in (", ", " "))
    end = max(old.end, *beside, 0)
    return text[:start] + fill.text + text[end:]


def _depth(place: Filled) -> tuple[int, int]:
    """How narrow a place is; of equals the later one."""
    areas = bundled().named_in(place.text)
    return max((len(bundled().path(area.id)) for area in areas), default=9), place.start


def _with_election(text: str, fill: Filled) -> str:
    for old in _of(Slot.ELECTION, text)[-1:]:
        return text[: old.start] + fill.text + text[old.end :]
    return f"{text} pada {fill.text}"


def _without_date(text: str) -> str:
    for old in _of(Slot.DATE, text)[-1:]:
        return re.sub(r"( (?:pada|di|untuk|dalam))? *$", "", text[: old.start]) + text[old.end :]
    return text


def _with_date(text: str, fill: Filled) -> str:
    year = re.sub(r"^tahun ", "", fill.text)
    for old in _of(Slot.DATE, text)[-1:]:
        named = old.text.startswith("tahun") and year.isdigit()
        return text[: old.start] + (f"tahun {year}" if named else year) + text[old.end :]
    for election in _of(Slot.ELECTION, text)[-1:]:
        return f"{text[: election.end]} {year}{text[election.end :]}"
    return f"{text} tahun {year}" if year.isdigit() else f"{text} pada {year}"


_REFILL = {
    Slot.PLACE: _with_place,
    Slot.ELECTION: _with_election,
    Slot.DATE: _with_date,
}
