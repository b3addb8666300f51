"""/verifikasi: reports that wait for a superior's word, one by one, the newest first. Their authors
are told what became of them."""

from __future__ import annotations

import re

from telegram import Message, Update

from bot import texts
from bot.access import Right, may_in
from bot.chat.addressed import question_text
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.reports.report_cards import drills_at
from bot.chat.reports.verdict_reasons import tell_author
from bot.chat.send import photograph, prompt, say, send, settle, turn
from bot.db.engine import Redelivered
from bot.places import meant
from bot.readiness import Verdict
from bot.render.reply import Reply
from bot.render.reports.verdict_card import (
    PHOTO,
    Pressed,
    pressed,
    reason_prompt,
    render_none,
    render_verdict,
    told_words,
)
from bot.reports.verdicts import View

_NUMBER = re.compile(r"[0-9]{1,12}")


async def verify(update: Update, context: Context) -> None:
    """The command; with an area after it, or the number of a report."""
    message, verdicts = _message(update), context.services.reports.verdicts
    words = question_text(message).strip()
    number = _NUMBER.fullmatch(words)
    area = "" if number else _area(words, context)
    if number:
        view = await verdicts.view(context.person, int(words))
    else:
        view = await verdicts.next(context.person, area) if area is not None else None
    if area is None or (number and view is None):
        return await say(context.bot, message, texts.VERIFY_AREA_UNKNOWN)
    await send(context.bot, message, await _card(context, view, area))


async def press(update: Update, context: Context) -> None:
    """A button under a report."""
    query = query_of(update)
    said = pressed(query.data or "")
    verdicts = context.services.reports.verdicts
    view = await verdicts.view(context.person, said.report)
    if view is None:
        return await settle(query, texts.STALE_BUTTON)
    assert query.message is not None, "the bot sends nothing inline"
    if said.act == PHOTO and view.kept.photo:
        await photograph(context.bot, query.message, view.kept.photo)
        return await settle(query)
    if said.verdict:
        return await _judge(update, context, said)
    older = await verdicts.next(context.person, said.area, said.report)
    older = older or await verdicts.next(context.person, said.area)
    await turn(context.bot, query, await _card(context, older, said.area))
    await settle(query)


async def _judge(update: Update, context: Context, said: Pressed) -> None:
    """Give the verdict and go on with the next report; where somebody else gave another meanwhile,
    show that."""
    query, verdicts = query_of(update), context.services.reports.verdicts
    assert query.message is not None and said.verdict is not None
    try:
        judged = await verdicts.judge(
            context.person, said.report, said.verdict, said.seen, receipt(update)
        )
    except Redelivered:
        return await _go_on(update, context, said.area)
    if judged is None:
        return await settle(query, texts.STALE_BUTTON)
    now = judged.view.kept.report.verdict
    if not judged.given and now is not said.verdict:
        await turn(context.bot, query, await _card(context, judged.view, said.area))
        return await settle(query, texts.VERDICT_OTHER)
    words = texts.VERDICT_GIVEN.format(number=said.report, verdict=texts.VERDICTS[said.verdict])
    await _go_on(update, context, said.area, words if judged.given else None)
    if judged.given:
        if said.verdict is Verdict.REJECTED:
            await prompt(context.bot, query.message, reason_prompt(said.report))
        told = told_words(judged.view, context.services.roles.areas)
        await tell_author(context, judged.view, told)


async def _go_on(update: Update, context: Context, area: str, note: str | None = None) -> None:
    query = query_of(update)
    view = await context.services.reports.verdicts.next(context.person, area)
    await turn(context.bot, query, await _card(context, view, area, note))
    await settle(query)


async def _card(context: Context, view: View | None, area: str, note: str | None = None) -> Reply:
    if view is None:
        return render_none(note)
    on = await drills_at(context, view.kept.report.area)
    left = await context.services.reports.verdicts.left(context.person, area)
    return render_verdict(view, context.services.roles.areas, on, left, area, note)


def _area(words: str, context: Context) -> str | None:
    """The area that is named, of those that the person oversees; empty where nothing is."""
    if not words:
        return ""
    tree = context.services.roles.areas
    named = [
        area.id
        for area in meant(words, tree).areas
        if may_in(context.person, Right.OVERSEE, area.id, tree)
    ]
    return named[0] if len(named) == 1 else None


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message
