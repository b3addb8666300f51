"""Which law a text is, by the heading it begins with: its short name, what it is about, and so
under which election it holds. A text that only speaks of a law has no such heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from corpus.document import Regime

_NAMES = {
    "UU": r"UNDANG\s?-\s?UNDANG",
    "Perppu": r"PERATURAN\s+PEMERINTAH\s+PENGGANTI\s+UNDANG\s?-\s?UNDANG",
    "PP": r"PERATURAN\s+PEMERINTAH",
    "Perpres": r"PERATURAN\s+PRESIDEN",
    "PKPU": r"PERATURAN\s+KOMISI\s+PEMILIHAN\s+UMUM",
    "Perbawaslu": r"PERATURAN\s+BADAN\s+PENGAWAS\s+PEMILIHAN\s+UMUM",
}
_ALL = "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
_DIGIT = r"[\dOIl]"
_HEADING = re.compile(
    rf"(?<![-\w])(?:{_ALL})(?:\s+REPUBLIK\s+INDONESIA)?"
    rf"\s+NOMOR\s*:?\s*(?P<number>{_DIGIT}{{1,3}})\s+TAHUN\s+(?P<year>{_DIGIT}{{4}})\s+TENTANG\s+"
    r"(?P<subject>[A-Z][^a-z]{0,800}?)"
    r"(?=\s+(?:DENGAN\s+RAHMAT|PRESIDEN\s+REPUBLIK|KETUA\s|LAMPIRAN\s|[A-Z]?[a-z])|\s*\Z)"
)
_OF_ANOTHER = re.compile(r"(?:ATAS|LAMPIRAN|PENETAPAN|TENTANG|Menetapkan\s*:?)\s+\Z")
"""Before a name that is no heading: of an explanation, of an annex, of what is laid down."""

_BEGINS_WITHIN = 600
"""Characters before the heading: the presidency's letterhead, a gazette's notice, words that stood
in the margin."""

_LONGEST = 200
_SMALL = frozenset(
    """antara atas atau bagi dalam dan dari dengan di ke kepada menjadi oleh pada sebagai serta
    tentang terhadap untuk yang""".split()  # noqa: SIM905
)
_REGIMES = {
    # Not whoever holds it: their rules are for every election.
    Regime.PEMILU: re.compile(r"(?<!KOMISI )(?<!PENGAWAS )(?<!PENYELENGGARA )PEMILIHAN UMUM"),
    Regime.PILKADA: re.compile(r"(?:PEMILIHAN|PENCALONAN) (?:GUBERNUR|KEPALA DAERAH)"),
}
_AMENDS = re.compile(r"PERUBAHAN(?: \w+)? ATAS ")


@dataclass(frozen=True, slots=True)
class Law:
    """A law by the short `name` of its sort, number and year; `title` is its own, in capitals.
    `start` and `end` are where its heading stands, in code points."""

    name: str
    number: int
    year: int
    title: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """What it is cited by: "UU 10/2016"."""
        return f"{self.name} {self.number}/{self.year}"

    @property
    def slug(self) -> str:
        """What the ids of its documents begin with: "uu-2016-10"."""
        return f"{self.name.lower()}-{self.year}-{self.number}"

    @property
    def subject(self) -> str:
        """What it, or the law that it amends or enacts, is about, in capitals as a name has; with
        what everybody calls that election, since a law never does."""
        words = re.split(r"\bTENTANG\b", self.title)[-1].removesuffix("MENJADI UNDANG-UNDANG")
        name = " ".join(map(_capitalised, words.strip(" .").split()))
        short = shorten(name, _LONGEST, placeholder="…")
        return " ".join([short, *(f"({regime})" for regime in self.regimes)])

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The elections that its title names."""
        return tuple(regime for regime, name in _REGIMES.items() if name.search(self.title))

    @property
    def amends(self) -> bool:
        """Whether it tells how the articles of another law read from now on."""
        return _AMENDS.match(self.title) is not None


def laws(text: str) -> Iterator[Law]:
    """The laws in `text`, by their headings, in order: the law itself, then one annexed to it."""
    for match in _HEADING.finditer(text):
        if not _OF_ANOTHER.search(text, max(0, match.start() - 20), match.start()):
            name = next(name for name in _NAMES if match[name])
            number, year = (int(_digits(match[part])) for part in ("number", "year"))
            title = " ".join(match["subject"].split())
            yield Law(name, number, year, title, match.start(), match.end())


def law_of(text: str) -> Law | None:
    """The law that `text` begins with, if it does."""
    first = next(laws(text[: _BEGINS_WITHIN * 4]), None)
    return first if first and first.start <= _BEGINS_WITHIN else None


def _digits(written: str) -> str:
    return written.translate(str.maketrans("OIl", "011"))


def _capitalised(word: str) -> str:
    small = word.lower()
    return small if small in _SMALL else re.sub(r"(?<![^\W_])[a-z]", _upper, small)


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()
