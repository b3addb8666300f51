"""The one way out: every message is HTML, a reply to what it answers, and without a link preview.

An answer must be a reply, because its buttons find their question there; where the person deleted
the question meanwhile, the reply stands alone.
"""

from __future__ import annotations

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.chat.context import Bot
from bot.render.reply import Reply, reply

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, to: MaybeInaccessibleMessage, answer: Reply) -> None:
    """`answer` in reply to the message `to`, its buttons under the last part."""
    topic = to.message_thread_id if isinstance(to, Message) and to.is_topic_message else None
    for number, part in enumerate(answer.parts, start=1):
        await bot.send_message(
            to.chat.id,
            part,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=topic,
            reply_parameters=ReplyParameters(to.message_id, allow_sending_without_reply=True),
            reply_markup=_keyboard(answer) if number == len(answer.parts) else None,
        )


async def say(bot: Bot, to: MaybeInaccessibleMessage, words: str | None) -> None:
    """Plain words in reply to `to`; None where there is nothing more to say."""
    await send(bot, to, reply([words] if words else []))


async def settle(query: CallbackQuery, words: str | None = None) -> None:
    """Stop the button's spinner, showing `words` if there are any. Telegram forgets a press within
    a minute; one that waited longer, while the bot was down, is still acted on."""
    try:
        await query.answer(words, show_alert=words is not None)
    except BadRequest as error:
        if "query" not in error.message.lower():
            raise


def _keyboard(answer: Reply) -> InlineKeyboardMarkup | None:
    if not answer.rows:
        return None
    rows = (row if isinstance(row, tuple) else (row,) for row in answer.rows)
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
            for row in rows
        ]
    )
