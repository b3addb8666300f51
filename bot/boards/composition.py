"""What the board of an area is: its own rows, and the areas in it with what their units come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.readiness import AreaReadiness, Cell, State, gaps
from corpus.areas import Area, Zone


@dataclass(frozen=True, slots=True)
class Part:
    """An area right below the one that is looked at, and the units in it: itself, if it is one."""

    area: Area
    units: tuple[AreaReadiness, ...]

    @property
    def counts(self) -> Counter[State]:
        """How many units are at each level."""
        return Counter(unit.level for unit in self.units)

    @property
    def silent(self) -> tuple[str, ...]:
        """The units from which there is nothing."""
        return tuple(unit.area for unit in self.units if unit.is_silent)


@dataclass(frozen=True, slots=True)
class AreaBoard:
    """An area as it was at a moment: its `own` cells, and its `parts`, the worst first, if it has
    any. `drills` are the areas in which one is on that concerns this one; `above` is the area right
    above it, where the same person may see that too."""

    area: Area
    zone: Zone
    own: AreaReadiness
    parts: tuple[Part, ...]
    as_of: datetime
    drills: tuple[str, ...]
    above: Area | None

    @property
    def units(self) -> tuple[AreaReadiness, ...]:
        """All units of all parts."""
        return tuple(unit for part in self.parts for unit in part.units)

    @property
    def counts(self) -> Counter[State]:
        """How many units are at each level."""
        return Counter(unit.level for unit in self.units)

    @property
    def silent(self) -> tuple[str, ...]:
        """The units from which there is nothing."""
        return tuple(unit.area for unit in self.units if unit.is_silent)

    @property
    def gaps(self) -> tuple[tuple[str, Cell], ...]:
        """What is most amiss, here or in a unit: areas by id with the cell."""
        return gaps((self.own, *self.units))


def worst_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    """By the share of their units that are at each level, the worst level first; equals as they
    come."""

    def order(part: Part) -> tuple[float, ...]:
        counts = part.counts
        return tuple(-counts[level] / max(1, len(part.units)) for level in State)

    return tuple(sorted(parts, key=order))
