"""Free questions about readiness: an officer who asks in private about an area that he may see is
shown its board, everybody else, and every group, what is published."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.chat.boards import board, published
from bot.chat.context import Context
from bot.questions.about_readiness import Readiness
from corpus.contacts import EVERYWHERE


async def tell(update: Update, context: Context, about: Readiness) -> None:
    """What he may see of it."""
    message, overview = update.effective_message, context.services.overview
    assert message is not None
    if message.chat.type == ChatType.PRIVATE:
        named = [area for area in about.areas if overview.sees(context.person, area.id)]
        seen = named if about.areas else overview.own(context.person)
        if seen:
            return await board.offer(update, context, seen, about.silent)
    country = [area for area in overview.areas.areas if area.id == EVERYWHERE]
    await published.tell(message, context, about.areas or country)
