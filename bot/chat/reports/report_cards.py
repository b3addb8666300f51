"""What is shown of a report that is being made: the card as it stands now, and the one before it
without buttons, so that there is one place to press."""

from __future__ import annotations

from telegram import MaybeInaccessibleMessage

from bot.chat.context import Context
from bot.chat.drills.drill_cards import names_of
from bot.chat.send import replace, send
from bot.render.reply import Reply
from bot.render.reports.report_buttons import report_rows
from bot.render.reports.report_card import render_report
from bot.reports.draft import Stored
from bot.reports.shorthand.areas import reach_of


async def card(context: Context, stored: Stored, opened: str | None = None, page: int = 0) -> Reply:
    """The draft's card; where its area is asked for, with the areas in the one that is `opened`."""
    tree = context.services.roles.areas
    rows = report_rows(stored, reach_of(context.person, tree), opened, page)
    return render_report(stored, tree, await drills_at(context, stored.draft.area), rows)


async def drills_at(context: Context, area: str | None) -> list[str]:
    """The names of areas in which a drill is on that a report of `area` is part of."""
    if area is None:
        return []
    covering = await context.services.drilling.rehearsals.covering(area)
    return names_of(context.services, covering)


async def show(context: Context, to: MaybeInaccessibleMessage, stored: Stored) -> None:
    """The card in reply to `to`; the message that showed it until now keeps the words."""
    shown = await card(context, stored)
    sent = await send(context.bot, to, shown)
    if stored.message is not None:
        await replace(context.bot, to.chat.id, stored.message, Reply(shown.parts))
    if sent is not None:
        await context.services.reports.reporting.show(stored.id, sent.message_id)
