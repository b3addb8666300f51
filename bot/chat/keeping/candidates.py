"""The buttons under a card, and what is written in reply to what the card asks. Whoever was quicker
has decided: a card that is older than that shows how it ended."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Right, may
from bot.chat.addressed import replied_words
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.questions.asked import question
from bot.chat.send import prompt, replace, say, send, settle, turn
from bot.keeping.approval import IdTaken, Lacking, Refusal
from bot.keeping.completeness import CHOICES, SEVERAL, WRITTEN, Wrong
from bot.render.keeping import candidate_buttons as buttons
from bot.render.keeping.candidate import render_card, render_refused
from bot.render.keeping.candidate_buttons import Pressed, open_button, pressed
from bot.render.keeping.candidate_prompt import Prompted, prompt_words, prompted_in
from bot.render.reply import Reply, reply
from index.danger import in_danger
from index.documents import key_of

_ASKABLE = {*WRITTEN, *CHOICES, buttons.EDIT, buttons.THROW_AWAY}


async def press(update: Update, context: Context) -> None:
    """A button of a card."""
    query = query_of(update)
    assert query.message is not None, "the bot sends nothing inline"
    said = pressed(query.data or "")
    if said.act == buttons.WRITE and said.name in WRITTEN:
        asked = Prompted(said.candidate, query.message.message_id, said.name)
        await prompt(context.bot, query.message, prompt_words(asked))
        return await settle(query)
    card = await _after(update, context, said)
    if card is None:
        return await settle(query, texts.MANUSCRIPT_GONE)
    if said.act == buttons.OPEN:
        await send(context.bot, query.message, card)
    else:
        await turn(context.bot, query, card)
    await settle(query)


async def told(update: Update, context: Context) -> None:
    """A reply to what a card asks. From whoever may not, and about danger, it is a message like any
    other."""
    message = update.message
    assert message is not None and message.text is not None
    asked = _prompted(message)
    if asked is None or not may(context.person, Right.KEEP) or in_danger(message.text):
        return await question(update, context)
    service = context.services.keeping.candidates
    wrong = await service.correct(
        context.person, asked.candidate, asked.name, message.text, receipt(update)
    )
    if wrong and not wrong.areas:
        return await prompt(context.bot, message, prompt_words(asked, wrong.reason))
    view = await service.view(asked.candidate)
    if view is None:
        return await say(context.bot, message, texts.MANUSCRIPT_GONE)
    card = render_card(view, service.areas, *((asked.name, wrong.areas) if wrong else ()))
    await replace(context.bot, message.chat.id, asked.card, card)
    if wrong:
        await send(context.bot, message, reply([wrong.reason], card.rows))
    else:
        # What was decided meanwhile took nothing down.
        shown = _noted(asked) if view.candidate.is_waiting else card
        await send(context.bot, message, shown)


async def _after(update: Update, context: Context, said: Pressed) -> Reply | None:
    """The card after what was pressed; None where there is no such candidate."""
    service, asked = context.services.keeping.candidates, None
    refusal: Refusal | None = None
    by, id, key = context.person, said.candidate, receipt(update)
    if said.act == buttons.ASK and said.name in _ASKABLE:
        asked = said.name
    elif said.act == buttons.SET and said.name in (*CHOICES, "area"):
        refusal = await service.correct(by, id, said.name, said.value, key)
        asked = said.name if said.name in SEVERAL else None
    elif said.act == buttons.COPY:
        await _copy(context, said, key)
    elif said.act == buttons.APPROVE:
        refusal = await context.services.keeping.approvals.approve(by, id, key)
    elif said.act == buttons.DISCARD:
        await service.discard(by, [id], key)
    view = await service.view(id)
    if view is None:
        return None
    if refusal:
        return render_refused(view, service.areas, _reason(refusal))
    return render_card(view, service.areas, asked)


async def _copy(context: Context, said: Pressed, receipt: str) -> None:
    """Note that it is a copy of the look-alike that the button names, if that is still one."""
    service = context.services.keeping.candidates
    view = await service.view(said.candidate)
    originals = [one.document for one in view.alike if one.document] if view else []
    for original in originals:
        if key_of(original) == said.value:
            await service.copy(context.person, said.candidate, original, receipt)


def _reason(refusal: Refusal) -> str:
    match refusal:
        case Lacking(names):
            labels = ", ".join(texts.FIELDS[name].lower() for name in names)
            return texts.LACKING.format(names=labels)
        case IdTaken(id):
            return texts.ID_TAKEN.format(id=id)
        case Wrong(reason):
            return reason


def _noted(asked: Prompted) -> Reply:
    field, number = texts.FIELDS[asked.name], asked.candidate
    label = texts.BUTTON_OPEN_MANUSCRIPT.format(number=number)
    return reply([texts.NOTED.format(field=field, number=number)], [open_button(label, number)])


def _prompted(message: Message) -> Prompted | None:
    return prompted_in(replied_words(message) or "")


class _FieldTold(MessageFilter):
    def filter(self, message: Message) -> bool:
        return _prompted(message) is not None


FIELD_TOLD = _FieldTold()
"""A reply to what a card asks."""
