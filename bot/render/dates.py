"""Dates in words, as exact as they are known and no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from bot import texts
from corpus.areas import Zone

WIB = timezone(timedelta(hours=7))


def date_words(partial: str | None) -> str:
    """`2023-10-02` is "2 Oktober 2023", `2023-10` is "Oktober 2023", `2023` stays; None is said."""
    if partial is None:
        return texts.NO_DATE
    year, *rest = partial.split("-")
    month = [texts.MONTHS[int(number) - 1] for number in rest[:1]]
    day = [str(int(number)) for number in rest[1:]]
    return " ".join([*day, *month, year])


def moment_words(moment: str) -> str:
    """An ISO 8601 moment in western Indonesian time, to the minute."""
    local = datetime.fromisoformat(moment).astimezone(WIB)
    return texts.WIB.format(date=date_words(local.date().isoformat()), time=f"{local:%H.%M}")


def day_words(moment: datetime) -> str:
    """The day that it was in western Indonesian time."""
    return date_words(moment.astimezone(WIB).date().isoformat())


def span_words(begins: date, ends: date) -> str:
    """Both days in short, nothing twice: "28 Nov 2023–10 Feb 2024", "11–13 Feb 2024"."""
    last = f"{ends.day} {texts.MONTHS[ends.month - 1][:3]} {ends.year}"
    if begins == ends:
        return last
    first = [str(begins.day)]
    if (begins.year, begins.month) != (ends.year, ends.month):
        first.append(texts.MONTHS[begins.month - 1][:3])
    if begins.year != ends.year:
        first.append(str(begins.year))
    return f"{' '.join(first)}–{last}"


def moment_at(moment: datetime, zone: Zone) -> str:
    """The minute that it was in the zone, in short: "26 Nov 2026 14.05 WITA"."""
    local = moment.astimezone(zone.tzinfo)
    return texts.BOARD_MOMENT.format(
        day=local.day,
        month=texts.MONTHS[local.month - 1][:3],
        year=local.year,
        time=f"{local:%H.%M}",
        zone=zone,
    )


def age_words(age: timedelta) -> str:
    """How long ago it was, in whole units: "3 jam lalu"."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 1:
        return texts.AGE_NOW
    if minutes < 60:
        return texts.AGE_MINUTES.format(number=minutes)
    if minutes < 24 * 60:
        return texts.AGE_HOURS.format(number=minutes // 60)
    return texts.AGE_DAYS.format(number=minutes // (24 * 60))
