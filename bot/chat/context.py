"""What a handler is given: the bot's services by name and type, where Telegram's library would have
a dictionary of anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.access import Person
from bot.ask import Asking
from bot.chat.albums import Albums
from bot.db.engine import Database
from bot.roles import Roles
from corpus.directory import Directory

Bot: TypeAlias = ExtBot[int]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that handlers may use. `directory` gives the contacts as they stand today."""

    asking: Asking
    directory: Callable[[], Directory]
    database: Database
    roles: Roles
    albums: Albums = field(default_factory=Albums)


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """`context.services` is typed; nothing else is shared between handlers. `person` is whoever
    sent the update, as `bot.chat.gate` found him when it came in."""

    person: Person

    @property
    def services(self) -> Services:
        return self.bot_data


App: TypeAlias = Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, None]


def receipt(update: Update) -> str:
    """What a write on behalf of `update` is kept under, so that it happens once."""
    return f"update:{update.update_id}"
