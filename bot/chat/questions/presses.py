"""What the buttons under an answer do. All that a press needs is in the button and in the message
it is under, so it works on messages of any age.

A press can be answered once: after what it asked for is sent, so that a failure can still be told.
"""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.ask import Answered, Crowded, Empty, Further, Gone, Waiting
from bot.chat.addressed import question_text
from bot.chat.context import Context
from bot.chat.pressed import data_beside, query_of, question_under, text_over
from bot.chat.questions.citizen import render_answered
from bot.chat.questions.needs import keeping
from bot.chat.refusals import refusal_words
from bot.chat.send import send, settle
from bot.library import Excerpt
from bot.questions.pace import Flooded
from bot.render.answers.passage import render_passage
from bot.render.reply import meant_in, parsed_passage, shown_keys
from bot.render.sources import render_further


async def passage(update: Update, context: Context) -> None:
    """ "Sumber 1": the whole passage with what stands around it."""
    query = query_of(update)
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
    query = query_of(update)
    asked = question_under(query)
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    shown = shown_keys(data_beside(query))
    text = meant_in(text_over(query)) or question_text(asked)
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
    query = query_of(update)
    asked = question_under(query)
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    services, person = context.services, query.from_user.id
    text, chat = question_text(asked), asked.chat.id
    outcome = await services.asking.question(person, text, chat, anyway=True)
    match outcome:
        case Answered():
            async with keeping(update, context, person, outcome) as kept:
                told = render_answered(outcome, services.directory(), kept)
                await send(context.bot, asked, told)
            await settle(query)
        case Flooded() | Waiting() | Crowded() as refused:
            await settle(query, refusal_words(refused))
        case _:
            await settle(query, texts.QUESTION_GONE)


async def stale(update: Update, context: Context) -> None:
    """A button of an older version."""
    await settle(query_of(update), texts.STALE_BUTTON)
