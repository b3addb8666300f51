"""Those who keep watch over an area, with a post that notes what they are told."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.almanac import almanac_of
from bot.boards.standing import Standings
from bot.db.engine import Database
from bot.delivery import Delivery, Patience
from bot.readiness import Component, State
from bot.roles import Roles
from bot.watching.alerts import Kind
from bot.watching.briefing import Briefing
from bot.watching.parts import Vigil
from corpus.areas import bundled
from corpus.stages import BUNDLED
from tests.support.clock import Clock


class Post:
    """Delivers, and notes to whom what; the next deliveries end as `ends` says."""

    def __init__(self, *ends: Delivery | Patience | Exception) -> None:
        self.told: list[tuple[int, Briefing]] = []
        self._ends = list(ends)

    async def __call__(self, person: int, briefing: Briefing) -> Delivery:
        await asyncio.sleep(0)
        end = self._ends.pop(0) if self._ends else Delivery.SENT
        if isinstance(end, Exception):
            raise end
        self.told.append((person, briefing))
        return end

    @property
    def altered(self) -> list[tuple[int, Kind, str, Component, State, State]]:
        """Of every cell told of: to whom, what, where, and from which state to which."""
        return [
            (person, it.kind, it.area, it.cell.component, it.before, it.cell.state)
            for person, briefing in self.told
            for it in briefing.altered
        ]


def vigil_over(database: Database, clock: Clock) -> Vigil:
    """One copy of the bot."""
    almanac = partial(almanac_of, BUNDLED.parent)
    roles = Roles(database, bundled(), (), clock)
    return Vigil.of(database, roles, Standings(bundled(), almanac), almanac, clock, pause=0)


async def round_of(vigil: Vigil, post: Post) -> Post:
    """Everything that a chore does, once."""
    await vigil.lookout.look()
    await vigil.notices.plan()
    await vigil.notices.send(post)
    return post
