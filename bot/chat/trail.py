"""/audit: what was done and by whom, for admins."""

from __future__ import annotations

from telegram import Update

from bot.chat.context import Context
from bot.chat.send import send, settle
from bot.render.trail import EARLIER_DATA, render_trail
from bot.trail import trail


async def audit(update: Update, context: Context) -> None:
    """/audit."""
    assert update.message is not None
    await send(context.bot, update.message, render_trail(await trail(context.services.database)))


async def earlier(update: Update, context: Context) -> None:
    """ "Lebih lama"."""
    query = update.callback_query
    assert query is not None and query.message is not None
    match = EARLIER_DATA.fullmatch(query.data or "")
    assert match is not None
    shown = await trail(context.services.database, before=int(match[1]))
    await send(context.bot, query.message, render_trail(shown))
    await settle(query)
