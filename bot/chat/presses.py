"""What the buttons under an answer do. All that a press needs is in the button and in the message
it is under, so it works on messages of any age.

A press can be answered once: after what it asked for is sent, so that a failure can still be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from telegram import CallbackQuery, Message, Update

from bot import texts
from bot.ask import Answered, Crowded, Empty, Further, Gone, Waiting
from bot.chat.addressed import question_text
from bot.chat.citizen import render_answered
from bot.chat.context import Context
from bot.chat.refusals import refusal_words
from bot.chat.send import send, settle
from bot.library import Excerpt
from bot.pace import Flooded
from bot.render.passage import render_passage
from bot.render.reply import meant_in, parsed_passage, shown_keys
from bot.render.sources import render_further


async def passage(update: Update, context: Context) -> None:
    """ "Sumber 1": the whole passage with what stands around it."""
    query = _query(update)
    key, ordinal = parsed_passage(query.data or "")
    outcome = await context.services.asking.excerpt(query.from_user.id, key, ordinal)
    match outcome:
        case Excerpt():
            assert query.message is not None, "the bot sends nothing inline"
            await send(context.bot, query.message, render_passage(outcome))
            await settle(query)
        case Gone():
            await settle(query, texts.SOURCE_GONE)
        case refused:
            await settle(query, refusal_words(refused))


async def further(update: Update, context: Context) -> None:
    """ "Sumber lain": the question is searched again, as it was understood, for what the message
    does not show."""
    query = _query(update)
    asked = _question(query)
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    shown = shown_keys(_data_under(query))
    text = meant_in(_text_over(query)) or question_text(asked)
    outcome = await context.services.asking.further(query.from_user.id, text, shown)
    match outcome:
        case Further(hits=()):
            await settle(query, texts.NO_FURTHER_SOURCES)
        case Further():
            await send(context.bot, asked, render_further(outcome.hits))
            await settle(query)
        case Empty():
            await settle(query, texts.QUESTION_GONE)
        case refused:
            await settle(query, refusal_words(refused))


async def anyway(update: Update, context: Context) -> None:
    """ "Tetap cari jawabannya" and "Anggap pertanyaan baru": the question is answered for what it
    says by itself, though it sounded like danger, or like a follow-up."""
    query = _query(update)
    asked = _question(query)
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    asking = context.services.asking
    text, chat = question_text(asked), asked.chat.id
    match await asking.question(query.from_user.id, text, chat, anyway=True):
        case Answered() as answered:
            await send(context.bot, asked, render_answered(answered, context.services.directory()))
            await settle(query)
        case Flooded() | Waiting() | Crowded() as refused:
            await settle(query, refusal_words(refused))
        case _:
            await settle(query, texts.QUESTION_GONE)


async def stale(update: Update, context: Context) -> None:
    """A button of an older version."""
    await settle(_query(update), texts.STALE_BUTTON)


def _query(update: Update) -> CallbackQuery:
    assert update.callback_query is not None
    return update.callback_query


def _question(query: CallbackQuery) -> Message | None:
    """The message that the answer replies to, as long as it is there."""
    return query.message.reply_to_message if isinstance(query.message, Message) else None


def _text_over(query: CallbackQuery) -> str:
    """The text of the message that the button is under."""
    return (query.message.text or "") if isinstance(query.message, Message) else ""


def _data_under(query: CallbackQuery) -> Iterator[str]:
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    for row in markup.inline_keyboard if markup else ():
        yield from (str(button.callback_data) for button in row)
