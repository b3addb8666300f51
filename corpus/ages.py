"""For how long what was reported about readiness counts, as data (`data/readiness.yaml`): shorter
while an election is on in the area than between elections."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.datafile import DataFileError, in_folder, loaded, reason
from corpus.document import Stage
from corpus.stages import Calendar

BUNDLED = Path(__file__).parent / "data" / "readiness.yaml"

COMPONENTS = (
    "perangkat-lunak",
    "personel",
    "posko",
    "logistik",
    "latihan",
    "anggaran",
    "situasi",
    "masyarakat",
    "koordinasi",
    "kontinjensi",
)
"""The rows of a board. `bot.readiness.Component` has the same, and the file must tell of each."""

_SPAN = re.compile(r"([1-9]\d{0,4}) (hours?|days?)")


def _span(value: Any) -> timedelta:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"'{value}' bukan lamanya; tulis misalnya 24 hours atau 30 days")
    number = int(match[1])
    return timedelta(hours=number) if match[2].startswith("hour") else timedelta(days=number)


_Span = Annotated[timedelta, BeforeValidator(_span)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Operation(_Part):
    """When an area is in operation: while one of `stages` is on, and so many days around it."""

    stages: tuple[Stage, ...] = Field(min_length=1)
    days_before: int = Field(ge=0)
    days_after: int = Field(ge=0)


class Age(_Part):
    """How long a value counts."""

    operation: _Span
    off_season: _Span


class _File(_Part):
    operation: Operation
    ages: dict[str, Age]


@dataclass(frozen=True, slots=True)
class Aging:
    """How long values of the COMPONENTS count."""

    operation: Operation
    ages: Mapping[str, Age]

    def in_operation(self, day: date, calendar: Calendar) -> Callable[[str], bool]:
        """Tells of an area whether an election is on in all of it on `day`. KeyError for one that
        is unknown."""
        kinds = set(self.operation.stages)
        before = timedelta(days=self.operation.days_before)
        after = timedelta(days=self.operation.days_after)
        held = {
            stage.area
            for stage in calendar.stages
            if stage.begins - before <= day <= stage.ends + after and kinds & set(stage.stage)
        }
        return lambda area: any(one.id in held for one in calendar.areas.path(area))


def read_aging(file: Path) -> Aging:
    """What `file` says. Raises DataFileError where a component is missing or wrong."""
    try:
        content = _File.model_validate(loaded(file))
    except ValidationError as error:
        raise DataFileError(f"{file.name}, {reason(error)}") from error
    for name in (*COMPONENTS, *content.ages):
        if (name in COMPONENTS) != (name in content.ages):
            wrong = "wajib diisi" if name in COMPONENTS else "komponen tidak dikenal"
            raise DataFileError(f"{file.name}, ages.{name}: {wrong}")
    return Aging(content.operation, content.ages)


def aging_in(folder: Path) -> Aging:
    """What the corpus in `folder` says of it, or the project itself where that says nothing; read
    again when the file has changed. Raises DataFileError."""
    return in_folder(folder, BUNDLED, read_aging)
