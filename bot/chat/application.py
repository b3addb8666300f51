"""The Telegram application: the bot's connection, its pace towards Telegram, its handlers; and how
it polls from the first login to a clean end."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import cast

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, JobQueue, TypeHandler, Updater

from bot.chat.chores import chores
from bot.chat.connection import Connection
from bot.chat.context import App, Context, Services
from bot.chat.failures import failed
from bot.chat.gate import admit
from bot.chat.handlers import ALLOWED_UPDATES, handlers
from bot.chat.keeping.generations import finish_left
from bot.chat.limiter import Limiter
from bot.chat.menus import set_menus, set_own_menus
from bot.db.engine import Unanswered
from bot.errors import TokenRefused
from bot.settings import PREFIX, Settings

_log = logging.getLogger(__name__)

_TIMEOUT = 20.0
"""Seconds for one call: a slow mobile uplink needs more than the library's five."""

_AT_ONCE = 64
"""Calls that are under way at a time: at a tenth of a second each, hundreds in a second."""

_RETRIES = 3
"""Times a message is sent again after Telegram asked for patience."""

PAUSE = 5.0
"""Seconds between attempts to reach Telegram at the start."""


def build_application(settings: Settings, services: Services) -> App:
    """The application, opened by nobody yet. Updates run side by side: one slow person holds nobody
    else, and `Asking` keeps each person's questions in turn."""
    # The coming type of Telegram's waiting times, without which the library warns at each of them.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    # The library calls this "type" to make the shared data, and any callable will do.
    shared = cast("type[Services]", lambda: services)
    queue: JobQueue[Context] = JobQueue()
    application = (
        ApplicationBuilder()
        .token(settings.token())
        .base_url(settings.bot_url)
        .base_file_url(settings.file_url)
        .request(Connection(_AT_ONCE, _TIMEOUT))
        .get_updates_request(Connection(1, _TIMEOUT))
        .rate_limiter(Limiter(max_retries=_RETRIES))
        .context_types(ContextTypes(context=Context, bot_data=shared))
        .concurrent_updates(True)
        .job_queue(queue)
        .build()
    )
    application.add_handler(TypeHandler(Update, admit), group=-1)
    application.add_handlers(handlers())
    application.add_error_handler(failed)
    return application


async def poll(application: App, pause: float = PAUSE) -> None:
    """Serve until cancelled; then finish what was taken and close. Nothing that was sent while the
    bot was down is dropped; a Telegram that cannot be reached at the start is tried again after
    `pause` seconds. Raises TokenRefused."""
    updater = application.updater
    assert updater is not None
    try:
        await _log_in(application, pause)
        await set_menus(application.bot)
        await updater.start_polling(
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=_unreachable
        )
        await application.start()
        _log.info("polling as @%s", application.bot.username)
        await finish_left(application)
        async with chores(application):
            await _greet(application)
            await asyncio.Event().wait()
    finally:
        await _close(application, updater)


async def _greet(application: App) -> None:
    """Give everybody the menu of his roles, while the bot answers already."""
    try:
        people = await application.bot_data.roles.acquainted()
    except Unanswered as error:
        _log.error("roles cannot be read", exc_info=error)
    else:
        await set_own_menus(application.bot, people)


async def _close(application: App, updater: Updater) -> None:
    if updater.running:
        await updater.stop()
    # Who waits for a reload is told before the handlers end, which wait for it.
    await application.bot_data.reloading.close()
    if application.running:
        await application.stop()
    await application.shutdown()
    # The application leaves a bot open that could not log in; closing twice does no harm.
    await application.bot.shutdown()


async def _log_in(application: App, pause: float) -> None:
    while True:
        try:
            return await application.initialize()
        except InvalidToken:
            raise TokenRefused(f"{PREFIX}TELEGRAM_TOKEN") from None
        except TelegramError as error:
            _unreachable(error)
            await asyncio.sleep(pause)


def _unreachable(error: TelegramError) -> None:
    """Polling tries again by itself; the log says why nothing arrives. Conflict means that another
    copy polls with the same token."""
    _log.warning("Telegram: %s", error)
