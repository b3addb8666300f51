"""How vulnerable areas are said to be, as data (`data/indices.yaml`): Bawaslu's indices and Polri's
measure different things, so each stands for itself and they are never compared or made one here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from corpus.areas import AreaTree
from corpus.areas import bundled as bundled_areas
from corpus.datafile import in_folder
from corpus.document import PartialDate
from corpus.sourced import Entry, Sheet, Words, among

BUNDLED = Path(__file__).parent / "data" / "indices.yaml"


class Category(BaseModel):
    """A class of an index: its limits in words, and the least value that is in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    limits: Words | None = None
    lowest: float | None = None


class Edition(Entry):
    """An index as it was published, or told of, on a day. What its source does not tell is None or
    empty."""

    key: Words
    name: Words
    publisher: Words
    dated: PartialDate
    scale: Words | None = None
    categories: tuple[Category, ...] = ()
    about: Words | None = None


class Reading(Entry):
    """What an index says of an area; `value` is written as its source writes it."""

    edition: Annotated[Edition, among("editions")]
    value: Annotated[str, StringConstraints(pattern=r"^\d+(,\d+)?$")] | None = None
    category: Words | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Reading:
        if self.value is None and self.category is None:
            raise ValueError("value atau category wajib diisi")
        categories = self.edition.categories
        if self.category and categories and self.category not in [it.name for it in categories]:
            raise ValueError(f"category '{self.category}' tidak ada di edisi {self.edition.key}")
        if self._expected() not in (None, self.category):
            raise ValueError(f"value {self.value} bukan dari category '{self.category}'")
        return self

    def _expected(self) -> str | None:
        """The category in which the limits put the value; None where nothing tells."""
        if self.value is None:
            return None
        value = float(self.value.replace(",", "."))
        known = ((it.name, it.lowest) for it in self.edition.categories if it.lowest is not None)
        return next((name for name, lowest in known if value >= lowest), None)


@dataclass(frozen=True, slots=True)
class Indices:
    """All readings by area."""

    by_area: Mapping[str, tuple[Reading, ...]]
    areas: AreaTree

    def of(self, area: str) -> tuple[Reading, ...]:
        """What is said of `area` and of those it lies in, newest first; of one day, the nearest
        first. KeyError for an area that is unknown."""
        path = self.areas.path(area)
        found = [reading for each in path for reading in self.by_area.get(each.id, ())]
        return tuple(sorted(found, key=lambda reading: reading.edition.dated, reverse=True))


def read_indices(file: Path) -> Indices:
    """The indices in `file`. Raises DataFileError at the first entry that is wrong."""
    areas = bundled_areas()
    sheet = Sheet(file, areas, "editions", "values")
    sheet.define("editions", "edisi", Edition, "key")
    by_area: dict[str, tuple[Reading, ...]] = {}
    for reading in sheet.entries("values", "nilai", Reading):
        by_area[reading.area] = (*by_area.get(reading.area, ()), reading)
    return Indices(by_area, areas)


def indices_in(folder: Path) -> Indices:
    """The indices of the corpus in `folder`, or the project's own where that has none; read again
    when the file has changed. Raises DataFileError."""
    return in_folder(folder, BUNDLED, read_indices)
