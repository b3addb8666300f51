"""The one way out: every message is HTML, a reply to what it answers, and without a link preview.

An answer must be a reply, because its buttons find their question there; where the person deleted
the question meanwhile, the reply stands alone.
"""

from __future__ import annotations

from telegram import (
    CallbackQuery,
    ForceReply,
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
from bot.chat.limiter import AT_ONCE
from bot.render.reply import Reply, reply

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, to: MaybeInaccessibleMessage, answer: Reply) -> Message | None:
    """`answer` in reply to the message `to`, its buttons under the last part, which is given back;
    None where there is nothing to say."""
    topic = to.message_thread_id if isinstance(to, Message) and to.is_topic_message else None
    return await post(bot, to.chat.id, answer, to.message_id, topic)


async def post(
    bot: Bot,
    chat: int,
    answer: Reply,
    under: int | None = None,
    topic: int | None = None,
    patience: int | None = None,
) -> Message | None:
    """`answer` to a chat of which no more is at hand than its id, and that of the message replied
    to, if any. `patience` is AT_ONCE for what can wait longer than other people's answers."""
    replied = None if under is None else ReplyParameters(under, allow_sending_without_reply=True)
    sent = None
    for number, part in enumerate(answer.parts, start=1):
        sent = await bot.send_message(
            chat,
            part,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=topic,
            reply_parameters=replied,
            rate_limit_args=patience,
            reply_markup=_keyboard(answer) if number == len(answer.parts) else None,
        )
    return sent


async def edit(bot: Bot, message: Message, answer: Reply) -> None:
    """`answer`, of one part, in the place of the bot's own `message`. An edit can wait: where
    Telegram asks for patience RetryAfter is raised at once, and nobody else is held back."""
    (part,) = answer.parts
    await bot.edit_message_text(
        part,
        message.chat.id,
        message.message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(answer),
        rate_limit_args=AT_ONCE,
    )


async def say(bot: Bot, to: MaybeInaccessibleMessage, words: str | None) -> None:
    """Plain words in reply to `to`; None where there is nothing more to say."""
    await send(bot, to, reply([words] if words else []))


async def turn(bot: Bot, query: CallbackQuery, answer: Reply) -> None:
    """`answer`, of one part, in the place of the message whose button was pressed; after it where
    that cannot be changed any more."""
    assert query.message is not None, "the bot sends nothing inline"
    if not await replace(bot, query.message.chat.id, query.message.message_id, answer):
        await send(bot, query.message, answer)


async def replace(bot: Bot, chat: int, message: int, answer: Reply) -> bool:
    """`answer`, of one part, in the place of the bot's own message; no where that cannot be changed
    any more."""
    (part,) = answer.parts
    try:
        await bot.edit_message_text(
            part,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(answer),
        )
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return True


async def prompt(bot: Bot, to: MaybeInaccessibleMessage, words: str) -> None:
    """`words` in reply to `to`; the person's client begins a reply to them by itself."""
    (part,) = reply([words]).parts
    await bot.send_message(
        to.chat.id,
        part,
        parse_mode=ParseMode.HTML,
        reply_parameters=ReplyParameters(to.message_id, allow_sending_without_reply=True),
        reply_markup=ForceReply(),
    )


async def photograph(bot: Bot, to: MaybeInaccessibleMessage, file: str) -> None:
    """A photo that somebody sent the bot, by Telegram's name of the file, in reply to `to`. It can
    be seen, not passed on."""
    replied = ReplyParameters(to.message_id, allow_sending_without_reply=True)
    await bot.send_photo(to.chat.id, file, reply_parameters=replied, protect_content=True)


async def settle(query: CallbackQuery, words: str | None = None, alert: bool = True) -> None:
    """Stop the button's spinner, showing `words` if there are any, until they are closed or, where
    they are no `alert`, for a moment. Telegram forgets a press within a minute; one that waited
    longer, while the bot was down, is still acted on."""
    try:
        await query.answer(words, show_alert=alert and words is not None)
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
