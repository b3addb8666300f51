"""What everyone may say to the bot beside questions: commands and other messages."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType

from bot import texts
from bot.access import Person
from bot.ask import QUESTION_LIMIT, Answered, Danger
from bot.chat.addressed import question_text
from bot.chat.commands import help_words
from bot.chat.context import Context
from bot.chat.questions.needs import keeping
from bot.chat.refusals import refusal_words
from bot.chat.send import say, send
from bot.render.answers.answer import render_answer
from bot.render.answers.danger import render_danger
from bot.render.answers.needs import with_needs
from bot.render.contacts import render_contacts, welcome
from bot.render.keeping.holdings import render_holdings
from bot.render.reply import Reply
from corpus.directory import Directory
from index.danger import in_danger


async def sources(update: Update, context: Context) -> None:
    """/sumber."""
    message = message_of(update)
    found = await context.services.asking.holdings(sender_of(message))
    if isinstance(found, tuple):
        await send(context.bot, message, render_holdings(*found))
    else:
        await say(context.bot, message, refusal_words(found))


async def start(update: Update, context: Context) -> None:
    """/start, whatever link it came by."""
    await _tell(update, context, welcome(context.services.directory()))


async def contacts(update: Update, context: Context) -> None:
    """/kontak. It works whatever happens to the index, and however often it is asked."""
    await send(context.bot, message_of(update), render_contacts(context.services.directory()))


async def help_(update: Update, context: Context) -> None:
    """/bantuan. In a group everybody reads it, so it tells what everybody may do."""
    person = context.person
    private = message_of(update).chat.type == ChatType.PRIVATE
    await _tell(update, context, help_words(person if private else Person(person.id, person.name)))


async def unknown_command(update: Update, context: Context) -> None:
    """A command that is not in the table; "/lapor ada rusuh" calls for help all the same."""
    message = message_of(update)
    if in_danger(question_text(message)):
        await _warn(update, context)
    else:
        await _tell(update, context, texts.UNKNOWN_COMMAND)


async def not_text(update: Update, context: Context) -> None:
    """A sticker, photo, voice, file, place or anything else that is not text. Of what is written
    under it, only a call for help is understood."""
    message = message_of(update)
    if in_danger(message.caption or ""):
        await _warn(update, context, searchable=False)
    elif context.services.albums.is_new(message.media_group_id):
        await _tell(update, context, texts.NOT_TEXT)


async def _warn(update: Update, context: Context, searchable: bool = True) -> None:
    message = message_of(update)
    async with keeping(update, context, sender_of(message), Danger()):
        told = render_danger(context.services.directory(), searchable)
        await send(context.bot, message, told)


async def _tell(update: Update, context: Context, words: str) -> None:
    message = message_of(update)
    flooded = context.services.asking.visit(sender_of(message))
    await say(context.bot, message, refusal_words(flooded) if flooded else words)


def message_of(update: Update) -> Message:
    """The new or edited message that every handler here is registered for."""
    message = update.message or update.edited_message
    assert message is not None
    return message


def sender_of(message: Message) -> int:
    """Whose turn it takes: the sender, or the channel or group somebody speaks as."""
    sender = message.sender_chat or message.from_user or message.chat
    return sender.id


def render_answered(answered: Answered, directory: Directory, kept: int | None = None) -> Reply:
    """The answer, what is to be said of the question, and the buttons for what else the asker may
    want; `kept` is the number under which the question is kept."""
    notes = (texts.SHORTENED.format(limit=QUESTION_LIMIT),) if answered.shortened else ()
    told = render_answer(answered.answer, directory, notes, answered.meant)
    return with_needs(told, answered.answer, kept)
