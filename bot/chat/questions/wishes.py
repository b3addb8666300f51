"""To be told once there is an answer: wished by a button under a reply without one, taken back by
another, and told in reply to the question of then."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.ask import Answered, Crowded, Waiting
from bot.chat.addressed import question_text
from bot.chat.context import App, Context, receipt
from bot.chat.delivery import deliver
from bot.chat.pressed import query_of, question_under, text_over
from bot.chat.questions.citizen import render_answered
from bot.chat.refusals import refusal_words
from bot.chat.send import send, settle
from bot.db.engine import Redelivered
from bot.db.wishes import Wish
from bot.delivery import Delivery
from bot.questions.pace import Flooded
from bot.questions.wishes import PER_PERSON, Full, Wished
from bot.render.answers.needs import parsed_unwish, render_granted, render_wished
from bot.render.reply import meant_in
from index.types import Grounded, NoEvidence


async def wish(update: Update, context: Context) -> None:
    """ "Kabari saya". The question is asked once more: it may have its answer by now."""
    query = query_of(update)
    asked = question_under(query)
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    text = meant_in(text_over(query)) or question_text(asked)
    asking = context.services.asking
    match await asking.question(query.from_user.id, text, anyway=True):
        case Answered(answer=NoEvidence() as answer):
            await _keep(update, context, answer)
        case Answered(answer=Grounded()) as answered:
            await send(context.bot, asked, render_answered(answered, context.services.directory()))
            await settle(query)
        case Flooded() | Waiting() | Crowded() as refused:
            await settle(query, refusal_words(refused))
        case _:
            await settle(query, texts.QUESTION_GONE)


async def unwish(update: Update, context: Context) -> None:
    """ "Batal" under the promise."""
    query = query_of(update)
    try:
        withdrawn = await context.services.wishes.withdraw(
            query.from_user.id, parsed_unwish(query.data or ""), receipt(update)
        )
    except Redelivered:
        withdrawn = True
    await settle(query, texts.UNWISHED if withdrawn else texts.UNWISHED_ALREADY)


async def _keep(update: Update, context: Context, without: NoEvidence) -> None:
    query = query_of(update)
    asked = question_under(query)
    assert asked is not None
    try:
        kept = await context.services.wishes.wish(
            query.from_user.id, asked.chat.id, asked.message_id, without, receipt(update)
        )
    except Redelivered:
        return await settle(query)
    match kept:
        case Wished():
            await send(context.bot, asked, render_wished(without.question, kept.id))
            await settle(query)
        case Full.PERSON:
            await settle(query, texts.WISHES_FULL.format(limit=PER_PERSON))
        case Full.ALL:
            await settle(query, texts.WISHES_FULL_ALL)


async def grant(application: App) -> None:
    """Tell everyone whose question the served generation answers."""

    async def tell(wish: Wish, answer: Grounded) -> Delivery:
        told = render_granted(wish.question, answer)
        return await deliver(application.bot, wish.chat, told, wish.message)

    await application.bot_data.wishes.fulfil(tell)
