"""Dates in words, as exact as they are known and no more."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot import texts

_WIB = timezone(timedelta(hours=7))


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
    local = datetime.fromisoformat(moment).astimezone(_WIB)
    return texts.WIB.format(date=date_words(local.date().isoformat()), time=f"{local:%H.%M}")
