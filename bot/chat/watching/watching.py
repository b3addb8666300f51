"""/pantau: which areas an officer watches; and telling everyone what he watches and what is due.

Rounds of our own do that, not the library's job queue: its scheduler keeps jobs in one process's
memory, or pickled in a table that no two processes may share, and ours are rows that any copy of
the bot takes up.
"""

from __future__ import annotations

from collections.abc import Iterator

from telegram import CallbackQuery, Update

from bot import texts
from bot.access import Right, areas_of, may_in
from bot.chat.addressed import question_text
from bot.chat.context import App, Context, receipt
from bot.chat.delivery import deliver
from bot.chat.pressed import query_of
from bot.chat.questions.asked import question
from bot.chat.send import say, send, settle, turn
from bot.delivery import Delivery
from bot.places import meant
from bot.render.reply import Reply
from bot.render.watching.briefing import render_briefing
from bot.render.watching.watching import (
    parsed_area,
    parsed_quiet,
    render_areas_to_watch,
    render_watches,
)
from bot.watching.briefing import Briefing
from bot.watching.watches import PER_PERSON, NotWatched
from corpus.areas import Area
from index.danger import in_danger

_CHOICES = 8
"""Areas to choose from in one message."""


async def watch(update: Update, context: Context) -> None:
    """/pantau; with an area after it, it begins to watch. Who is in danger comes first."""
    message = update.message
    assert message is not None
    words = question_text(message).strip()
    if in_danger(words):
        return await question(update, context)
    if not words:
        await send(context.bot, message, await _list(context))
        return
    areas = context.services.roles.areas
    found = meant(words, areas)
    own = [it for it in found.areas if may_in(context.person, Right.REPORT, it.id, areas)]
    if len(own) == 1 and found.sure:
        await send(context.bot, message, await _begin(update, context, own[0].id))
    elif own:
        why = texts.WATCH_WHICH if found.sure else texts.WATCH_GUESS
        await send(context.bot, message, render_areas_to_watch(why, own[:_CHOICES]))
    else:
        await say(context.bot, message, texts.WATCH_OUTSIDE if found.areas else texts.WATCH_UNKNOWN)


async def begin(update: Update, context: Context) -> None:
    """ "Pantau …"."""
    query = query_of(update)
    told = await _begin(update, context, parsed_area(query.data or ""))
    await _turn(query, context, told)


async def stop(update: Update, context: Context) -> None:
    """ "Berhenti: …" under the list."""
    query = query_of(update)
    area = parsed_area(query.data or "")
    await context.services.vigil.watching.stop(context.person, area, receipt(update))
    await _turn(query, context, await _list(context, _ended(area, context)))


async def stop_there(update: Update, context: Context) -> None:
    """ "Berhenti memantau" under an alert, which stays as it is."""
    query = query_of(update)
    area = parsed_area(query.data or "")
    await context.services.vigil.watching.stop(context.person, area, receipt(update))
    await settle(query, f"{_ended(area, context)} {texts.WATCH_AGAIN}")


async def stop_all(update: Update, context: Context) -> None:
    """ "Berhenti memantau semua" under an alert."""
    await context.services.vigil.watching.stop_all(context.person, receipt(update))
    await settle(query_of(update), f"{texts.WATCH_ENDED_ALL} {texts.WATCH_AGAIN}")


async def keep_quiet(update: Update, context: Context) -> None:
    """A choice of quiet hours."""
    query = query_of(update)
    quiet = parsed_quiet(query.data or "")
    if quiet is None:
        return await settle(query, texts.STALE_BUTTON)
    await context.services.vigil.watching.keep_quiet(context.person, quiet, receipt(update))
    await _turn(query, context, await _list(context))


async def tell(application: App) -> None:
    """A round: what was reported is looked at, what is due is noted, and everyone is told."""
    services = application.bot_data
    areas = services.roles.areas

    async def told(person: int, briefing: Briefing) -> Delivery:
        return await deliver(application.bot, person, render_briefing(briefing, areas))

    await services.vigil.lookout.look_at_reported()
    await services.vigil.notices.plan()
    await services.vigil.notices.send(told)


async def look(application: App) -> None:
    """A look at everything that is watched, and a round after it."""
    lookout = application.bot_data.vigil.lookout
    await lookout.look()
    lookout.bell.set()


async def _begin(update: Update, context: Context, area: str) -> Reply:
    services = context.services
    known = services.roles.areas.get(area)
    refused = await services.vigil.watching.watch(context.person, area, receipt(update))
    if refused is NotWatched.FULL:
        return await _list(context, texts.WATCH_FULL.format(most=PER_PERSON))
    if refused or known is None:
        return await _list(context, texts.WATCH_OUTSIDE)
    services.vigil.lookout.begun(area)
    return await _list(context, texts.WATCH_BEGUN.format(area=known.name))


async def _list(context: Context, note: str | None = None) -> Reply:
    services = context.services
    own = await services.vigil.watching.own(context.person)
    watched = {watch.area for watch in own}
    offered = (area for area in _own_areas(context) if area.id not in watched)
    return render_watches(own, list(offered)[:_CHOICES], services.roles.areas, note)


def _own_areas(context: Context) -> Iterator[Area]:
    """The areas for which he has a role."""
    for id in areas_of(context.person, Right.REPORT):
        if area := context.services.roles.areas.get(id):
            yield area


def _ended(area: str, context: Context) -> str:
    known = context.services.roles.areas.get(area)
    return texts.WATCH_ENDED.format(area=known.name if known else area)


async def _turn(query: CallbackQuery, context: Context, told: Reply) -> None:
    await turn(context.bot, query, told)
    await settle(query)
