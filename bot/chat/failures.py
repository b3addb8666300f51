"""What happens when a handler fails: the person gets a calm sentence and a short id, the log gets
the rest under the same id, and the bot goes on with the next update."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot import texts
from bot.chat.context import Context
from bot.chat.send import say, settle
from bot.db.engine import Redelivered
from bot.errors import SiagaError

_log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """The error handler of the whole application."""
    words = _words(context.error)
    if not isinstance(update, Update):
        return
    try:
        if update.callback_query:
            await settle(update.callback_query, words)
        elif update.effective_message:
            await say(context.bot, update.effective_message, words)
    except TelegramError as error:
        _log.warning("a failure could not be told: %s", error)


def _words(error: Exception | None) -> str | None:
    """What to tell the person, once the log is told; None where he cannot be reached, or was told
    when the update came first."""
    match error:
        case SiagaError():
            return error.sentence
        case Redelivered():
            return None
        case Forbidden() | RetryAfter():
            _log.info("not delivered: %s", error)
            return None
        case NetworkError() if not isinstance(error, BadRequest):
            _log.warning("network: %s", error)
            return texts.SLOW_NETWORK
        case _:
            incident = secrets.token_hex(4)
            _log.error("incident %s", incident, exc_info=error)
            return texts.FAILED.format(incident=incident)
