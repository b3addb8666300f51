"""The buttons about drills. Whether the person may is asked when he presses, of the database; what
he may not is to him a button of an older version."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from telegram import Update

from bot import texts
from bot.chat.context import Context, receipt
from bot.chat.drills import rehearsals
from bot.chat.drills.drill_cards import ask_field, banner_of, card, listing, recordable, sure
from bot.chat.pressed import query_of
from bot.chat.send import settle, turn
from bot.db.engine import Redelivered
from bot.drills.exercise import Field, Place, Scene
from bot.drills.visible import View
from bot.render.drills import drill_buttons as buttons
from bot.render.drills.drill_buttons import CHOSEN, Pressed, pressed
from bot.render.drills.drill_card import render_choices
from bot.render.reply import Reply

Act: TypeAlias = Callable[[Update, Context, Pressed], Awaitable[Reply | None]]


async def press(update: Update, context: Context) -> None:
    """Any of them: the message as it stands after it. A press that comes a second time shows that
    as well, for the bot may have been stopped before it did."""
    query = query_of(update)
    said = pressed(query.data or "")
    if said.act == buttons.WRITE:
        return await _write(update, context, said)
    try:
        shown = await _ACTS[said.act](update, context, said) if said.act in _ACTS else None
    except Redelivered:
        shown = await _open(update, context, said)
    if shown is None:
        return await settle(query, texts.STALE_BUTTON)
    await turn(context.bot, query, shown)
    await settle(query)


async def _list(update: Update, context: Context, said: Pressed) -> Reply | None:
    return await listing(context, said.area, int(said.name) if said.name.isdigit() else 0)


async def _open(update: Update, context: Context, said: Pressed) -> Reply | None:
    if said.area:
        return await listing(context, said.area)
    view = await context.services.drilling.drills.view(context.person, said.drill)
    return await card(context, view) if view else None


async def _record(update: Update, context: Context, said: Pressed) -> Reply | None:
    recording = context.services.drilling.recording
    done = await recording.draft(context.person, said.area, receipt(update))
    return await card(context, done[0], editing=True) if done else None


async def _edit(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await recordable(context, said.drill)
    return await card(context, view, editing=True) if view else None


async def _write(update: Update, context: Context, said: Pressed) -> None:
    """Ask for the field in a message of its own; the card stays."""
    query, view = query_of(update), await recordable(context, said.drill)
    if view is None or said.name not in set(Field) - set(CHOSEN):
        return await settle(query, texts.STALE_BUTTON)
    assert query.message is not None, "the bot sends nothing inline"
    await ask_field(context, query.message, view, Field(said.name))
    await settle(query)


async def _ask(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await recordable(context, said.drill)
    if view is None or said.name not in CHOSEN:
        return None
    return await _choices(context, view, Field(said.name))


async def _choose(update: Update, context: Context, said: Pressed) -> Reply | None:
    choice = _choice(said.name)
    if choice is None:
        return None
    view = await context.services.drilling.recording.choose(
        context.person, said.drill, choice, receipt(update), said.holds
    )
    if view is None:
        return None
    if isinstance(choice, Scene):
        return await _choices(context, view, Field.SCENES)
    return await card(context, view, editing=True)


async def _save(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await context.services.drilling.recording.save(
        context.person, said.drill, receipt(update)
    )
    if view is None:
        return None
    if lacking := view.drill.exercise.lacking:
        names = ", ".join(texts.DRILL_FIELDS[field].lower() for field in lacking)
        note = texts.DRILL_LACKING.format(fields=names)
        return await card(context, view, editing=True, notes=[note])
    return await card(context, view)


async def _ask_discard(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await recordable(context, said.drill)
    if view is None or not view.drill.is_draft:
        return None
    yes = texts.BUTTON_DISCARD_YES
    return await sure(context, view, texts.DRILL_DISCARD, yes, buttons.DISCARD)


async def _discard(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await context.services.drilling.recording.discard(
        context.person, said.drill, receipt(update)
    )
    if view is None:
        return None
    if not view.drill.is_draft:
        return await card(context, view)
    return await listing(context, view.drill.area, note=texts.DRILL_DISCARDED)


async def _tick(update: Update, context: Context, said: Pressed) -> Reply | None:
    view = await context.services.drilling.recording.tick(
        context.person, said.drill, said.name, said.holds, receipt(update)
    )
    return await card(context, view) if view else None


async def _choices(context: Context, view: View, field: Field) -> Reply:
    return render_choices(view, await banner_of(context, view.drill.area), field)


def _choice(name: str) -> Place | Scene | None:
    if name in set(Place):
        return Place(name)
    return Scene(name) if name in set(Scene) else None


_ACTS: Mapping[str, Act] = {
    buttons.LIST: _list,
    buttons.RECORD: _record,
    buttons.OPEN: _open,
    buttons.EDIT: _edit,
    buttons.ASK: _ask,
    buttons.CHOOSE: _choose,
    buttons.SAVE: _save,
    buttons.ASK_DISCARD: _ask_discard,
    buttons.DISCARD: _discard,
    buttons.TICK: _tick,
    buttons.ASK_BEGIN: rehearsals.ask_begin,
    buttons.BEGIN: rehearsals.begin,
    buttons.ASK_START: rehearsals.ask_start,
    buttons.START: rehearsals.start,
    buttons.ASK_END: rehearsals.ask_end,
    buttons.END: rehearsals.end,
}
