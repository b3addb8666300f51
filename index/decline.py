"""Which questions are not answered whatever the corpus holds: those that ask for an opinion or a
prediction, for help with an offence, for something to be written, or for what is private. The
patterns are data (`declined.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from index.analyze import standard, words
from index.patterns import any_of, written_out
from index.types import Declined, DeclineReason


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: DeclineReason
    referral: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str]

    def matches(self, said: Collection[str]) -> bool:
        """Whether one of `said`, which say the same, holds the pattern and nothing of `unless`."""
        return any(self.pattern.search(one) and not self.unless.search(one) for one in said)


def declined(question: str) -> Declined | None:
    """Why `question` is not answered, or None where it may be."""
    asked = written_out(question)
    # Made standard for the search, "menurutmu" no longer says whose opinion is asked for.
    said = {" ".join(words(asked)), " ".join(standard(asked))}
    for rule in _rules():
        if rule.matches(said):
            return Declined(question, rule.reason, rule.referral)
    return None


@cache
def _rules() -> tuple[_Rule, ...]:
    data = yaml.safe_load(Path(__file__).with_name("declined.yaml").read_text(encoding="utf-8"))
    groups = data["words"]
    return tuple(
        _Rule(
            DeclineReason(entry["reason"]),
            entry["referral"],
            any_of(entry["patterns"], groups),
            any_of(entry["unless"], groups),
        )
        for entry in data["reasons"]
    )
