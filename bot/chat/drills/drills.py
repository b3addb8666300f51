"""/latihan: the drills of an area; and what is written in reply to a card, or to what one asks. To
what sounds like danger it is told as well whom to call: a finding may sound so, and a call for help
may come in the midst of a record."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Right, areas_of, may, may_in
from bot.chat.addressed import question_text, replied_words
from bot.chat.context import Context, receipt
from bot.chat.drills.drill_cards import ask_field, card, listing
from bot.chat.questions.asked import question
from bot.chat.send import say, send
from bot.drills.dictation import Dictated, fields_in
from bot.drills.exercise import Field
from bot.drills.visible import View
from bot.places import Meant, meant
from bot.render.answers.danger import render_danger
from bot.render.drills.drill_prompt import Asked, asked_in
from bot.render.drills.drills import render_areas
from corpus.areas import Area
from index.danger import in_danger

_CHOICES = 8


async def drills(update: Update, context: Context) -> None:
    """The command, with an area; with lines of a record below it, these are kept."""
    message, areas = _message(update), context.services.roles.areas
    first, _, rest = question_text(message).strip().partition("\n")
    await _heed(update, context)
    if first:
        found = meant(first, areas)
    else:
        own = (areas.get(one) for one in areas_of(context.person, Right.REPORT))
        found = Meant(tuple(one for one in own if one), sure=True)
    open_to_him = [
        one for one in found.areas if may_in(context.person, Right.REPORT, one.id, areas)
    ]
    if len(open_to_him) != 1 or not found.sure:
        return await _ask_area(message, context, first, open_to_him, bool(rest.strip()))
    if said := fields_in(rest):
        await _record(update, context, open_to_him[0].id, said)
    elif shown := await listing(context, open_to_him[0].id):
        await send(context.bot, message, shown)


async def told(update: Update, context: Context) -> None:
    """A reply to a card or to what it asks, new or put right. Of whoever may not, or where nothing
    of it is a field, it is a message like any other."""
    message = _message(update)
    asked = _asked(message)
    said = fields_in(message.text or "", asked.field if asked else None)
    if asked is None or not said or not may(context.person, Right.OVERSEE):
        return await question(update, context)
    await _heed(update, context)
    done = await context.services.drilling.recording.tell(
        context.person, asked.drill, said, receipt(update)
    )
    if done is None:
        await say(context.bot, message, texts.DRILL_GONE)
    elif asked.field and list(done[1].unclear) == [asked.field] and not done[1].understood:
        why = done[1].unclear[asked.field]
        await ask_field(context, message, done[0], asked.field, why)
    else:
        await _show(message, context, *done)


async def _record(update: Update, context: Context, area: str, said: dict[Field, str]) -> None:
    message = _message(update)
    done = await context.services.drilling.recording.draft(
        context.person, area, receipt(update), said
    )
    if done is None:
        await say(context.bot, message, texts.DRILLS_NOT_YOURS)
    else:
        await _show(message, context, *done)


async def _show(message: Message, context: Context, view: View, told: Dictated) -> None:
    """The card under what was understood and what was not."""
    notes = []
    if told.understood:
        names = ", ".join(texts.DRILL_FIELDS[field].lower() for field in told.understood)
        notes.append(texts.DRILL_NOTED.format(fields=names))
    for field, reason in told.unclear.items():
        name = texts.DRILL_FIELDS[field]
        notes.append(texts.DRILL_NOT_NOTED.format(field=name, reason=reason))
    await send(context.bot, message, await card(context, view, editing=True, notes=notes))


async def _ask_area(
    message: Message, context: Context, words: str, areas: Sequence[Area], with_lines: bool
) -> None:
    if with_lines and areas:
        await say(context.bot, message, texts.DRILLS_WHICH)
    elif areas:
        await send(context.bot, message, render_areas(texts.DRILLS_WHERE, areas[:_CHOICES]))
    else:
        why = texts.DRILLS_ELSEWHERE if words else texts.DRILLS_WHERE
        await say(context.bot, message, f"{why} {texts.DRILLS_WHERE_HOW}")


async def _heed(update: Update, context: Context) -> None:
    message = _message(update)
    if in_danger(message.text or ""):
        directory = context.services.directory()
        await send(context.bot, message, render_danger(directory, searchable=False))


def _message(update: Update) -> Message:
    message = update.message or update.edited_message
    assert message is not None
    return message


def _asked(message: Message) -> Asked | None:
    return asked_in(replied_words(message) or "")


class _DrillTold(MessageFilter):
    def filter(self, message: Message) -> bool:
        return _asked(message) is not None


DRILL_TOLD = _DrillTold()
"""A reply to a drill's card, or to what it asks."""
