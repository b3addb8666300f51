"""Data files of the field in which every entry names the publication that says so. `sources` stands
first in each and holds what is known of the publications; the entries refer to them by id."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)

from corpus.areas import AreaTree
from corpus.contacts import EVERYWHERE
from corpus.datafile import DataFileError, loaded, reason
from corpus.document import Source

_Model = TypeVar("_Model", bound=BaseModel)

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def among(key: str) -> BeforeValidator:
    """For a field that names one of the entries which the sheet defines under `key`: it becomes
    that entry."""

    def find(value: Any, info: ValidationInfo) -> Any:
        defined = _sheet(info).defined[key]
        if not isinstance(value, str) or value not in defined:
            raise ValueError(f"'{value}' tidak ada di {key}")
        return defined[value]

    return BeforeValidator(find)


def _known(area: str, info: ValidationInfo) -> str:
    if _sheet(info).areas.get(area) is None:
        raise ValueError(f"wilayah '{area}' tidak dikenal")
    return area


def _sheet(info: ValidationInfo) -> Sheet:
    assert isinstance(info.context, Sheet), "only a sheet reads its entries"
    return info.context


AreaId = Annotated[Words, AfterValidator(_known)]


class Entry(BaseModel):
    """What a data file says, for which `area`, and which publication says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: AreaId = EVERYWHERE
    source: Annotated[Source, among("sources")]


class Sheet:
    """One data file while it is read. `keys` are the names that may stand in it beside `sources`.
    Raises DataFileError, here and below, where the file is not what it must be."""

    def __init__(self, file: Path, areas: AreaTree, *keys: str) -> None:
        self.areas = areas
        self.defined: dict[str, dict[str, Any]] = {}
        self._file, self._content = file, loaded(file)
        if unknown := self._content.keys() - {"sources", *keys}:
            names = ", ".join(sorted(map(str, unknown)))
            raise DataFileError(f"{file.name}: nama tidak dikenal: {names}")
        self.define("sources", "sumber", Source, "id")

    def define(self, key: str, what: str, model: type[_Model], name: str) -> None:
        """Read the entries under `key`, to which others refer by their field `name`."""
        found: dict[str, Any] = {}
        for number, entry in enumerate(self.entries(key, what, model), start=1):
            if (own := getattr(entry, name)) in found:
                raise self._fault(what, number, f"{name}: '{own}' sudah dipakai")
            found[own] = entry
        self.defined[key] = found

    def entries(self, key: str, what: str, model: type[_Model]) -> tuple[_Model, ...]:
        """The entries under `key`, in order; `what` names one of them in an error."""
        listed = self._content.get(key, [])
        if not isinstance(listed, list):
            raise DataFileError(f"{self._file.name}: {key} harus berupa daftar")
        found = []
        for number, entry in enumerate(listed, start=1):
            try:
                found.append(model.model_validate(entry, context=self))
            except ValidationError as error:
                raise self._fault(what, number, reason(error)) from error
        return tuple(found)

    def _fault(self, what: str, number: int, told: str) -> DataFileError:
        return DataFileError(f"{self._file.name}, {what} ke-{number}: {told}")
