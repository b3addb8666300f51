"""Whether a message tells of danger to people now. Decided before anything is searched, from the
words alone, so that it works with no index at all. The patterns are data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from index.analyze import standard
from index.types import Declined, DeclineReason

_Patterns = Mapping[str, tuple[re.Pattern[str], ...]]


def danger(message: str) -> Declined | None:
    """What to say to somebody in danger comes before any answer; None for everyone else."""
    return Declined(message, DeclineReason.DANGER, "police") if in_danger(message) else None


def in_danger(message: str) -> bool:
    """Whether whoever wrote `message` tells of harm that is happening, or calls for help.

    A question about dangers (the law, another year, a rehearsal, "kalau ada") is none.
    """
    told = " ".join(standard(message)) + ("!" if "!" in message else "")
    if _any("about", told):
        return False
    return _any("help", told) or (_any("now", told) and _any("harm", told))


def _any(part: str, told: str) -> bool:
    return any(pattern.search(told) for pattern in _patterns()[part])


@cache
def _patterns() -> _Patterns:
    text = Path(__file__).with_name("danger.yaml").read_text(encoding="utf-8")
    return {part: tuple(map(re.compile, own)) for part, own in yaml.safe_load(text).items()}
