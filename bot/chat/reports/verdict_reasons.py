"""Why a report was rejected: asked of the superior, and passed on to its author."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Right, may, may_in
from bot.chat.addressed import replied_words
from bot.chat.context import Context, receipt
from bot.chat.delivery import inform
from bot.chat.questions.asked import question
from bot.chat.send import prompt, say, send
from bot.db.engine import Redelivered
from bot.render.reply import reply
from bot.render.reports.unclear import render_counts_refused
from bot.render.reports.verdict_card import reason_asked_in, reason_prompt
from bot.reports.verdicts import REASON_LIMIT, View
from bot.reports.votes import carries_counts
from index.danger import in_danger


async def reason_told(update: Update, context: Context) -> None:
    """A reply to what asks why; from whoever may not, and about danger, it is a message like any
    other."""
    message = update.message
    assert message is not None
    number, reason = _asked(message), " ".join((message.text or "").split())
    if number is None or not may(context.person, Right.OVERSEE) or in_danger(reason):
        return await question(update, context)
    if carries_counts(reason):
        await send(context.bot, message, render_counts_refused(context.services.directory()))
        return
    if len(reason) > REASON_LIMIT:
        words = texts.VERDICT_REASON_LONG.format(limit=REASON_LIMIT)
        return await prompt(context.bot, message, f"{reason_prompt(number)}\n{words}")
    verdicts = context.services.reports.verdicts
    try:
        view = await verdicts.give_reason(context.person, number, reason, receipt(update))
    except Redelivered:
        return
    if view is None:
        return await say(context.bot, message, texts.VERDICT_REASON_LATE)
    await say(context.bot, message, texts.VERDICT_REASON_KEPT)
    await tell_author(context, view, texts.VERDICT_REASON_TOLD.format(number=number, reason=reason))


async def tell_author(context: Context, view: View, words: str) -> None:
    """Tell the author, if he is still known and may still report from there."""
    author, areas = view.author, context.services.roles.areas
    if author and may_in(author, Right.REPORT, view.kept.report.area, areas):
        await inform(context.bot, author.id, reply([words]))


def _asked(message: Message) -> int | None:
    return reason_asked_in(replied_words(message) or "")


class _ReasonTold(MessageFilter):
    def filter(self, message: Message) -> bool:
        return _asked(message) is not None


REASON_TOLD = _ReasonTold()
"""A reply to what asks why a report was rejected."""
