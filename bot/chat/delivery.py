"""Messages that their receiver did not ask for just now: sent, and told what became of them."""

from __future__ import annotations

import logging

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.context import Bot
from bot.chat.limiter import AT_ONCE, seconds_of
from bot.chat.send import post
from bot.delivery import Delivery, Patience
from bot.render.reply import Reply

_log = logging.getLogger(__name__)


async def deliver(bot: Bot, chat: int, answer: Reply, under: int | None = None) -> Delivery:
    """Send `answer` to a chat, in reply to the message `under` if that is still there. Raises
    Patience: whoever asked for an answer is not kept waiting for these."""
    try:
        await post(bot, chat, answer, under, patience=AT_ONCE)
    except RetryAfter as error:
        raise Patience(seconds_of(error)) from error
    except (Forbidden, BadRequest, ChatMigrated) as error:
        _log.info("nobody to deliver to: %s", error)
        return Delivery.GONE
    except TelegramError as error:
        _log.warning("not sure to be delivered: %s", error)
        return Delivery.UNSURE
    return Delivery.SENT
