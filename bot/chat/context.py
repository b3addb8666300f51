"""What a handler is given: the bot's services by name and type, where Telegram's library would have
a dictionary of anything."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.access import Person
from bot.almanac import Almanac
from bot.ask import Asking
from bot.boards.overview import Overview
from bot.boards.quotes import Publications
from bot.broadcast import Broadcasts
from bot.chat.albums import Albums
from bot.chat.taps import Taps
from bot.db.engine import Database
from bot.drills.parts import Drilling
from bot.invitations import Invitations
from bot.keeping.parts import Keeping
from bot.privacy import Privacy
from bot.questions.needs import Needs
from bot.questions.statistics import Statistics
from bot.questions.wishes import Wishes
from bot.reloads.generations import Generations
from bot.reloads.reloading import Reloading
from bot.reports.parts import Reports
from bot.roles import Roles
from bot.watching.parts import Vigil
from corpus.directory import Directory

Bot: TypeAlias = ExtBot[int]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that handlers may use. `directory` gives the contacts as they stand today,
    `almanac` the calendar and the like as their files are now; `pause` lets seconds go by."""

    asking: Asking
    directory: Callable[[], Directory]
    almanac: Callable[[], Almanac]
    database: Database
    roles: Roles
    invitations: Invitations
    needs: Needs
    wishes: Wishes
    statistics: Statistics
    broadcasts: Broadcasts
    reloading: Reloading
    generations: Generations
    keeping: Keeping
    privacy: Privacy
    publications: Publications
    overview: Overview
    drilling: Drilling
    vigil: Vigil
    reports: Reports
    albums: Albums = field(default_factory=Albums)
    taps: Taps = field(default_factory=Taps)
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """`context.services` is typed; nothing else is shared between handlers. `person` is whoever
    sent the update, as `bot.chat.gate` found him when it came in."""

    person: Person

    @property
    def services(self) -> Services:
        return self.bot_data


App: TypeAlias = Application[
    Bot, Context, dict[Any, Any], dict[Any, Any], Services, JobQueue[Context]
]


def receipt(update: Update) -> str:
    """What a write on behalf of `update` is kept under, so that it happens once."""
    return f"update:{update.update_id}"
