"""Which handler gets which update: the whole list, in order. Telegram's library gives an update to
the first that matches, so the particular stands before the general."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler
from telegram.ext.filters import COMMAND, TEXT, ChatType, StatusUpdate, UpdateType

from bot.chat import citizen, presses
from bot.chat.addressed import ADDRESSED, FOR_ANOTHER_BOT
from bot.chat.context import Context
from bot.render.reply import ANYWAY_DATA, MORE_DATA, PASSAGE_DATA

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
"""All that Telegram is asked for: no channel posts, no reactions, no membership news."""

_NEW = UpdateType.MESSAGE
_EDITED = UpdateType.EDITED_MESSAGE


def handlers() -> tuple[BaseHandler[Update, Context, Any], ...]:
    """In the order in which they are asked."""
    return (
        # 1. Commands, before plain text: a command is text too.
        CommandHandler("start", citizen.start, _NEW),
        CommandHandler(["bantuan", "help"], citizen.help_, _NEW),
        CommandHandler("tanya", citizen.question, _NEW),
        CommandHandler("sumber", citizen.sources, _NEW),
        CommandHandler("kontak", citizen.contacts, _NEW),
        # 2. Commands that are left, unless they may be another bot's.
        MessageHandler(_NEW & COMMAND & ADDRESSED & ~FOR_ANOTHER_BOT, citizen.unknown_command),
        # 3. Text is a question. Edited text is a new one, in private: there it disturbs nobody.
        MessageHandler(_NEW & TEXT & ~COMMAND & ADDRESSED, citizen.question),
        MessageHandler(_EDITED & TEXT & ~COMMAND & ChatType.PRIVATE, citizen.question),
        # 4. Everything else that a person can send; news such as "has joined" is nobody's message.
        MessageHandler(_NEW & ~TEXT & ~StatusUpdate.ALL & ADDRESSED, citizen.not_text),
        # 5. Buttons: ours of this version, then any other.
        CallbackQueryHandler(presses.passage, PASSAGE_DATA),
        CallbackQueryHandler(presses.further, MORE_DATA),
        CallbackQueryHandler(presses.anyway, ANYWAY_DATA),
        CallbackQueryHandler(presses.stale),
    )
