"""/statistik: what people asked in the last thirty days, and what is to be done about it."""

from __future__ import annotations

import asyncio

from telegram import ReplyParameters, Update

from bot import texts
from bot.chat.context import Context
from bot.chat.send import say, send
from bot.render.statistics import caption, picture, render_statistics


async def month(update: Update, context: Context) -> None:
    """The picture with its figures, then the words."""
    message = update.message
    assert message is not None
    found = await context.services.statistics.month()
    if found.is_empty:
        await say(context.bot, message, texts.STATISTICS_NONE)
    else:
        # Drawing takes a second of the processor's time, and others are answered meanwhile.
        drawn = await asyncio.to_thread(picture, found)
        await context.bot.send_photo(
            message.chat.id,
            drawn,
            caption(found),
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        )
    await send(context.bot, message, render_statistics(found))
