"""Whom Telegram takes us for: one call that proves the token and the way to the server."""

from __future__ import annotations

import asyncio

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.errors import TelegramSilent, TokenRefused
from bot.settings import PREFIX, Settings


def who_am_i(settings: Settings, patience: float) -> str:
    """The bot's user name. Raises TokenRefused, or TelegramSilent after `patience` seconds."""
    return asyncio.run(_ask(settings, patience))


async def _ask(settings: Settings, patience: float) -> str:
    request = HTTPXRequest(connect_timeout=patience, read_timeout=patience)
    bot = Bot(settings.token(), settings.bot_url, settings.file_url, request, request)
    try:
        async with bot:
            return str(bot.username)
    except InvalidToken:
        raise TokenRefused(f"{PREFIX}TELEGRAM_TOKEN") from None
    except TelegramError as error:
        raise TelegramSilent(settings.telegram_api_url, type(error).__name__) from None
