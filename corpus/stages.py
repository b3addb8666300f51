"""When which stage of which election is, as data (`data/stages.yaml`), and which stages are said to
be the most vulnerable. Days are told, never computed or guessed: what no publication dates is not
in the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from corpus.areas import AreaTree
from corpus.areas import bundled as bundled_areas
from corpus.datafile import in_folder
from corpus.document import Regime, Stage
from corpus.sourced import Entry, Sheet, Words, among

BUNDLED = Path(__file__).parent / "data" / "stages.yaml"
NOTICE = timedelta(days=7)
"""How long before a vulnerable stage begins its officers are reminded."""


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Stages = Annotated[tuple[Stage, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Election(BaseModel):
    """An election by its name, and the law that it is held under."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    regime: Regime


class Scheduled(Entry):
    """A stage of an election from `begins` to `ends`, both included. It is of several stages where
    its source gives one span for all; `name` is what it is where the stage says too little."""

    election: Annotated[Election, among("elections")]
    stage: _Stages
    name: Words | None = None
    begins: date
    ends: date

    @model_validator(mode="before")
    @classmethod
    def _of_one_day(cls, data: Any) -> Any:
        if isinstance(data, dict) and "begins" in data:
            return {"ends": data["begins"], **data}
        return data

    @field_validator("ends")
    @classmethod
    def _after_the_beginning(cls, ends: date, info: ValidationInfo) -> date:
        if "begins" in info.data and ends < info.data["begins"]:
            raise ValueError("mendahului begins")
        return ends

    def is_on(self, day: date) -> bool:
        return self.begins <= day <= self.ends


class Vulnerable(Entry):
    """Stages that `by` called the most vulnerable, in an election under `regime`; `says` is the
    sentence of the source."""

    regime: Regime
    stages: _Stages
    by: Words
    says: Words


class Saying(Entry):
    """A sentence of a source: a deadline under `regime`, or what is known of elections to come."""

    regime: Regime | None = None
    says: Words


@dataclass(frozen=True, slots=True)
class Today:
    """A day in the calendar. `next` are the stages that begin first after it, `last` those that
    ended last before it."""

    day: date
    current: tuple[Scheduled, ...]
    next: tuple[Scheduled, ...]
    last: tuple[Scheduled, ...]

    @property
    def election(self) -> Election | None:
        """The election of the stage that began last, or else begins next; None off season."""
        if self.current:
            return max(self.current, key=lambda stage: stage.begins).election
        return self.next[0].election if self.next else None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A stage that begins in `days`, and who calls one of its kind the most vulnerable."""

    stage: Scheduled
    days: int
    called: tuple[Vulnerable, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Stages in the order of their beginnings, and what is said of stages in the order of the
    file."""

    stages: tuple[Scheduled, ...]
    vulnerable: tuple[Vulnerable, ...]
    deadlines: tuple[Saying, ...]
    outlook: tuple[Saying, ...]
    areas: AreaTree

    def today(self, day: date, area: str | None = None) -> Today:
        """Where `day` lies, in all elections or in those that touch `area`: its own, those it takes
        part in, and those below it."""
        return standing(self._touching(area), day)

    def season(self, regime: Regime, day: date) -> tuple[Scheduled, ...]:
        """The stages of the election under `regime` that is on, else comes next, else was last."""
        own = [stage for stage in self.stages if stage.election.regime is regime]
        at = standing(own, day)
        election = at.election or (at.last[-1].election if at.last else None)
        return tuple(stage for stage in own if stage.election == election)

    def reminders(self, day: date, area: str | None = None) -> tuple[Reminder, ...]:
        """The stages that begin within NOTICE after `day` and are of a kind that somebody calls the
        most vulnerable. Each is given on every day until it begins."""
        coming = (stage for stage in self._touching(area) if day < stage.begins <= day + NOTICE)
        reminders = (
            Reminder(stage, (stage.begins - day).days, self.called(stage.stage)) for stage in coming
        )
        return tuple(reminder for reminder in reminders if reminder.called)

    def called(self, stages: Iterable[Stage]) -> tuple[Vulnerable, ...]:
        """Who calls one of `stages` the most vulnerable."""
        kinds = set(stages)
        return tuple(one for one in self.vulnerable if kinds & set(one.stages))

    def holds(self, stage: Scheduled, area: str) -> bool:
        """Whether `stage` is held in the whole of `area`. KeyError for an area that is unknown."""
        return self.areas.within(area, stage.area)

    def _touching(self, area: str | None) -> tuple[Scheduled, ...]:
        if area is None:
            return self.stages
        return tuple(
            stage
            for stage in self.stages
            if self.areas.within(area, stage.area) or self.areas.within(stage.area, area)
        )


def standing(stages: Iterable[Scheduled], day: date) -> Today:
    """Where `day` lies among `stages`."""
    stages = tuple(stages)
    first = min((stage.begins for stage in stages if stage.begins > day), default=None)
    final = max((stage.ends for stage in stages if stage.ends < day), default=None)
    return Today(
        day,
        tuple(stage for stage in stages if stage.is_on(day)),
        tuple(stage for stage in stages if stage.begins == first),
        tuple(stage for stage in stages if stage.ends == final),
    )


def read_calendar(file: Path) -> Calendar:
    """The calendar in `file`. Raises DataFileError at the first entry that is wrong."""
    areas = bundled_areas()
    sheet = Sheet(file, areas, "elections", "stages", "vulnerable", "deadlines", "outlook")
    sheet.define("elections", "pemilihan", Election, "name")
    stages = sheet.entries("stages", "tahapan", Scheduled)
    return Calendar(
        tuple(sorted(stages, key=lambda stage: (stage.begins, stage.ends))),
        sheet.entries("vulnerable", "kerawanan", Vulnerable),
        sheet.entries("deadlines", "tenggat", Saying),
        sheet.entries("outlook", "prakiraan", Saying),
        areas,
    )


def calendar_in(folder: Path) -> Calendar:
    """The calendar of the corpus in `folder`, or the project's own where that has none; read again
    when the file has changed. Raises DataFileError."""
    return in_folder(folder, BUNDLED, read_calendar)
