"""The buttons that let drills begin and end, each after a second tap: either changes what everybody
in the area is told."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.access import Right, may_in
from bot.chat.context import App, Context, receipt
from bot.chat.drills.drill_cards import banner_of, card, listing, recordable, sure
from bot.render.drills import drill_buttons as buttons
from bot.render.drills.drill_buttons import Pressed, sure_begin_rows
from bot.render.drills.drill_card import render_sure
from bot.render.reply import Reply


async def ask_begin(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Mulai sekarang" under a list."""
    areas = context.services.roles.areas
    area = areas.get(said.area)
    if area is None or not may_in(context.person, Right.OVERSEE, area.id, areas):
        return None
    asked = texts.DRILL_BEGIN.format(area=area.name)
    return render_sure(asked, await banner_of(context, area.id), sure_begin_rows(area.id))


async def begin(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Ya, mulai"."""
    rehearsals = context.services.drilling.rehearsals
    on = await rehearsals.begin(context.person, said.area, receipt(update))
    context.services.broadcasts.bell.set()
    if on is None:
        return None
    return await _card(context, on) or await listing(context, said.area)


async def ask_start(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Mulai sekarang" under a card."""
    view = await recordable(context, said.drill)
    if view is None:
        return None
    asked = texts.DRILL_BEGIN.format(area=view.area.name)
    return await sure(context, view, asked, texts.BUTTON_DRILL_BEGIN_YES, buttons.START)


async def start(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Ya, mulai" for a drill that is recorded already."""
    rehearsals, key = context.services.drilling.rehearsals, receipt(update)
    on = await rehearsals.begin_recorded(context.person, said.drill, key)
    context.services.broadcasts.bell.set()
    if on is None:
        return None
    return await _card(context, on) or await _card(context, said.drill)


async def ask_end(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Akhiri"."""
    view = await recordable(context, said.drill)
    if view is None:
        return None
    asked = texts.DRILL_END.format(area=view.area.name)
    return await sure(context, view, asked, texts.BUTTON_DRILL_END_YES, buttons.END)


async def end(update: Update, context: Context, said: Pressed) -> Reply | None:
    """ "Ya, akhiri"."""
    rehearsals = context.services.drilling.rehearsals
    ended = await rehearsals.end(context.person, said.drill, receipt(update))
    context.services.broadcasts.bell.set()
    return await _card(context, ended)


async def settle(application: App) -> None:
    """End the drills that nobody has ended, and let that be told."""
    services = application.bot_data
    if await services.drilling.rehearsals.settle():
        services.broadcasts.bell.set()


async def _card(context: Context, drill: int | None) -> Reply | None:
    """The card of the drill, if the person may see it: one that is on above his area he may not."""
    view = await context.services.drilling.drills.view(context.person, drill) if drill else None
    return await card(context, view) if view else None
