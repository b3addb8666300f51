"""How polling stations are guarded, as data (`data/patterns.yaml`): who and how many for how many,
by name, because sources write the same three figures in different orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from corpus.areas import AreaTree
from corpus.areas import bundled as bundled_areas
from corpus.datafile import in_folder
from corpus.sourced import Entry, Sheet, Words

BUNDLED = Path(__file__).parent / "data" / "patterns.yaml"

_SPAN = re.compile(r"(\d{1,4})-(\d{1,4})")
_AnEntry = TypeVar("_AnEntry", bound=Entry)


def _number(value: Any) -> Any:
    """`4` is from 4 to 4, `4-8` from 4 to 8."""
    if type(value) is int and value > 0:
        return value, value
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 0 < int(match[1]) < int(match[2]):
        raise ValueError(f"'{value}' bukan jumlah; tulis misalnya 4 atau '4-8'")
    return int(match[1]), int(match[2])


Number = Annotated[tuple[int, int], BeforeValidator(_number)]
"""The least and the most; the same where it is one number."""


class Pattern(Entry):
    """Who guards TPS of a `risk` class in an election: so many police officers and so many Linmas
    for so many TPS, or so many Linmas at `each`. A number that its source does not tell is None."""

    election: Words
    risk: Words | None = None
    police: Number | None = None
    tps: Number | None = None
    linmas: Number | None = None
    each: bool = False
    written: Words | None = None

    @property
    def explained(self) -> bool:
        """Whether it is known what the figures count."""
        return any((self.police, self.tps, self.linmas))

    @model_validator(mode="after")
    def _of_the_same_figures(self) -> Pattern:
        if not self.explained and self.written is None:
            raise ValueError("police, tps, linmas, atau written wajib diisi")
        named = {n for number in (self.police, self.tps, self.linmas) for n in number or ()}
        written = {int(digits) for digits in re.findall(r"\d+", self.written or "")}
        if named and written and named != written:
            raise ValueError(f"written '{self.written}' memuat angka lain")
        return self


class Tally(Entry):
    """TPS by risk class, and their total where the source tells one."""

    election: Words
    parts: dict[Words, Annotated[int, Field(ge=0)]] = Field(min_length=2)
    total: int | None = None

    @property
    def sum(self) -> int:
        """What the parts come to."""
        return sum(self.parts.values())

    @property
    def adds_up(self) -> bool:
        """Whether nothing speaks against the total."""
        return self.total in (None, self.sum)


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is known of an area: the newest first; of one day, in the order of the file."""

    patterns: tuple[Pattern, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns and tallies by area."""

    patterns: Mapping[str, tuple[Pattern, ...]]
    tallies: Mapping[str, tuple[Tally, ...]]
    areas: AreaTree

    def of(self, area: str) -> Guarded:
        """What is told of `area` itself, or else of the nearest that it lies in. KeyError for an
        area that is unknown."""
        path = [each.id for each in self.areas.path(area)]
        patterns = next((self.patterns[id] for id in path if id in self.patterns), ())
        tallies = next((self.tallies[id] for id in path if id in self.tallies), ())
        return Guarded(patterns, tallies)


def read_patterns(file: Path) -> Patterns:
    """The patterns in `file`. Raises DataFileError at the first entry that is wrong."""
    areas = bundled_areas()
    sheet = Sheet(file, areas, "patterns", "tallies")
    patterns = sheet.entries("patterns", "pola", Pattern)
    tallies = sheet.entries("tallies", "rekap", Tally)
    return Patterns(_by_area(patterns), _by_area(tallies), areas)


def _by_area(entries: Iterable[_AnEntry]) -> dict[str, tuple[_AnEntry, ...]]:
    by_area: dict[str, tuple[_AnEntry, ...]] = {}
    newest = sorted(entries, key=lambda entry: entry.source.published_on or "", reverse=True)
    for entry in newest:
        by_area[entry.area] = (*by_area.get(entry.area, ()), entry)
    return by_area


def patterns_in(folder: Path) -> Patterns:
    """The patterns of the corpus in `folder`, or the project's own where that has none; read again
    when the file has changed. Raises DataFileError."""
    return in_folder(folder, BUNDLED, read_patterns)
