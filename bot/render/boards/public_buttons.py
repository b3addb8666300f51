"""What the buttons under published readiness say, and how it is read back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.render.reply import Button, Row
from corpus.areas import Area

PUBLISHED_DATA = re.compile(r"k:([a-z0-9-]{1,50})\Z")
"""What is published of an area's readiness."""

_BESIDE = 2


def parsed_published(data: str) -> str:
    """The area of data that matches PUBLISHED_DATA."""
    return data.partition(":")[2]


def published_rows(areas: Iterable[Area]) -> list[Row]:
    """What is published of `areas`."""
    return beside(Button(area.name, f"k:{area.id}") for area in areas)


def beside(buttons: Iterable[Button]) -> list[Row]:
    """Rows of two."""
    all_of_them = list(buttons)
    return [tuple(all_of_them[at : at + _BESIDE]) for at in range(0, len(all_of_them), _BESIDE)]
