"""Who a message is for, and what it asks. In a group only what names the bot, replies to it or
commands it is for it; everything else there is people talking."""

from __future__ import annotations

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter

_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


def is_addressed(message: Message) -> bool:
    """Whether the bot is spoken to. Posts that a channel forwards to its group never are."""
    if message.is_automatic_forward:
        return False
    if message.chat.type == ChatType.PRIVATE:
        return True
    return bool(_own_mentions(message)) or _replies_to_bot(message) or _commands_bot(message)


def question_text(message: Message) -> str:
    """The text without the command it starts with and without the bot's name."""
    text = message.text or ""
    leading = message.parse_entities([MessageEntity.BOT_COMMAND])
    spans = [entity for entity in leading if entity.offset == 0] + _own_mentions(message)
    # Telegram counts UTF-16 units, so the spans are cut out of UTF-16.
    units = text.encode("utf-16-le")
    for entity in sorted(spans, key=lambda entity: entity.offset, reverse=True):
        units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return units.decode("utf-16-le")


def replied_words(message: Message) -> str | None:
    """What the bot said in the message that this one replies to; None where it replies to none of
    the bot's."""
    replied = message.reply_to_message
    sender = replied.from_user if replied else None
    if replied is None or sender is None or sender.id != message.get_bot().id:
        return None
    return replied.text or ""


def _own_mentions(message: Message) -> list[MessageEntity]:
    bot = message.get_bot()
    mentions = {
        **message.parse_entities(_MENTIONS),
        **message.parse_caption_entities(_MENTIONS),
    }
    return [
        entity
        for entity, words in mentions.items()
        if words.casefold() == f"@{bot.username}".casefold()
        or (entity.user is not None and entity.user.id == bot.id)
    ]


def _replies_to_bot(message: Message) -> bool:
    """A written reply; a sticker under an answer is applause, not a question."""
    return bool(message.text) and replied_words(message) is not None


def _commands_bot(message: Message) -> bool:
    """A command that names the bot: `/apa@SiagaPemiluBot`."""
    name = f"@{message.get_bot().username}".casefold()
    return (_leading_command(message) or "").casefold().endswith(name)


def _leading_command(message: Message) -> str | None:
    commands = message.parse_entities([MessageEntity.BOT_COMMAND])
    return next((words for entity, words in commands.items() if entity.offset == 0), None)


class _Addressed(MessageFilter):
    def filter(self, message: Message) -> bool:
        return is_addressed(message)


class _ForAnotherBot(MessageFilter):
    """`/tanya@BotLain`, wherever it is said."""

    def filter(self, message: Message) -> bool:
        return "@" in (_leading_command(message) or "") and not _commands_bot(message)


ADDRESSED = _Addressed()
FOR_ANOTHER_BOT = _ForAnotherBot()
