"""A cell of a board in words, as short as a line of a phone asks for: the state always in words,
numbers never without what they count."""

from __future__ import annotations

from datetime import datetime

from bot import texts
from bot.readiness import Cell, Report, Verdict
from bot.render.dates import age_words

_SHORTER = (("Kabupaten ", "Kab. "), ("Kepulauan ", "Kep. "))


def short(name: str) -> str:
    """The name of an area as forms write it: "Kab. Kutai Timur"."""
    for whole, shorter in _SHORTER:
        name = name.replace(whole, shorter)
    return name


def thousands(number: int) -> str:
    """A number as it is written here: "12.345"."""
    return f"{number:,}".replace(",", ".")


def numbers(report: Report) -> str:
    """What it counted, of what is needed, with its unit; empty where it counted nothing."""
    unit = texts.UNITS[report.component]
    match report.have, report.need:
        case None, None:
            return ""
        case int(have), None:
            return texts.BOARD_HAVE.format(have=thousands(have), unit=unit)
        case None, int(need):
            return texts.BOARD_NEED.format(need=thousands(need), unit=unit)
        case have, need:
            return texts.BOARD_NUMBERS.format(
                have=thousands(have or 0), need=thousands(need or 0), unit=unit
            )


def is_verified(report: Report) -> bool:
    """Whether a superior stands for it."""
    return report.verdict is Verdict.VERIFIED


def age(report: Report, now: datetime) -> str:
    """How long ago it was seen."""
    return age_words(now - report.observed_at)


def gap_words(cell: Cell, with_numbers: bool = True) -> str:
    """A cell that is amiss: what it is, how it is, and what is there."""
    told = numbers(cell.report) if cell.report and with_numbers else ""
    parts = (texts.COMPONENTS_SHORT[cell.component], texts.STATES[cell.state], told)
    return " ".join(filter(None, parts))
