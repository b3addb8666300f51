"""What is counted of what people send, day by day, whatever else is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """What is counted."""

    ANSWERED = "answered"
    READINESS = "readiness"
    NO_EVIDENCE = "no_evidence"
    DECLINED = "declined"
    DANGER = "danger"
    COURTESY = "courtesy"
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


OUTCOMES = (What.ANSWERED, What.READINESS, What.NO_EVIDENCE, What.DECLINED)
"""What becomes of a question: it is one of these."""

FEEDBACK = (What.HELPFUL, What.UNHELPFUL)
BESIDE = (What.DANGER, What.COURTESY)
"""What is no question."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day and what was counted on it."""

    day: date
    counts: Mapping[What, int]


def total(days: Iterable[Day], *whats: What) -> int:
    """How many there were of any of `whats` on all of `days`."""
    return sum(day.counts.get(what, 0) for day in days for what in whats)
