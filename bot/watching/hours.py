"""When somebody may be disturbed, and when his digest is due: hours of the area's own clocks. Pure;
moments are in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from corpus.areas import Zone

_MORNING = time(7)
"""When the day's digest is told, and what is due on that day."""

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is told, from `begins` up to `ends`, across midnight where that is the
    earlier; where both are one hour there are none."""

    begins: int
    ends: int

    def waking(self, now: datetime, zone: Zone) -> datetime:
        """`now`, or the end of the quiet hours that it falls into."""
        local = now.astimezone(zone.tzinfo)
        if not self._covers(local.hour):
            return now
        end = local.replace(hour=self.ends, minute=0, second=0, microsecond=0)
        return (end if end > local else end + timedelta(days=1)).astimezone(now.tzinfo)

    def _covers(self, hour: int) -> bool:
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


ALWAYS = Quiet(0, 0)
NIGHT = Quiet(21, 6)
CHOICES = (ALWAYS, NIGHT, Quiet(22, 5))
"""What can be chosen; NIGHT is whatever nobody chose."""


def day_at(now: datetime, zone: Zone) -> date:
    """The day that it is in the zone."""
    return now.astimezone(zone.tzinfo).date()


def has_begun(day: date, now: datetime, zone: Zone) -> bool:
    """Whether it is the morning of `day` in the zone, or later."""
    return now >= datetime.combine(day, _MORNING, zone.tzinfo)


def digest_day(now: datetime, zone: Zone) -> date | None:
    """The day whose digest may be told now: from the morning until noon, for whoever was asleep or
    could not be reached at seven; a digest of the afternoon would be taken for news."""
    local = now.astimezone(zone.tzinfo)
    return local.date() if _MORNING <= local.time() < _NOON else None
