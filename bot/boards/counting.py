"""The reports that count, remembered between looks: a board is asked for again and again, and
little has changed meanwhile. What has is asked of the database each time, so that nothing is told
that is no longer so, whichever copy of the bot wrote it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.db import reports
from bot.db.engine import Connection
from bot.readiness import Report

_FEW = 1000
"""Changes up to which an area may well be as it was; after more it is read without asking."""

_TOGETHER = 50
"""Areas that are read together: others are served between two times."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What counted in an area when all up to a `change` had been written."""

    change: int
    reports: Sequence[Report]


class Counting:
    """What is remembered of a database."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    async def of(
        self, connection: Connection, areas: Collection[str], since: datetime
    ) -> Mapping[str, Sequence[Report]]:
        """By area, as `bot.db.reports.counting`."""
        # Asked first: what is written between this and the reading is read again next time.
        last = await reports.last_change(connection)
        known = {
            area: kept
            for area in areas
            if (kept := self._kept.get(area)) and last - kept.change <= _FEW
        }
        old = await _old(connection, areas, known, last)
        fresh = await _read(connection, old, since)
        found = {area: _Kept(last, fresh[area]) for area in fresh}
        found |= {
            area: _Kept(last, kept.reports) for area, kept in known.items() if area not in fresh
        }
        for area, kept in found.items():
            if area not in self._kept or self._kept[area].change <= last:
                self._kept[area] = kept
        return {
            area: [one for one in found[area].reports if one.observed_at >= since] for area in areas
        }


async def _old(
    connection: Connection, areas: Collection[str], known: Mapping[str, _Kept], last: int
) -> Collection[str]:
    """The areas of which something else counts than is known, or nothing is known."""
    looked = min((kept.change for kept in known.values()), default=0)
    changes = await reports.changed(connection, looked) if known and looked < last else {}
    return [
        area for area in areas if area not in known or known[area].change < changes.get(area, 0)
    ]


async def _read(
    connection: Connection, areas: Collection[str], since: datetime
) -> Mapping[str, Sequence[Report]]:
    found: dict[str, list[Report]] = {area: [] for area in areas}
    names = list(areas)
    for at in range(0, len(names), _TOGETHER):
        for report in await reports.counting(connection, names[at : at + _TOGETHER], since):
            found[report.area].append(report)
    return found
