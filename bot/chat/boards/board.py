"""/papan and the buttons of boards: what officers reported, for those who may see it, in private.
Whoever may not see an area is answered as if there were nothing of the kind."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import CallbackQuery, InputFile, MaybeInaccessibleMessage, Update

from bot import texts
from bot.boards.composition import AreaBoard
from bot.chat.addressed import question_text
from bot.chat.context import Context
from bot.chat.pressed import query_of
from bot.chat.questions.citizen import unknown_command
from bot.chat.questions.presses import stale
from bot.chat.send import say, send, settle, turn
from bot.places import meant
from bot.render.boards.board import render_board, render_rows, render_which
from bot.render.boards.board_buttons import View, parsed_board
from bot.render.boards.board_table import caption, file_name, table
from bot.render.boards.board_whole import render_whole
from bot.render.boards.silent import render_silent
from bot.render.reply import Reply
from corpus.areas import Area


async def board(update: Update, context: Context) -> None:
    """/papan, with the name of an area or for his own."""
    message, overview = update.message, context.services.overview
    assert message is not None
    words = question_text(message).strip()
    if not words:
        return await offer(update, context, overview.own(context.person))
    named = meant(words, overview.areas)
    seen = [area for area in named.areas if overview.sees(context.person, area.id)]
    if seen:
        await offer(update, context, seen)
    elif named.areas and named.sure:
        await unknown_command(update, context)
    else:
        await say(context.bot, message, texts.BOARD_AREA_UNKNOWN)


async def offer(
    update: Update, context: Context, areas: Sequence[Area], silent: bool = False
) -> None:
    """The board of the one of `areas`, which all may be seen; which of them, where they are more.
    `silent`: who has not reported comes first, where the area has parts."""
    message, overview = update.effective_message, context.services.overview
    assert message is not None
    if not areas:
        return await say(context.bot, message, texts.BOARD_NO_AREA)
    if len(areas) > 1:
        await send(context.bot, message, render_which(areas))
    elif found := await overview.board(context.person, areas[0].id):
        first = render_silent if silent and found.parts else render_board
        await send(context.bot, message, first(found, overview.areas))


async def press(update: Update, context: Context) -> None:
    """A button of a board: another view, page or area."""
    query = query_of(update)
    view, area, page = parsed_board(query.data or "")
    overview = context.services.overview
    found = await overview.board(context.person, area) if view in list(View) else None
    if found is None:
        return await stale(update, context)
    match View(view):
        case View.BOARD:
            await turn(context.bot, query, render_board(found, overview.areas, page))
        case View.ROWS:
            await turn(context.bot, query, render_rows(found, overview.areas))
        case View.SILENT:
            await turn(context.bot, query, render_silent(found, overview.areas, page))
        case View.WHOLE:
            await send(context.bot, _under(query), await _whole(found, context))
        case View.PICTURE:
            await _send_pictures(query, found, context)
        case View.TABLE:
            await _send_table(query, found, context)
    await settle(query)


async def _whole(found: AreaBoard, context: Context) -> Reply:
    services = context.services
    history = await services.overview.history(found)
    quotes = await services.publications.of(found.area.id)
    return render_whole(found, history, quotes, services.overview.areas)


async def _send_pictures(query: CallbackQuery, found: AreaBoard, context: Context) -> None:
    overview = context.services.overview
    history = {} if found.parts else await overview.history(found)

    def drawn() -> list[bytes]:
        # Imported here: drawing is heavy, and a bot that is asked for none must not carry it.
        from bot.render.boards.board_picture import pictures

        return list(pictures(found, history, overview.areas))

    for picture in await asyncio.to_thread(drawn):  # others are answered meanwhile
        await context.bot.send_photo(_under(query).chat.id, picture)


async def _send_table(query: CallbackQuery, found: AreaBoard, context: Context) -> None:
    services = context.services
    quotes = await services.publications.of(found.area.id)
    # The country's has five thousand lines.
    content = await asyncio.to_thread(table, found, quotes, services.overview.areas)
    file = InputFile(content, file_name(found))
    await context.bot.send_document(_under(query).chat.id, file, caption=caption(found))


def _under(query: CallbackQuery) -> MaybeInaccessibleMessage:
    """The message that the button is under."""
    assert query.message is not None, "the bot sends nothing inline"
    return query.message
