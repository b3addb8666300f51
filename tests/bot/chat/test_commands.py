from __future__ import annotations

from telegram.constants import BotCommandLimit
from telegram.ext import CommandHandler

from bot.access import Grant, Person, Role
from bot.chat.commands import COMMANDS, help_words
from bot.chat.handlers import handlers


def test_every_command_of_the_table_has_its_handler() -> None:
    handled = {
        name
        for handler in handlers()
        if isinstance(handler, CommandHandler)
        for name in handler.commands
    }
    assert {command.name for command in COMMANDS} == handled - {"help"}


def test_telegram_takes_every_name_and_description() -> None:
    for command in COMMANDS:
        assert command.name.isascii() and command.name.isalpha() and command.name.islower()
        assert len(command.name) <= BotCommandLimit.MAX_COMMAND
        assert len(command.description) <= BotCommandLimit.MAX_DESCRIPTION


def test_the_help_lists_every_command_in_the_order_of_the_menu() -> None:
    admin = Person(1, "Wayan", None, (Grant(Role.ADMIN),))
    lines = [line for line in help_words(admin).splitlines() if line.startswith("/")]
    assert lines == [f"/{command.name}: {command.description}" for command in COMMANDS]
