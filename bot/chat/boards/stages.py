"""/tahapan: where we are in the calendar of elections, for everyone."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot import texts
from bot.chat.addressed import question_text
from bot.chat.context import Context
from bot.chat.send import say, send, settle, turn
from bot.render.boards.stages import render_season, render_today, render_whole_season
from corpus.document import Regime


async def stages(update: Update, context: Context) -> None:
    """/tahapan, or with the name of a sort of election."""
    message, services = update.message, context.services
    assert message is not None
    calendar, directory = services.almanac().calendar, services.directory()
    asked = question_text(message).casefold().split()
    if not asked:
        await send(context.bot, message, render_today(calendar, directory))
    elif asked[0] in list(Regime):
        told = render_season(calendar, Regime(asked[0]), directory)
        await send(context.bot, message, told)
    else:
        await say(context.bot, message, texts.STAGES_USAGE)


async def season(update: Update, context: Context) -> None:
    """The button of a sort of election."""
    query, regime = _pressed(update)
    services = context.services
    told = render_season(services.almanac().calendar, regime, services.directory())
    await turn(context.bot, query, told)
    await settle(query)


async def whole_season(update: Update, context: Context) -> None:
    """ "Selengkapnya"."""
    query, regime = _pressed(update)
    assert query.message is not None
    services = context.services
    told = render_whole_season(services.almanac().calendar, regime, services.directory())
    await send(context.bot, query.message, told)
    await settle(query)


def _pressed(update: Update) -> tuple[CallbackQuery, Regime]:
    query = update.callback_query
    assert query is not None and query.data is not None
    return query, Regime(query.data.partition(":")[2])
