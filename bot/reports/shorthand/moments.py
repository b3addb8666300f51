"""When something was seen, by the clock on the officer's wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.reports.shorthand.outcome import Reason
from corpus.areas import Zone

_AHEAD = timedelta(minutes=5)
"""How far a clock may be ahead of this machine's."""

_A_DAY, _HALF_A_DAY = timedelta(days=1), timedelta(hours=12)

_BEFORE = ("tadi", "td")
_YESTERDAY = ("kemarin", "kemaren", "kmrn")

_PARTS = {
    "pagi": (range(1, 12), 0),
    "siang": (range(1, 4), 12),
    "sore": (range(3, 7), 12),
    "malam": (range(6, 12), 12),
}
"""The hours that are said with a part of the day, and what is added to them."""

_MINUTE = r"(?: [.:] | (?<=[0-9]{2}) )"
_DAY = r"(?:kemarin|kemaren|kmrn|hari\ ini|tadi|td)"
_PART = r"(?:pagi|siang|sore|malam)"

TIME = rf"""
    (?<![^\W_]) (?: (?:sampai|hingga|s\.?d\.?|per) \s+ (?=jam|jm|pukul|pkl|pk) )? (?:
        (?: (?P<day>{_DAY}) [\s,]+ )? (?: (?P<part>{_PART}) [\s,]+ )?
        (?: jam|jm|pukul|pkl|pk ) [\s.:]*
        (?P<hour>[0-9]{{1,2}}) (?: {_MINUTE} (?P<minute>[0-9]{{2}}) )?
      | (?P<day_>{_DAY}) [\s,]+ (?: (?P<part_>{_PART}) [\s,]+ )?
        (?P<hour_>[0-9]{{1,2}}) [.:] (?P<minute_>[0-9]{{2}})
      | (?P<hour__>[0-9]{{1,2}}) [.:] (?P<minute__>[0-9]{{2}}) (?=\s*(?:wib|wita|wit)\b)
    ) (?! [0-9] | [.,:/][0-9] )
    (?: \s+ (?P<part___>{_PART})\b )? (?: \s+ (?P<day___>tadi|td|kemarin|kmrn)\b )?
    (?: \s* (?P<zone>wib|wita|wit)\b )?
"""
"""A time in a text, in a pattern with the flags VERBOSE and IGNORECASE: only where a word says that
it is one, for "14.30" alone can be anything."""


@dataclass(frozen=True, slots=True)
class Said:
    """A time as it was said: `hour` in its digits, with a part of the day or with none; `zone` is
    None where that of the area is meant."""

    hour: str
    minute: int
    day: str
    part: str
    zone: Zone | None

    def moment(self, zone: Zone, now: datetime) -> datetime | Reason:
        """The moment, in the area's `zone` where no other was said, or why there is none."""
        hour = self._hour()
        if hour is None or hour > 23 or self.minute > 59:
            return Reason.TIME
        local = now.astimezone((self.zone or zone).tzinfo)
        latest = now + _AHEAD
        seen = datetime.combine(local.date(), time(hour, self.minute), local.tzinfo)
        if self.day in _YESTERDAY:
            seen -= _A_DAY
        elif self.day in _BEFORE and self.part == "malam":
            if seen <= latest:  # of which of the two nights
                return Reason.TIME
            seen -= _A_DAY
        if seen > latest:
            return Reason.FUTURE
        if self._is_of_twelve() and seen + _HALF_A_DAY <= latest:
            return Reason.TIME
        return min(seen, now).astimezone(now.tzinfo)

    def _hour(self) -> int | None:
        hour = int(self.hour)
        hours, added = _PARTS.get(self.part, (range(0), 0))
        if hour in hours:
            return hour + added
        of_day = not self.part or (added and hour - added in hours)
        return hour if of_day or (self.part == "siang" and hour in range(10, 13)) else None

    def _is_of_twelve(self) -> bool:
        """Whether it can be either of two hours: "jam 2", but not "jam 02"."""
        return not self.part and self.hour[0] != "0" and int(self.hour) < 12


def said(groups: dict[str, str | None]) -> Said:
    """The time that TIME found, by the groups of its match."""

    def group(name: str) -> str:
        found = (groups.get(name + tail) for tail in ("", "_", "__", "___"))
        return (next(filter(None, found), None) or "").casefold()

    zone = group("zone")
    return Said(
        group("hour"),
        int(group("minute") or 0),
        group("day"),
        group("part"),
        Zone(zone.upper()) if zone else None,
    )
