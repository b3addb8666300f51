"""/siaran: a message to officers and admins, shown first and sent on its author's word."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.ask import question_in
from bot.audience import addressed
from bot.broadcast import LIMIT, Result
from bot.chat.addressed import question_text
from bot.chat.context import App, Context, receipt
from bot.chat.delivery import deliver, inform
from bot.chat.drills.drill_cards import names_of
from bot.chat.pressed import query_of
from bot.chat.send import say, send, settle
from bot.db import audit
from bot.db.broadcasts import Broadcast
from bot.db.engine import Redelivered
from bot.delivery import Delivery
from bot.render.broadcast import parsed_broadcast, render_broadcast, render_draft, render_result
from bot.render.markup import Text
from corpus.areas import Area


async def draft(update: Update, context: Context) -> None:
    """The command: what would be sent, and to how many."""
    message, broadcasts = update.message, context.services.broadcasts
    assert message is not None
    areas, words = addressed(question_text(message), broadcasts.areas)
    if refusal := _refusal(areas, words):
        return await say(context.bot, message, refusal)
    area = areas[0] if areas else None
    where = area.name if area else texts.BROADCAST_EVERYWHERE
    try:
        made = await broadcasts.draft(
            context.person, words, area.id if area else "", receipt(update)
        )
    except Redelivered:
        return
    if made is None:
        await say(context.bot, message, texts.BROADCAST_NOBODY.format(where=where))
    else:
        await send(context.bot, message, render_draft(made, where))


async def confirm(update: Update, context: Context) -> None:
    """ "Kirim": however often it is pressed, it is sent once."""
    query = query_of(update)
    id = parsed_broadcast(query.data or "")
    try:
        number = await context.services.broadcasts.confirm(context.person, id, receipt(update))
    except Redelivered:
        return await settle(query)
    if number is None:
        return await settle(query, texts.BROADCAST_GONE)
    assert query.message is not None, "the bot sends nothing inline"
    await say(context.bot, query.message, texts.BROADCAST_BEGUN.format(number=number))
    await settle(query)
    context.services.broadcasts.bell.set()


async def cancel(update: Update, context: Context) -> None:
    """ "Batal"."""
    query = query_of(update)
    id = parsed_broadcast(query.data or "")
    try:
        cancelled = await context.services.broadcasts.cancel(context.person, id, receipt(update))
    except Redelivered:
        cancelled = True
    await settle(query, texts.BROADCAST_CANCELLED if cancelled else texts.BROADCAST_GONE)


async def go_on(application: App) -> None:
    """Send what was begun, and tell each author how it ended."""
    services = application.bot_data

    async def tell(person: int, broadcast: Broadcast) -> Delivery:
        on = await services.drilling.rehearsals.covering(broadcast.area)
        by_itself = broadcast.made_by == audit.SYSTEM
        told = render_broadcast(broadcast.words, names_of(services, on), by_itself)
        return await deliver(application.bot, person, told)

    async def report(result: Result) -> None:
        await inform(application.bot, result.author, render_result(result))

    await services.broadcasts.send(tell, report)


def _refusal(areas: tuple[Area, ...], words: str) -> str | None:
    """What is wrong with the command, if anything is."""
    length = Text(words).units
    if not question_in(words):
        return texts.BROADCAST_USAGE
    if len(areas) > 1:
        named = ", ".join(area.name for area in areas)
        return texts.BROADCAST_WHICH.format(areas=named)
    if length > LIMIT:
        return texts.BROADCAST_LONG.format(limit=LIMIT, length=length)
    return None
