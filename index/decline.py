"""Which questions are not answered whatever the corpus holds: those that ask for an opinion or a
prediction, for help with an offence, or for something to be written. The patterns are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from index.analyze import standard
from index.types import Declined, DeclineReason

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: DeclineReason
    referral: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str]

    def matches(self, asked: str) -> bool:
        return bool(self.pattern.fullmatch(asked)) and not self.unless.fullmatch(asked)


def declined(question: str) -> Declined | None:
    """Why `question` is not answered, or None where it may be."""
    asked = " ".join(standard(question))
    for rule in _rules():
        if rule.matches(asked):
            return Declined(question, rule.reason, rule.referral)
    return None


@cache
def _rules() -> tuple[_Rule, ...]:
    entries = yaml.safe_load(Path(__file__).with_name("declined.yaml").read_text("utf-8"))
    return tuple(
        _Rule(
            DeclineReason(e["reason"]),
            e["referral"],
            re.compile(pattern),
            re.compile(e.get("unless", _NEVER)),
        )
        for e in entries
        for pattern in e["patterns"]
    )
