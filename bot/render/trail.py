"""The audit trail on a phone: first whether it is whole, then one line an entry."""

from __future__ import annotations

import re

from bot import texts
from bot.render.dates import moment_words
from bot.render.markup import Text, bold, join
from bot.render.reply import Button, Reply, reply
from bot.trail import Entry, Trail

EARLIER_DATA = re.compile(r"j:(\d{1,12})\Z")
"""Shows the entries numbered below the one that is named."""


def render_trail(shown: Trail) -> Reply:
    """Whether the trail is whole, the entries, and a button for earlier ones."""
    state = (
        texts.AUDIT_WHOLE if shown.fault is None else texts.AUDIT_BROKEN.format(number=shown.fault)
    )
    lines = [_line(entry, shown.names) for entry in shown.entries]
    rows = [Button(texts.BUTTON_EARLIER, f"j:{shown.earlier}")] if shown.earlier else []
    return reply([bold(state), *(lines or [Text(texts.AUDIT_EMPTY)])], rows)


def _line(entry: Entry, names: dict[str, str]) -> Text:
    who = names.get(entry.actor)
    actor = f"{who} ({entry.actor})" if who else entry.actor
    action = texts.AUDIT_ACTIONS.get(entry.action, entry.action)
    details = ", ".join(f"{key} {value}" for key, value in entry.details.items())
    told = f"{action}: {entry.subject}" if entry.subject else action
    lines = [f"{entry.number}. {moment_words(entry.at.isoformat())}", f"{actor} · {told}", details]
    return join("\n", [Text(line) for line in lines if line])
