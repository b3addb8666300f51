"""The twelve things of an officer's own list before an election: what belongs to it, when each is
due, and for which voting day the list is his now. Pure.

They are what guides and reports of the field ask of officers at polling stations: orders, knowing
the place and its people, standing outside, leaving the count alone, staying until relieved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus.document import Stage
from corpus.stages import Calendar

GENERAL = "umum"
"""The list of whoever has no voting day ahead, in the place of one."""


class Item(StrEnum):
    """Something to be done, in the order of the list."""

    ORDERS = "perintah"
    CONTINGENCIES = "darurat"
    PHONES = "telepon"
    PEOPLE = "orang"
    VOTERS = "pemilih"
    SURVEY = "survei"
    EQUIPMENT = "alat"
    OUTSIDE = "di-luar"
    COUNT = "hitungan"
    REPORTING = "lapor"
    BOXES = "kotak"
    RELIEF = "pengganti"


DUE = {
    -30: (Item.ORDERS, Item.CONTINGENCIES),
    -7: (Item.PHONES, Item.PEOPLE, Item.VOTERS),
    -1: (Item.SURVEY, Item.EQUIPMENT),
    0: (Item.OUTSIDE, Item.COUNT, Item.REPORTING, Item.BOXES),
    1: (Item.RELIEF,),
}
"""The items by the days from the voting day by which they are due."""

_LAST = timedelta(days=max(DUE))


@dataclass(frozen=True, slots=True)
class Checklist:
    """Somebody's list. `day` is the voting day, None for the general list."""

    day: date | None
    ticked: frozenset[Item]

    @property
    def election(self) -> str:
        """What it is kept under."""
        return election_of(self.day)


def election_of(day: date | None) -> str:
    """What the list for a voting day, or the general one, is kept under."""
    return day.isoformat() if day else GENERAL


def voting_day(calendar: Calendar, areas: Collection[str], today: date) -> date | None:
    """The next voting day in all of one of `areas`, up to the day after it; None where no
    publication names one."""
    days = (
        stage.begins
        for stage in calendar.stages
        if Stage.VOTING in stage.stage
        and stage.begins + _LAST >= today
        and any(calendar.holds(stage, area) for area in areas)
    )
    return min(days, default=None)
