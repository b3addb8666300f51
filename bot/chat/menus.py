"""The command menus that Telegram shows: one for everybody, and a chat's own for whoever has more.
Menus are a comfort: without them the bot works, so a failure is only logged."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.access import Person, Right
from bot.chat.commands import COMMANDS, Command, commands_of
from bot.chat.context import Bot
from bot.chat.limiter import AT_ONCE

_log = logging.getLogger(__name__)

LANGUAGES = ("id", None)
"""Whose Telegram speaks Indonesian, and everybody else: both are given the same words, so that a
menu that somebody once set for Indonesian alone cannot hide this one."""

_BETWEEN = 0.1
"""Seconds between the menus of two people, so that Telegram has no reason to ask for patience."""


async def set_menus(bot: Bot) -> None:
    """What everybody may use, in every kind of chat."""
    for_all = [command for command in COMMANDS if command.right is Right.ASK]
    in_groups = [command for command in for_all if command.in_groups]
    with _failure_logged():
        await _set(bot, BotCommandScopeDefault(), for_all)
        await _set(bot, BotCommandScopeAllPrivateChats(), for_all)
        await _set(bot, BotCommandScopeAllGroupChats(), in_groups)


async def set_own_menus(bot: Bot, people: Iterable[Person]) -> None:
    """Each one's menu as his roles are now, also where they changed while Telegram was away."""
    for person in people:
        await set_menu(bot, person)
        await asyncio.sleep(_BETWEEN)


async def set_menu(bot: Bot, person: Person) -> None:
    """What `person` may use, in his private chat; everybody's menu where that is no more."""
    commands = commands_of(person)
    if all(command.right is Right.ASK for command in commands):
        return await clear_menu(bot, person.id)
    with _failure_logged():
        await _set(bot, BotCommandScopeChat(person.id), commands)


async def clear_menu(bot: Bot, id: int) -> None:
    """Show everybody's menu in the private chat of `id`."""
    with _failure_logged():
        for language in LANGUAGES:
            await bot.delete_my_commands(
                BotCommandScopeChat(id), language_code=language, rate_limit_args=AT_ONCE
            )


async def _set(bot: Bot, scope: BotCommandScope, commands: Sequence[Command]) -> None:
    menu = [BotCommand(command.name, command.description) for command in commands]
    for language in LANGUAGES:
        await bot.set_my_commands(
            menu, scope=scope, language_code=language, rate_limit_args=AT_ONCE
        )


@contextmanager
def _failure_logged() -> Iterator[None]:
    try:
        yield
    except TelegramError as error:
        _log.warning("a command menu is not set: %s", error)
