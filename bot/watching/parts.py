"""All that being told by the bot takes, put together once: what is watched and looked at, what is
told, and everyone's own checklist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.almanac import Almanac
from bot.boards.standing import Standings
from bot.db.engine import Database
from bot.roles import Roles
from bot.watching.checks import Checks
from bot.watching.lookout import Lookout
from bot.watching.notices import PAUSE, Notices
from bot.watching.watches import Watching


@dataclass(frozen=True, slots=True)
class Vigil:
    """The use cases of those who keep watch over an area."""

    watching: Watching
    lookout: Lookout
    notices: Notices
    checks: Checks

    @classmethod
    def of(
        cls,
        database: Database,
        roles: Roles,
        standings: Standings,
        almanac: Callable[[], Almanac],
        clock: Callable[[], datetime],
        pause: float = PAUSE,
    ) -> Vigil:
        """Over what is reported, as it stands by `standings`; `pause` are seconds between two who
        are told."""
        watching = Watching(database, roles, clock)
        return cls(
            watching,
            Lookout(database, standings, roles.areas, clock),
            Notices(database, roles, watching, standings, almanac, clock, pause),
            Checks(database, roles.areas, almanac, clock),
        )

    async def settle(self) -> None:
        """Forget what is past its time, and end watches of whoever may not watch any more."""
        await self.watching.settle()
        await self.notices.settle()
        await self.checks.settle()
