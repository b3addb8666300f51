"""A question: any text, and /tanya. It is read, answered, and the answer sent."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

from bot import texts
from bot.ask import Answered, Danger, Empty
from bot.chat.addressed import question_text
from bot.chat.boards import readiness
from bot.chat.context import Context
from bot.chat.questions.citizen import message_of, render_answered, sender_of
from bot.chat.questions.needs import keeping
from bot.chat.refusals import refusal_words
from bot.chat.send import say, send
from bot.questions.about_readiness import Readiness
from bot.questions.courtesy import Courtesy
from bot.render.answers.danger import render_danger


async def question(update: Update, context: Context) -> None:
    """Have the question answered, with a sign of life meanwhile."""
    message = message_of(update)
    typing = asyncio.create_task(_typing(message))
    try:
        await _answer(update, context)
    finally:
        # Only now: who is in danger is not kept waiting for a sign of life.
        await typing


async def _answer(update: Update, context: Context) -> None:
    message, services = message_of(update), context.services
    person, asked = sender_of(message), question_text(message)
    outcome = await services.asking.question(person, asked, message.chat.id)
    async with keeping(update, context, person, outcome) as kept:
        match outcome:
            case Answered():
                told = render_answered(outcome, services.directory(), kept)
                await send(context.bot, message, told)
            case Readiness():
                await readiness.tell(update, context, outcome)
            case Danger():
                await send(context.bot, message, render_danger(services.directory()))
            case Courtesy():
                await say(context.bot, message, texts.COURTESIES[outcome])
            case Empty():
                await say(context.bot, message, _how_to_ask(message))
            case refused:
                await say(context.bot, message, refusal_words(refused))


def _how_to_ask(message: Message) -> str:
    private = message.chat.type == ChatType.PRIVATE
    return texts.EMPTY_QUESTION if private else texts.EMPTY_QUESTION_GROUP


async def _typing(message: Message) -> None:
    """A sign of life. It goes out while the answer is made, and an answer never fails for it."""
    with suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)
