"""What this installation holds of its field beside documents: the calendar of elections, indices,
patterns of guard, and for how long reports count. The project's own stand in for a file that cannot
be used, for a mistake in one must not leave officers without the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.readiness import Ages, Component
from corpus.ages import Aging, aging_in
from corpus.datafile import DataFileError
from corpus.indices import Indices, indices_in
from corpus.patterns import Patterns, patterns_in
from corpus.stages import BUNDLED, Calendar, calendar_in

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Almanac:
    """All of it, as its files are now."""

    calendar: Calendar
    indices: Indices
    patterns: Patterns
    aging: Aging

    def ages(self, day: date) -> Callable[[str], Ages]:
        """Tells of an area for how long what was seen there counts on `day`. KeyError for one that
        is unknown."""
        in_operation = self.aging.in_operation(day, self.calendar)
        ages = self.aging.ages.items()
        on: Ages = {Component(name): age.operation for name, age in ages}
        off: Ages = {Component(name): age.off_season for name, age in ages}
        return lambda area: on if in_operation(area) else off


def almanac_of(folder: Path) -> Almanac:
    """The almanac of the corpus in `folder`."""
    return Almanac(
        _usable(calendar_in, folder),
        _usable(indices_in, folder),
        _usable(patterns_in, folder),
        _usable(aging_in, folder),
    )


def faults(folder: Path) -> Iterator[DataFileError]:
    """What is wrong with files of the corpus in `folder`, the first mistake of each."""
    for read in (calendar_in, indices_in, patterns_in, aging_in):
        try:
            read(folder)
        except DataFileError as error:
            yield error


def _usable(read: Callable[[Path], _T], folder: Path) -> _T:
    try:
        return read(folder)
    except DataFileError as error:
        _log.error("%s", error)
        return read(BUNDLED.parent)
