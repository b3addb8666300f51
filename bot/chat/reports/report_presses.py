"""The buttons under a report that is being made. Whether the person may is asked of the database
when he presses; what is not his is to him a button of an older version."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import CallbackQuery, Update

from bot import texts
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.reports.report_cards import card, show
from bot.chat.send import prompt, settle, turn
from bot.db.engine import Redelivered
from bot.readiness import Component, State
from bot.render.reply import Reply, reply
from bot.render.reports import report_buttons as buttons
from bot.render.reports.report_buttons import Pressed, change_rows, pressed
from bot.render.reports.report_card import prompt_words, render_change
from bot.reports.amendment import Asked
from bot.reports.draft import Draft, Step, Stored, about, asking, in_area, in_state, passed, without
from bot.reports.reporting import Change


async def press(update: Update, context: Context) -> None:
    """Any of them: the message as it stands after it. A press that comes a second time shows that
    as well, for the bot may have been stopped before it did."""
    query = query_of(update)
    with context.services.taps.first(query) as is_first:
        if is_first:
            await _press(update, context, query)
        else:
            await settle(query)


async def _press(update: Update, context: Context, query: CallbackQuery) -> None:
    said = pressed(query.data or "")
    try:
        shown, note = await _after(update, context, said)
    except Redelivered:
        shown, note = await _shown(context, said), None
    if shown is None:
        return await settle(query, texts.STALE_BUTTON)
    if shown.parts:
        await turn(context.bot, query, shown)
    await settle(query, note)


async def _after(
    update: Update, context: Context, said: Pressed
) -> tuple[Reply | None, str | None]:
    """What the message shows after the press, nothing where it stays; and what is told beside."""
    match said.act:
        case buttons.SEND:
            return await _send(update, context, said)
        case buttons.CANCEL:
            return await _cancel(update, context, said), None
        case buttons.WRITE:
            return await _write(update, context, said), None
        case buttons.RECONSIDER:
            return await _reconsider(update, context, said), None
        case buttons.SHOW | buttons.OPEN_AREA | buttons.CHANGE:
            return await _shown(context, said), None
    changes = _changes(said)
    if changes is None:
        return None, None
    reporting, by = context.services.reports.reporting, context.person
    stored = await reporting.change(by, said.draft, changes, receipt(update))
    return (await card(context, stored) if stored else None), None


async def _send(update: Update, context: Context, said: Pressed) -> tuple[Reply | None, str | None]:
    stored = await context.services.reports.reporting.send(
        context.person, said.draft, receipt(update)
    )
    if stored is None:
        return None, None
    waits = stored.sent_at is None and stored.draft.asked is Step.CHECK
    return await card(context, stored), texts.REPORT_DRILL_CHANGED if waits else None


async def _cancel(update: Update, context: Context, said: Pressed) -> Reply | None:
    reporting = context.services.reports.reporting
    if await reporting.cancel(context.person, said.draft, receipt(update)):
        return reply([texts.REPORT_CANCELLED])
    return await _shown(context, said)


async def _write(update: Update, context: Context, said: Pressed) -> Reply | None:
    """Ask in a message of its own; the card stays."""
    query = query_of(update)
    stored = await context.services.reports.reporting.view(context.person, said.draft)
    if stored is None or stored.draft.asked != said.value or stored.draft.subject is None:
        return await _shown(context, said)
    assert query.message is not None, "the bot sends nothing inline"
    asked = Asked(stored.id, stored.draft.asked, stored.draft.subject)
    await prompt(context.bot, query.message, prompt_words(asked))
    return Reply(())


async def _reconsider(update: Update, context: Context, said: Pressed) -> Reply | None:
    """A correction beside what was sent; where there is one already it is shown again."""
    query = query_of(update)
    reporting = context.services.reports.reporting
    stored = await reporting.reconsider(context.person, said.draft, receipt(update))
    if stored is None or stored.id == said.draft:
        return await card(context, stored) if stored else None
    assert query.message is not None, "the bot sends nothing inline"
    await show(context, query.message, stored)
    return Reply(())


async def _shown(context: Context, said: Pressed) -> Reply | None:
    stored = await context.services.reports.reporting.view(context.person, said.draft)
    if stored is None:
        return None
    if said.act == buttons.CHANGE and _waits(stored):
        return render_change(stored, context.services.roles.areas, change_rows(stored))
    if said.act == buttons.OPEN_AREA:
        return await card(context, stored, said.value, said.page)
    return await card(context, stored)


def _waits(stored: Stored) -> bool:
    return stored.sent_at is None and stored.draft.asked is Step.CHECK


def _changes(said: Pressed) -> Change | None:
    """What the press changes in a draft that asks what the button answers; None for a button that
    no version has."""
    acts: Mapping[str, tuple[Step, Change]] = {
        buttons.AREA: (Step.AREA, lambda it: in_area(it, said.value)),
        buttons.ADD: (Step.CHECK, lambda it: asking(it, Step.COMPONENT)),
        buttons.ASK_AREA: (Step.CHECK, lambda it: asking(it, Step.AREA)),
        buttons.ASK_PHOTO: (Step.CHECK, lambda it: asking(it, Step.PHOTO)),
        buttons.REAL: (Step.CHECK, lambda it: it.model_copy(update={"real": True})),
        buttons.DRILL: (Step.CHECK, lambda it: it.model_copy(update={"real": False})),
    }
    if said.value in set(Component):
        component = Component(said.value)
        acts = {
            buttons.COMPONENT: (Step.COMPONENT, lambda it: about(it, component)),
            buttons.CHANGE_LINE: (Step.CHECK, lambda it: about(it, component)),
            buttons.DROP: (Step.STATE, lambda it: without(it, component)),
        }
    elif said.value in set(State):
        state = State(said.value)
        acts = {buttons.STATE: (Step.STATE, lambda it: in_state(it, state))}
    elif said.value in set(Step):
        acts = {buttons.SKIP: (Step(said.value), passed)}
    if said.act not in acts:
        return None
    step, change = acts[said.act]

    def changed(draft: Draft) -> Draft:
        return change(draft) if draft.asked is step else draft

    return changed
