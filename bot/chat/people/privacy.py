"""/privasi and /hapusdata: what is kept of a person, and how it goes."""

from __future__ import annotations

from contextlib import suppress

from telegram import Update

from bot import texts
from bot.access import Role
from bot.chat.context import Context, receipt
from bot.chat.menus import clear_menu
from bot.chat.send import say, send, settle
from bot.db.engine import Redelivered
from bot.render.people.privacy import render_erasing, render_privacy


async def privacy(update: Update, context: Context) -> None:
    """/privasi."""
    assert update.message is not None
    await send(context.bot, update.message, render_privacy())


async def erase(update: Update, context: Context) -> None:
    """/hapusdata: at once, or after one more tap where a role would be lost."""
    assert update.message is not None
    if context.person.role is not Role.CITIZEN:
        areas = context.services.roles.areas
        await send(context.bot, update.message, render_erasing(context.person, areas))
        return
    await _erase(update, context)
    await say(context.bot, update.message, texts.ERASED)


async def erase_all(update: Update, context: Context) -> None:
    """ "Hapus data saya". The button deletes for whoever presses it, and nobody else."""
    query = update.callback_query
    assert query is not None and query.message is not None
    await _erase(update, context)
    await clear_menu(context.bot, context.person.id)
    await say(context.bot, query.message, texts.ERASED)
    await settle(query)


async def keep(update: Update, context: Context) -> None:
    """ "Jangan hapus"."""
    assert update.callback_query is not None
    await settle(update.callback_query, texts.ERASE_LEFT)


async def _erase(update: Update, context: Context) -> None:
    with suppress(Redelivered):
        await context.services.privacy.erase(context.person.id, receipt(update))
