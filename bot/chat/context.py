"""What a handler is given: the bot's services by name and type, where Telegram's library would have
a dictionary of anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram.ext import Application, CallbackContext, ExtBot

from bot.ask import Asking
from bot.chat.albums import Albums
from corpus.directory import Directory

Bot: TypeAlias = ExtBot[int]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that handlers may use. `directory` gives the contacts as they stand today."""

    asking: Asking
    directory: Callable[[], Directory]
    albums: Albums = field(default_factory=Albums)


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """`context.services` is typed; nothing else is shared between handlers."""

    @property
    def services(self) -> Services:
        return self.bot_data


App: TypeAlias = Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, None]
