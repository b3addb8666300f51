"""The buttons under a list of candidates that came together."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot import texts
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.send import say, settle, turn
from bot.errors import CorpusClosed
from bot.keeping.candidates import Candidate
from bot.render.keeping.inventory import (
    APPROVE_ALL,
    ASK_DISCARD,
    BATCH_DATA,
    DISCARD_ALL,
    render_batch,
)


async def press(update: Update, context: Context) -> None:
    """A button under what came together."""
    query = query_of(update)
    match = BATCH_DATA.fullmatch(query.data or "")
    assert match is not None
    first, act, page = int(match[1]), match[2], int(match[3] or 0)
    services = context.services.keeping
    found = await services.candidates.batch(first)
    if not found:
        return await settle(query, texts.MANUSCRIPT_GONE)
    if act == APPROVE_ALL:
        await _approve_all(update, context, found)
    elif act == DISCARD_ALL:
        ids = [candidate.id for candidate in found]
        await services.candidates.discard(context.person, ids, receipt(update))
    present = await services.candidates.batch(first)
    await turn(context.bot, query, render_batch(present, page, asking=act == ASK_DISCARD))
    if act != APPROVE_ALL:
        await settle(query)


async def _approve_all(update: Update, context: Context, batch: Sequence[Candidate]) -> None:
    """Each is compared with all others, and two hundred take a quarter of a minute; so the press is
    answered first, and what goes wrong is told in a message."""
    query = query_of(update)
    assert query.message is not None, "the bot sends nothing inline"
    await settle(query, texts.BATCH_WORKING, alert=False)
    try:
        approvals = context.services.keeping.approvals
        await approvals.approve_all(context.person, batch, receipt(update))
    except CorpusClosed as error:
        await say(context.bot, query.message, error.sentence)
