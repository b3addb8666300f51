"""What admins send to be taken in: an address or a text with /tambah, or in reply to what that
asks, and any file."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Right, may
from bot.chat.addressed import question_text, replied_words
from bot.chat.context import Context
from bot.chat.keeping.reading import read_address, read_file, read_text
from bot.chat.questions import citizen
from bot.chat.questions.asked import question
from bot.chat.send import prompt, say
from index.danger import in_danger

_ADDRESSES = 10
_LONGEST_MESSAGE = 4000
"""A client cuts what is longer into several messages, of which only the first is a reply."""

_FEWEST_WORDS = 8
"""Fewer are no document; whoever writes them has not seen what is asked."""

_CRY = 200
"""Characters of a call for help; an article that tells of one is longer."""


async def add(update: Update, context: Context) -> None:
    """/tambah, with what is to be taken in, or in reply to it, or alone."""
    message = update.message
    assert message is not None
    replied = message.reply_to_message
    if said := question_text(message).strip():
        await _take_words(update, context, said)
    elif replied and (replied.document or replied.text):
        await _take(update, context, replied)
    else:
        await prompt(context.bot, message, texts.ADD_PROMPT)


async def told(update: Update, context: Context) -> None:
    """A text in reply to what /tambah asks. From whoever may not, and about danger, it is a message
    like any other."""
    message = update.message
    assert message is not None and message.text is not None
    cry = len(message.text) < _CRY and in_danger(message.text)
    if cry or not may(context.person, Right.KEEP):
        await question(update, context)
    else:
        await _take_words(update, context, message.text)


async def file(update: Update, context: Context) -> None:
    """A file in private: an admin sends one for no other purpose."""
    message = update.message
    assert message is not None
    if in_danger(message.caption or "") or not may(context.person, Right.KEEP):
        await citizen.not_text(update, context)
    else:
        await _take(update, context, message)


async def _take(update: Update, context: Context, message: Message) -> None:
    """Take in the message's file, or its text."""
    if message.document:
        await read_file(update, context, message, message.document)
    else:
        await _take_words(update, context, message.text or "")


async def _take_words(update: Update, context: Context, said: str) -> None:
    """Take in the addresses in `said`, or itself."""
    message = update.message
    assert message is not None
    words = said.split()
    addresses = _addresses(words)
    if addresses:
        for number, address in enumerate(addresses[:_ADDRESSES]):
            await read_address(update, context, message, address, number)
        if len(addresses) > _ADDRESSES:
            await say(context.bot, message, texts.ADDRESSES_LIMIT.format(limit=_ADDRESSES))
    elif len(said) > _LONGEST_MESSAGE:
        await say(context.bot, message, texts.TEXT_CUT)
    elif len(words) < _FEWEST_WORDS:
        await prompt(context.bot, message, texts.ADD_PROMPT)
    else:
        await read_text(update, context, message, said)


def _addresses(words: Sequence[str]) -> Sequence[str]:
    """The addresses among `words`, where these are no text that only names some. One word alone is
    meant as one, whole or not."""
    if len(words) == 1 and "." in words[0]:
        return words
    addresses = [word for word in words if word.lower().startswith(("http://", "https://"))]
    return addresses if len(words) - len(addresses) < _FEWEST_WORDS else []


class _Asked(MessageFilter):
    def filter(self, message: Message) -> bool:
        return replied_words(message) == texts.ADD_PROMPT


ADD_TOLD = _Asked()
"""A reply to what /tambah asks."""
