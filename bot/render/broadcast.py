"""A message to many: as its author checks it, and as everyone receives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import texts
from bot.broadcast import Draft, Result
from bot.render.drills.drills import banner
from bot.render.markup import Text, bold
from bot.render.reply import Button, Reply, reply

SEND_DATA = re.compile(r"b:(\d{1,18}):kirim\Z")
CANCEL_DATA = re.compile(r"b:(\d{1,18}):batal\Z")


def parsed_broadcast(data: str) -> int:
    """The broadcast's id in `data` that matches SEND_DATA or CANCEL_DATA."""
    return int(data.split(":")[1])


def render_broadcast(words: str, on: Sequence[str] = (), by_itself: bool = False) -> Reply:
    """What everyone receives, where drills are on in areas of these names; `by_itself`: no person
    sends it, the bot does."""
    return reply([*banner(on), Text(words) if by_itself else _told(words)])


def render_draft(draft: Draft, where: str) -> Reply:
    """What would be sent, to how many and where, with the author's two choices."""
    id, number = draft.broadcast.id, draft.receivers
    heading = texts.BROADCAST_PREVIEW.format(number=number, where=where)
    buttons = (
        Button(texts.BUTTON_BROADCAST.format(number=number), f"b:{id}:kirim"),
        Button(texts.BUTTON_BROADCAST_NOT, f"b:{id}:batal"),
    )
    return reply([heading, _told(draft.broadcast.words)], [buttons])


def render_result(result: Result) -> Reply:
    """How it ended."""
    told = [texts.BROADCAST_DONE.format(sent=result.sent)]
    if result.gone:
        told.append(texts.BROADCAST_DONE_GONE.format(number=result.gone))
    if result.unsure:
        told.append(texts.BROADCAST_DONE_UNSURE.format(number=result.unsure))
    return reply(["\n".join(told)])


def _told(words: str) -> Text:
    return bold(texts.BROADCAST_HEADING) + Text(f"\n\n{words}")
