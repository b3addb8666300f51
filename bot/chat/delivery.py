"""Messages that their receiver did not ask for just now: sent, and told what became of them."""

from __future__ import annotations

import logging

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.connection import Unreached
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
        _log.warning("not delivered, or not surely: %s", error)
        return Delivery.FAILED if _is_refusal(error) else Delivery.UNSURE
    return Delivery.SENT


async def inform(bot: Bot, chat: int, answer: Reply) -> None:
    """Tell somebody what another did that concerns him, once: what was done stands whether or not
    he can be told. Telegram's patience is waited for, so it is the last thing that a press does."""
    try:
        await post(bot, chat, answer)
    except TelegramError as error:
        _log.warning("not told: %s", error)


def _is_refusal(error: TelegramError) -> bool:
    """Whether Telegram answered that it did not take it, or was not asked at all. Behind any other
    error stands one of the network, met after the message had left."""
    cause = error.__cause__
    return cause is None or isinstance(cause, TelegramError) or isinstance(error, Unreached)
