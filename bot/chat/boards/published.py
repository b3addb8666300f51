"""/kesiapan: what is published about the readiness of an area, for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import MaybeInaccessibleMessage, Update

from bot import texts
from bot.chat.addressed import question_text
from bot.chat.context import Context
from bot.chat.pressed import query_of
from bot.chat.questions.presses import stale
from bot.chat.send import say, send, settle
from bot.places import meant
from bot.render.boards.public import render_published, render_which_published
from bot.render.boards.public_buttons import parsed_published
from corpus.areas import Area
from corpus.contacts import EVERYWHERE


async def readiness(update: Update, context: Context) -> None:
    """With the name of an area, or for the country."""
    message = update.message
    assert message is not None
    words = question_text(message).strip() or EVERYWHERE
    areas = meant(words, context.services.roles.areas).areas
    if areas:
        await tell(message, context, areas)
    else:
        await say(context.bot, message, texts.PUBLISHED_AREA_UNKNOWN)


async def press(update: Update, context: Context) -> None:
    """Which of several areas is meant."""
    query = query_of(update)
    area = context.services.roles.areas.get(parsed_published(query.data or ""))
    if area is None or query.message is None:
        return await stale(update, context)
    await tell(query.message, context, [area])
    await settle(query)


async def tell(to: MaybeInaccessibleMessage, context: Context, areas: Sequence[Area]) -> None:
    """What is published of the one of `areas`; which of them is meant, where they are more."""
    if len(areas) > 1:
        await send(context.bot, to, render_which_published(areas))
        return
    services, (area,) = context.services, areas
    quotes = await services.publications.of(area.id)
    almanac, today = services.almanac(), services.directory().today
    told = render_published(area, quotes, almanac, today, services.roles.areas)
    await send(context.bot, to, told)
