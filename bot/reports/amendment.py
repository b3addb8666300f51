"""What a reply to a report says: a correction in the words of a line, or the answer to what the bot
asks for, a number or a note. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.readiness import Component
from bot.reports.draft import Draft, Step
from bot.reports.shorthand.areas import Reach
from bot.reports.shorthand.line import parse
from bot.reports.shorthand.outcome import Reason, Unclear, Understood
from bot.reports.shorthand.rows import NOTE_LIMIT
from bot.reports.shorthand.tokens import plain


@dataclass(frozen=True, slots=True)
class Asked:
    """What the message replied to is about: a draft, and what it asks of which component; None and
    None where it shows the draft."""

    draft: int
    step: Step | None = None
    component: Component | None = None


def amendment(
    draft: Draft, asked: Asked, text: str, reach: Reach, now: datetime
) -> Understood | Unclear:
    """What `text`, a reply to what is `asked`, says of the draft."""
    step = asked.step or draft.asked
    component = asked.component or (draft.current if asked.step is None else None)
    if step is Step.NOTE and component:
        return _note(draft, component, text)
    assumed = component if asked.step else draft.assumed
    within = replace(reach, own=draft.areas)
    stays = step is Step.NUMBERS and assumed in draft.by_component
    return parse(text, within, now, draft.by_component, assumed, stays)


def _note(draft: Draft, component: Component, text: str) -> Understood | Unclear:
    note = " ".join(plain(text).replace('"', " ").split())
    if len(note) > NOTE_LIMIT:
        return Unclear(Reason.NOTE_LONG, "")
    line = draft.by_component.get(component)
    lines = (replace(line, note=note),) if line else ()
    return Understood(draft.areas, lines, named=False)
