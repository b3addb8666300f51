"""When something was seen, by the clock on the officer's wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.reports.shorthand.outcome import Reason
from corpus.areas import Zone

_AHEAD = timedelta(minutes=5)
"""How far a clock may be ahead of this machine's."""

_YESTERDAY = ("kemarin", "kemaren", "kmrn")

TIME = r"""
    (?<![^\W_]) (?:
        (?: (?P<day>kemarin|kemaren|kmrn|hari\ ini|tadi|td) [\s,]+ )?
        (?: jam|jm|pukul|pkl|pk ) [\s.:]* (?P<hour>[0-9]{1,2}) (?: [.:](?P<minute>[0-9]{2}) )?
      | (?P<day_>kemarin|kemaren|kmrn|hari\ ini|tadi|td) [\s,]+
        (?P<hour_>[0-9]{1,2}) [.:] (?P<minute_>[0-9]{2})
      | (?P<hour__>[0-9]{1,2}) [.:] (?P<minute__>[0-9]{2}) (?=\s*(?:wib|wita|wit)\b)
    ) (?! [0-9] | [.,:/][0-9] ) (?: \s* (?P<zone>wib|wita|wit)\b )?
"""
"""A time in a text, in a pattern with the flags VERBOSE and IGNORECASE: only where a word says that
it is one, for "14.30" alone can be anything."""


@dataclass(frozen=True, slots=True)
class Said:
    """A time as it was said; `zone` is None where that of the area is meant."""

    hour: int
    minute: int
    yesterday: bool
    zone: Zone | None

    def moment(self, zone: Zone, now: datetime) -> datetime | Reason:
        """The moment, in the area's `zone` where no other was said, or why there is none."""
        if self.hour > 23 or self.minute > 59:
            return Reason.TIME
        local = now.astimezone((self.zone or zone).tzinfo)
        day = local.date() - timedelta(days=self.yesterday)
        seen = datetime.combine(day, time(self.hour, self.minute), local.tzinfo)
        if seen > now + _AHEAD:
            return Reason.FUTURE
        return min(seen, now).astimezone(now.tzinfo)


def said(groups: dict[str, str | None]) -> Said:
    """The time that TIME found, by the groups of its match."""

    def group(name: str) -> str | None:
        return groups[name] or groups.get(f"{name}_") or groups.get(f"{name}__")

    zone = group("zone")
    return Said(
        int(group("hour") or 0),
        int(group("minute") or 0),
        (group("day") or "").casefold() in _YESTERDAY,
        Zone(zone.upper()) if zone else None,
    )
