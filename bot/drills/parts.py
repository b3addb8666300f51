"""All that drills take, put together once: what is seen of them, recorded, begun and ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.db.engine import Database
from bot.drills.recording import Recording
from bot.drills.rehearsals import Rehearsals
from bot.drills.visible import Drills
from bot.roles import Roles


@dataclass(frozen=True, slots=True)
class Drilling:
    """The use cases of drills."""

    drills: Drills
    recording: Recording
    rehearsals: Rehearsals

    @classmethod
    def of(cls, database: Database, roles: Roles, clock: Callable[[], datetime]) -> Drilling:
        """Over one database; `clock` tells the moment."""
        drills = Drills(database, roles.areas, clock)
        return cls(
            drills,
            Recording(database, roles, drills, clock),
            Rehearsals(database, roles, clock),
        )
