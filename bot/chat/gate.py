"""Who stands at the door, found once for every update, and what is closed to him.

A command that somebody may not use is answered as one that doesn't exist, a button as one of an
older version: refusing would tell that there is something. What only some may see is shown in
private only, because in a group all would see it. And nobody comes in faster than a person can.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update
from telegram.constants import ChatType

from bot.access import Person, Right, may
from bot.chat.addressed import is_addressed
from bot.chat.context import Context
from bot.chat.questions.citizen import unknown_command
from bot.chat.questions.presses import stale
from bot.chat.refusals import refusal_words
from bot.chat.send import say, settle
from bot.db.engine import Unanswered

_log = logging.getLogger(__name__)

Act: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]


async def admit(update: Update, context: Context) -> None:
    """Set `context.person`. Where the database is silent everyone is a citizen: questions go on."""
    user = update.effective_user
    id, name = (user.id, user.full_name) if user else (0, "")
    try:
        context.person = await context.services.roles.person(id, name)
    except Unanswered as error:
        _log.error("roles cannot be read", exc_info=error)
        context.person = Person(id, name)


def only(right: Right, act: Act) -> Act:
    """`act` for whoever has the right, in private; for others what it does isn't there."""

    async def guarded(update: Update, context: Context) -> None:
        chat = update.effective_chat
        if chat and chat.type == ChatType.PRIVATE and may(context.person, right):
            await act(update, context)
        elif update.callback_query:
            await stale(update, context)
        elif update.message and is_addressed(update.message):
            await unknown_command(update, context)

    return guarded


def paced(act: Act) -> Act:
    """`act`, counted as a turn of whoever wants it; where he takes too many, that is told."""

    async def admitted(update: Update, context: Context) -> None:
        sender = update.effective_sender
        flooded = context.services.asking.visit(sender.id) if sender else None
        if flooded is None:
            await act(update, context)
        elif update.callback_query:
            await settle(update.callback_query, refusal_words(flooded))
        elif update.message:
            await say(context.bot, update.message, refusal_words(flooded))

    return admitted
