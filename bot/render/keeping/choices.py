"""The values that a document's fields may have, in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import texts
from bot.keeping.completeness import SEVERAL

_LABELS: Mapping[str, Mapping[Any, str]] = {
    "kind": texts.KINDS,
    "form": texts.FORMS,
    "reliability": texts.RELIABILITIES,
    "drill": texts.DRILLS,
    "regime": texts.REGIMES,
    "stages": texts.STAGES,
}


def choice_label(name: str, value: str) -> str:
    """A value of the field `name`."""
    return _LABELS[name][value]


def chosen_words(name: str, held: object) -> str | None:
    """What the field holds; None where nothing was chosen."""
    if held is None:
        return None
    values = held if isinstance(held, list) else [held]
    return ", ".join(choice_label(name, _key(one)) for one in values) or None


def is_chosen(name: str, held: object, value: str) -> bool:
    """Whether `held`, of the field `name`, is the value, or holds it."""
    if name in SEVERAL:
        return isinstance(held, list) and value in held
    return held is not None and _key(held) == value


def _key(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
