"""The message that asks for a field in words. It names the candidate and the card, so that any copy
of the bot can act on the reply to it, at any time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot import texts
from bot.keeping.completeness import WRITTEN

_NAMES = {texts.FIELDS[name]: name for name in WRITTEN}
_HEAD = re.compile(
    re.escape(texts.PROMPTED)
    .replace(r"\{number\}", r"(\d{1,18})")
    .replace(r"\{card\}", r"(\d{1,18})")
    .replace(r"\{field\}", f"({'|'.join(_NAMES)})")
    + r"(?=\n)"
)


@dataclass(frozen=True, slots=True)
class Prompted:
    """The field `name` of `candidate`, whose card is the message `card`, is asked for."""

    candidate: int
    card: int
    name: str


def prompt_words(prompted: Prompted, reason: str | None = None) -> str:
    """What is asked; with the `reason` why the last answer would not do."""
    field = texts.FIELDS[prompted.name]
    head = texts.PROMPTED.format(number=prompted.candidate, card=prompted.card, field=field)
    unknown = [texts.WRITE_UNKNOWN] if prompted.name != "title" else []
    why = [reason] if reason else []
    return "\n".join([head, *why, texts.WRITE_FIELD[prompted.name], *unknown])


def prompted_in(message: str) -> Prompted | None:
    """What the bot's own `message` asks for; None where it is no such message."""
    match = _HEAD.match(message)
    return Prompted(int(match[1]), int(match[2]), _NAMES[match[3]]) if match else None
