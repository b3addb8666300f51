"""The messages that ask for a field of a drill's record, or show one: a reply to either goes on
with the record that it names first, on any copy of the bot, at any time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot import texts
from bot.drills.exercise import Field

_NAMES = {label: field for field, label in texts.DRILL_FIELDS.items()}
_NUMBER = r"(\d{1,18})"
_PROMPT = re.compile(
    re.escape(texts.DRILL_PROMPTED)
    .replace(r"\{number\}", _NUMBER)
    .replace(r"\{field\}", f"({'|'.join(_NAMES)})")
)
_CARD = re.compile(
    re.escape(texts.DRILL_NAMED).replace(r"\{number\}", _NUMBER).replace(r"\{area\}", ".+")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reply is about; `field` is None where the card itself is replied to."""

    drill: int
    field: Field | None


def prompt_words(asked: Asked, present: str | None = None, reason: str | None = None) -> str:
    """What is asked, with what the field holds at `present`, and the `reason` why the last answer
    would not do."""
    assert asked.field is not None
    label = texts.DRILL_FIELDS[asked.field]
    head = texts.DRILL_PROMPTED.format(number=asked.drill, field=label)
    holds = texts.DRILL_PRESENT.format(value=present) if present else None
    lines = (head, reason, texts.DRILL_WRITE[asked.field], texts.DRILL_WRITE_HOW, holds)
    return "\n".join(line for line in lines if line)


def asked_in(message: str) -> Asked | None:
    """What the bot's own `message` asks for or shows; None where it is about no record."""
    for line in message.splitlines():
        if match := _PROMPT.fullmatch(line):
            return Asked(int(match[1]), _NAMES[match[2]])
        if match := _CARD.fullmatch(line):
            return Asked(int(match[1]), None)
    return None
