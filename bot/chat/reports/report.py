"""/lapor, alone, with a line or under a photo; and what is written or sent in reply to a report. To
what sounds like danger it is told as well whom to call."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Right, may
from bot.chat.addressed import question_text, replied_words
from bot.chat.context import Context, receipt
from bot.chat.questions import citizen
from bot.chat.questions.asked import question
from bot.chat.reports.report_cards import show
from bot.chat.send import say, send
from bot.db.engine import Redelivered
from bot.render.answers.danger import render_danger
from bot.render.reports.report_card import asked_head, asked_in
from bot.render.reports.unclear import render_counts_refused, render_unclear
from bot.reports.amendment import Asked
from bot.reports.draft import Stored
from bot.reports.reporting import Refused
from bot.reports.shorthand.outcome import Unclear
from index.danger import in_danger

_COMMAND = re.compile(r"/lapor(?:@\w+)?(?!\w)")


async def report(update: Update, context: Context) -> None:
    """The command, or what it was edited to say."""
    await _begin(update, context, question_text(_message(update)).strip(), "")


async def photographed(update: Update, context: Context) -> None:
    """A photo with the command under it; of whoever may not report it is a photo like any other."""
    message = _message(update)
    if not may(context.person, Right.REPORT):
        return await citizen.not_text(update, context)
    context.services.albums.is_new(message.media_group_id)
    words = _COMMAND.sub("", message.caption or "", count=1).strip()
    await _begin(update, context, words, message.photo[-1].file_id)


async def told(update: Update, context: Context) -> None:
    """A reply to a report, or to what is asked about one; of whoever may not report, a message like
    any other."""
    message = _message(update)
    asked = _asked(message)
    if asked is None or not may(context.person, Right.REPORT):
        act = citizen.not_text if message.photo else question
        return await act(update, context)
    text = message.text or message.caption or ""
    photo = message.photo[-1].file_id if message.photo else ""
    await _heed(message, context, text)
    reporting = context.services.reports.reporting
    try:
        outcome = await reporting.tell(context.person, asked, text, photo, receipt(update))
    except Redelivered:
        outcome = await reporting.unshown(context.person)
        if outcome is None:
            return
    if isinstance(outcome, Unclear):
        await send(context.bot, message, render_unclear(outcome, head=asked_head(asked)))
    elif outcome is None:
        await say(context.bot, message, texts.REPORT_GONE)
    else:
        await _answer(message, context, outcome)


async def _begin(update: Update, context: Context, text: str, photo: str) -> None:
    message, reporting = _message(update), context.services.reports.reporting
    await _heed(message, context, text)
    try:
        key, said_in = receipt(update), message.message_id
        outcome = await reporting.begin(context.person, text, photo, key, said_in)
    except Redelivered:
        outcome = await reporting.unshown(context.person)
        if outcome is None:
            return
    if isinstance(outcome, Unclear):
        await send(context.bot, message, render_unclear(outcome, f"/lapor {text}"))
    elif outcome is None:
        await citizen.unknown_command(update, context)
    else:
        await _answer(message, context, outcome)


async def _answer(message: Message, context: Context, outcome: Stored | Refused) -> None:
    if isinstance(outcome, Stored):
        await show(context, message, outcome)
    else:
        await send(context.bot, message, render_counts_refused(context.services.directory()))


async def _heed(message: Message, context: Context, text: str) -> None:
    if in_danger(text):
        directory = context.services.directory()
        await send(context.bot, message, render_danger(directory, searchable=False))


def _message(update: Update) -> Message:
    message = update.message or update.edited_message
    assert message is not None
    return message


def _asked(message: Message) -> Asked | None:
    return asked_in(replied_words(message) or "")


class _ReportTold(MessageFilter):
    def filter(self, message: Message) -> bool:
        return bool(message.text or message.photo) and _asked(message) is not None


class _ReportUnderPhoto(MessageFilter):
    def filter(self, message: Message) -> bool:
        return bool(message.photo) and _COMMAND.match(message.caption or "") is not None


REPORT_TOLD = _ReportTold()
"""A reply, in words or with a photo, to a report or to what is asked about one."""

REPORT_UNDER_PHOTO = _ReportUnderPhoto()
"""A photo with /lapor under it."""
