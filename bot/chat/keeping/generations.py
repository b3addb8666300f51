"""/muatulang, /versi and /pulihkan: a new generation from the corpus, and going back to an earlier
one, with everyone who waits for it told how it goes."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial

from telegram import MaybeInaccessibleMessage, Update

from bot import texts
from bot.chat.addressed import question_text
from bot.chat.context import App, Context, receipt
from bot.chat.delivery import inform
from bot.chat.live import follow
from bot.chat.pressed import query_of
from bot.chat.send import say, send, settle
from bot.db.engine import Unanswered
from bot.reloads.generations import Reloads, Restored, Served, Unknown, Unusable, Version
from bot.render.keeping.course import parsed_refusal, render_course
from bot.render.keeping.generations import (
    parsed_generation,
    render_restore,
    render_restored,
    render_versions,
)

_log = logging.getLogger(__name__)


async def reload(update: Update, context: Context) -> None:
    """/muatulang."""
    assert update.message is not None
    await _reload(update, context, update.message)


async def reload_pressed(update: Update, context: Context) -> None:
    """ "Muat ulang"."""
    message = query_of(update).message
    assert message is not None, "the bot sends nothing inline"
    await _reload(update, context, message)


async def insist(update: Update, context: Context) -> None:
    """ "Terbitkan juga": what the message above tells is accepted, and nothing beside it."""
    query = query_of(update)
    failures = await context.services.reloading.failures(parsed_refusal(query.data or ""))
    if failures is None:
        return await settle(query, texts.STALE_BUTTON)
    assert query.message is not None, "the bot sends nothing inline"
    await _reload(update, context, query.message, failures)


async def _reload(
    update: Update, context: Context, to: MaybeInaccessibleMessage, insist: Collection[str] = ()
) -> None:
    services = context.services
    running = services.reloading.running
    run = await services.reloading.start(context.person, receipt(update), insist)
    if update.callback_query:
        await settle(update.callback_query)
    render = partial(render_course, joined=run is running)
    if await follow(context, to, run, render, services.pause) and run is not running:
        services.reloading.told()


async def versions(update: Update, context: Context) -> None:
    """/versi, and /pulihkan without saying what."""
    assert update.message is not None
    found = await context.services.generations.all()
    await send(context.bot, update.message, render_versions(found))


async def restore(update: Update, context: Context) -> None:
    """/pulihkan 2, or /pulihkan with the name of a generation: asks first."""
    message = update.message
    assert message is not None
    if not (told := question_text(message).strip()):
        return await versions(update, context)
    version = await context.services.generations.find(told)
    if refusal := _refusal(version):
        return await say(context.bot, message, refusal)
    assert version is not None
    await send(context.bot, message, render_restore(version))


async def restore_pressed(update: Update, context: Context) -> None:
    """ "Pulihkan 2": asks first."""
    query = query_of(update)
    name = parsed_generation(query.data or "")
    version = await context.services.generations.find(name)
    if refusal := _refusal(version):
        return await settle(query, refusal)
    assert version is not None and query.message is not None
    await send(context.bot, query.message, render_restore(version))
    await settle(query)


async def restore_confirmed(update: Update, context: Context) -> None:
    """ "Ya, pulihkan"."""
    query = query_of(update)
    name = parsed_generation(query.data or "")
    generations = context.services.generations
    match await generations.restore(context.person, name, receipt(update)):
        case Restored() as restored:
            assert query.message is not None, "the bot sends nothing inline"
            await send(context.bot, query.message, render_restored(restored))
            await settle(query)
        case Served():
            await settle(query, texts.RESTORE_SERVED)
        case Unknown():
            await settle(query, texts.RESTORE_UNKNOWN)
        case Unusable() as unusable:
            await settle(query, texts.RESTORE_DAMAGED.format(reason=unusable.reason))
        case Reloads():
            await settle(query, texts.RESTORE_BUSY)


async def restore_left(update: Update, context: Context) -> None:
    """ "Batal"."""
    await settle(query_of(update), texts.RESTORE_LEFT)


async def finish_left(application: App) -> None:
    """Tell whoever began a reload that was cut off when the bot was killed what became of it."""
    try:
        left = await application.bot_data.reloading.finish_left()
    except Unanswered as error:
        _log.error("what was cut off is finished at the next start", exc_info=error)
        return
    if left:
        await inform(application.bot, left.person, render_course(left.ended))


def _refusal(version: Version | None) -> str | None:
    """Why `version` cannot be restored."""
    if version is None:
        return texts.RESTORE_UNKNOWN
    return texts.RESTORE_SERVED if version.is_served else None
