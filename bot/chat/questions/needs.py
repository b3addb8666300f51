"""Questions are kept while their answers are sent, and rated by the buttons under them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update

from bot import texts
from bot.ask import Answered
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.send import settle
from bot.db.engine import Redelivered
from bot.questions.needs import Outcome
from bot.render.answers.needs import parsed_feedback
from index.types import Grounded

_PATIENCE = 0.25
"""Seconds that an answer waits for the number of its question: keeping it takes some milliseconds,
unless the database is busy or gone, and then the answer goes out without those buttons."""


@asynccontextmanager
async def keeping(
    update: Update, context: Context, person: int, outcome: Outcome
) -> AsyncIterator[int | None]:
    """Keep what came of a person's question, while the block sends it. Gives the number that its
    buttons need; None where they don't, or it is not known in time."""
    task = asyncio.create_task(context.services.needs.keep(person, outcome, receipt(update)))
    try:
        if isinstance(outcome, Answered) and isinstance(outcome.answer, Grounded):
            await asyncio.wait([task], timeout=_PATIENCE)
        yield task.result() if task.done() else None
    finally:
        await task


async def rate(update: Update, context: Context) -> None:
    """ "Membantu" and "Kurang tepat": what the asker says last counts, what others say does not."""
    query = query_of(update)
    kept, helpful = parsed_feedback(query.data or "")
    try:
        rated = await context.services.needs.rate(
            query.from_user.id, kept, helpful, receipt(update)
        )
    except Redelivered:
        rated = True
    if rated:
        await settle(query, texts.FEEDBACK_THANKS, alert=False)
    else:
        await settle(query, texts.FEEDBACK_NOT_YOURS)
