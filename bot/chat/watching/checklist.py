"""/ceklis: an officer's own list before an election, ticked by tapping."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.send import send, settle, turn
from bot.render.watching.checklist import parsed_check, render_checklist


async def checklist(update: Update, context: Context) -> None:
    """The command."""
    assert update.message is not None
    own = await context.services.vigil.checks.own(context.person)
    await send(context.bot, update.message, render_checklist(own))


async def tick(update: Update, context: Context) -> None:
    """A box. The list of an election that is over, or of another area, is ticked no more."""
    query = query_of(update)
    election, item, ticked = parsed_check(query.data or "")
    if item is None:
        return await settle(query, texts.CHECKLIST_STALE)
    checks = context.services.vigil.checks
    now = await checks.tick(context.person, election, item, ticked, receipt(update))
    if now is None:
        return await settle(query, texts.CHECKLIST_STALE)
    await turn(context.bot, query, render_checklist(now))
    await settle(query)
