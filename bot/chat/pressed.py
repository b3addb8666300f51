"""What a press brings along: the button's data, the message that the button is under, and the
question which that message replies to."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import CallbackQuery, Message, Update


def query_of(update: Update) -> CallbackQuery:
    """The press that a handler of presses is called with."""
    assert update.callback_query is not None
    return update.callback_query


def question_under(query: CallbackQuery) -> Message | None:
    """The message that the answer replies to, as long as it is there."""
    return query.message.reply_to_message if isinstance(query.message, Message) else None


def text_over(query: CallbackQuery) -> str:
    """The text of the message that the button is under."""
    return (query.message.text or "") if isinstance(query.message, Message) else ""


def data_beside(query: CallbackQuery) -> Iterator[str]:
    """What the buttons under the same message say."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    for row in markup.inline_keyboard if markup else ():
        yield from (str(button.callback_data) for button in row)
