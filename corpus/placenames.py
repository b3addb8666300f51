"""When words that could name an area do name it: "lempar batu" is no city, "Karo Ops" no regency.

In full ("kota batu") and after an office ("polres batu") every name counts. After a river, a street
or a district it is that one's name. An everyday word counts only with capitals; after "di" without
them it does not, because many write "di serang" for "diserang". What people, ranks and companies
are called as well counts only alone, after a word of place, or in a list with other areas.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"(?:kab|kep|kec|kel|jl)\.|\w+|[^\w\s]", re.IGNORECASE)
"""Punctuation is a word of its own, so that no name reaches across it ("Papua, Tengah")."""

_EVERYDAY = re.compile(
    "asahan|badung|bangka|banjar|batang|batu|batu ?bara|bau(?: -)? bau|biak|bukit tinggi|buru|kobar"
    "|ketapang|kuningan|lahat|landak|lebak|lima ?puluh kota|lingga|malang|medan|metro|minut|muna"
    "|nduga|ngada|padang|pali|palu|pesisir (?:barat|selatan)|puncak|sbb|sbt|serang|solo|sorong"
    "|sulut|sungai penuh|tanah (?:datar|laut)|tebing tinggi|tts"
)
_OTHERS_TOO = re.compile(
    "batang|batu|batu ?bara|bima|hs[stu]|karo|kaur|kudus|kuningan|landak|lingga|madina|malaka|metro"
    "|oki|pali|pati|polman|ppu|sb[bt]|tts"
)
"""What others are called with capitals: Aria Bima, Pati Polri, Metro TV."""

_IN_FULL = re.compile(r"kab(?:upaten|\.)?|kota")
_OFFICE = re.compile(
    "(?:(?:wa)?ka|ma)?polres(?:ta|tabes)?|resor|kpud?|bawaslu|pemkab|pemkot|dprd|kodim"
    "|(?:wakil)?bupati|walikota|walkot|pilkada|pilbup|pilwali|pilwalkot|psu"
)
_OFFICE_OF_PROVINCE = re.compile("(?:ka)?polda|gubernur|pilgub")
"""What stands after one of these is no city: "Kapolda Metro" is Jakarta's."""
_OF_ANOTHER = re.compile(
    r"kecamatan|kec\.?|kelurahan|kel\.?|distrik|desa|dusun|kampung|(?:ka)?polsek|jalan|jl\.?"
    "|sungai|danau|selat|teluk|suku|etnis|etnik|batak|bahasa|kerajaan|kesultanan"
)
"""What has the name that stands after it."""

_HOW_MANY = re.compile(r"\d+|jumlah|berapa(?:kah)?|se(?:luruh|mua|tiap)|tiap")
"""What counts the districts of the area that stands after it: "jumlah desa Demak"."""

_OF_PLACE = re.compile("di|ke|asal|se|warga|wilayah|daerah")
_LISTING = re.compile("(?:[,/–-]|dan|serta|atau|maupun)(?: (?:dan|serta|atau))?")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name among words; `certain` where it is an area's whatever stands beside it."""

    start: int
    end: int
    certain: bool


def split(text: str) -> list[re.Match[str]]:
    """The words of `text`, as names are looked up in them."""
    return list(_WORD.finditer(text))


def key(words: Sequence[str]) -> str:
    """The same for every way to write a name."""
    return " ".join(words).casefold()


def named(words: Sequence[str], keys: Container[str], longest: int) -> Iterator[tuple[int, int]]:
    """Where `words` name areas: start and end of each among them. `keys` are those of all names,
    of at most `longest` words; of names that begin together the longest counts."""
    found = list(_found(words, keys, longest))
    for place, name in enumerate(found):
        beside = [it for it in (*found[:place][-1:], *found[place + 1 :][:1]) if it.certain]
        if name.certain or _stands_for_place(words, name, beside):
            yield name.start, name.end


def _found(words: Sequence[str], keys: Container[str], longest: int) -> Iterator[_Name]:
    start = taken = 0
    while start < len(words):
        name = next(_at(words, keys, longest, start, taken), None)
        if name:
            yield name
        start, taken = (name.end, name.end) if name else (start + 1, taken)


def _at(
    words: Sequence[str], keys: Container[str], longest: int, start: int, taken: int
) -> Iterator[_Name]:
    """The names that begin at `start`, the longest first; the one before them ended at `taken`."""
    before = words[max(taken, start - 1) : start]
    of_another = _is(_OF_ANOTHER, before) and not (
        before[0].islower() and _is(_HOW_MANY, words[max(start - 2, 0) : start - 1])
    )
    for end in range(min(start + longest, len(words)), start, -1):
        name = words[start:end]
        if key(name) not in keys:
            continue
        own = len(name) == len(words) or not _is(_OTHERS_TOO, name)
        official = _is(_OFFICE, before) or (own and _is(_OFFICE_OF_PROVINCE, before))
        if official or _is(_IN_FULL, name[:1]):
            yield _Name(start, end, certain=True)
        elif not of_another and (_has_capitals(name) or not _is(_EVERYDAY, name)):
            yield _Name(start, end, certain=own)


def _stands_for_place(words: Sequence[str], name: _Name, beside: Sequence[_Name]) -> bool:
    """Whether what others are called too is an area here; `beside` are the areas next to it."""
    before, after = words[max(name.start - 1, 0) : name.start], words[name.end : name.end + 1]
    if _goes_on(after) and all(it.start != name.end for it in beside):
        return False
    if _is(_OF_PLACE, before):
        return True
    gaps = (words[it.end : name.start] or words[name.end : it.start] for it in beside)
    return not _goes_on(before) and any(_is(_LISTING, gap) for gap in gaps)


def _is(pattern: re.Pattern[str], words: Sequence[str]) -> bool:
    return bool(pattern.fullmatch(key(words)))


def _has_capitals(name: Sequence[str]) -> bool:
    return all(word[0].isupper() for word in name if word.isalnum())


def _goes_on(beside: Sequence[str]) -> bool:
    """Whether a word beside a name belongs to it: "Batang Toru", "Buah Batu". "TPS" does not."""
    return any(word[0].isupper() and not word.isupper() for word in beside)
