"""The commands of the chat, once: the menus and the help are made from this table."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot import texts
from bot.access import Person, Right, may
from bot.chat.context import Bot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """`right`: who has it; more than a citizen's works in private only. `in_groups`: whether groups
    have it in their menu; it works there all the same."""

    name: str
    description: str
    right: Right = Right.ASK
    in_groups: bool = True


COMMANDS = (
    Command("tanya", texts.COMMAND_ASK),
    Command("sumber", texts.COMMAND_SOURCES),
    Command("kontak", texts.COMMAND_CONTACTS),
    Command("bantuan", texts.COMMAND_HELP),
    Command("start", texts.COMMAND_START, in_groups=False),
)


def commands_of(person: Person) -> tuple[Command, ...]:
    """The commands that `person` may use, in the order of the table."""
    return tuple(command for command in COMMANDS if may(person, command.right))


def help_words(person: Person) -> str:
    """How to ask, and every command that is there for `person`."""
    lines = (f"/{command.name}: {command.description}" for command in commands_of(person))
    return "\n".join([texts.HELP, "", texts.COMMANDS_HEADING, *lines])


async def set_menus(bot: Bot) -> None:
    """Offer the commands in every kind of chat. Menus are a comfort: without them the bot works, so
    a failure is only logged."""
    for_all = [command for command in COMMANDS if command.right is Right.ASK]
    everywhere = [BotCommand(command.name, command.description) for command in for_all]
    in_groups = [
        BotCommand(command.name, command.description) for command in for_all if command.in_groups
    ]
    menus: tuple[tuple[BotCommandScope, list[BotCommand]], ...] = (
        (BotCommandScopeDefault(), everywhere),
        (BotCommandScopeAllPrivateChats(), everywhere),
        (BotCommandScopeAllGroupChats(), in_groups),
    )
    try:
        for scope, commands in menus:
            await bot.set_my_commands(commands, scope=scope)
    except TelegramError as error:
        _log.warning("command menus are not set: %s", error)
