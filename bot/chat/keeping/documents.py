"""/dokumen and /hapus: what the corpus holds and what waits, and how a document leaves it."""

from __future__ import annotations

from telegram import MaybeInaccessibleMessage, Message, MessageEntity, Update

from bot import texts
from bot.chat.addressed import question_text
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of, question_under
from bot.chat.send import say, send, settle, turn
from bot.render.keeping.inventory import DOCUMENT_DATA, LIST_DATA, render_list
from bot.render.keeping.removal import (
    REMOVE_DATA,
    REMOVE_YES_DATA,
    render_document,
    render_removal,
    render_removed,
)
from bot.render.reply import Reply
from index.documents import key_of


async def documents(update: Update, context: Context) -> None:
    """/dokumen, with words to look for or without."""
    message = update.message
    assert message is not None
    await send(context.bot, message, await _list(context, question_text(message), 0))


async def page(update: Update, context: Context) -> None:
    """Another page of the list; the words stand in the command that it answers."""
    query = query_of(update)
    match, asked = LIST_DATA.fullmatch(query.data or ""), question_under(query)
    assert match is not None
    if asked is None:
        return await settle(query, texts.QUESTION_GONE)
    await turn(context.bot, query, await _list(context, question_text(asked), int(match[1])))
    await settle(query)


async def document(update: Update, context: Context) -> None:
    """ "Buka 3", of a document that is served."""
    query = query_of(update)
    match = DOCUMENT_DATA.fullmatch(query.data or "")
    assert match is not None and query.message is not None
    found = await context.services.keeping.inventories.document(match[1])
    if found is None:
        return await settle(query, texts.SOURCE_GONE)
    areas = context.services.keeping.candidates.areas
    await send(context.bot, query.message, render_document(found, areas))
    await settle(query)


async def remove(update: Update, context: Context) -> None:
    """/hapus, with an id."""
    message = update.message
    assert message is not None
    id = question_text(message).strip()
    if not id:
        return await say(context.bot, message, texts.REMOVE_USAGE)
    asked = await _asked(context, id)
    if asked is None:
        return await say(context.bot, message, texts.REMOVE_NONE.format(id=id))
    await send(context.bot, message, asked)


async def ask_removal(update: Update, context: Context) -> None:
    """ "Keluarkan", under a document."""
    query = query_of(update)
    match = REMOVE_DATA.fullmatch(query.data or "")
    assert match is not None
    id = _id_in(query.message, match[1])
    asked = await _asked(context, id) if id else None
    if asked is None:
        return await settle(query, texts.SOURCE_GONE)
    await turn(context.bot, query, asked)
    await settle(query)


async def remove_now(update: Update, context: Context) -> None:
    """ "Ya, keluarkan"."""
    query = query_of(update)
    match = REMOVE_YES_DATA.fullmatch(query.data or "")
    assert match is not None
    id = _id_in(query.message, match[1])
    removals = context.services.keeping.removals
    if id is None or not await removals.remove(context.person, id, receipt(update)):
        return await settle(query, texts.SOURCE_GONE)
    await turn(context.bot, query, render_removed(id))
    await settle(query)


async def _list(context: Context, words: str, page: int) -> Reply:
    services, words = context.services.keeping, " ".join(words.split())
    waiting = await services.candidates.waiting(words)
    items = (await services.inventories.now()).with_words(words)
    return render_list(waiting, items, words, page)


async def _asked(context: Context, id: str) -> Reply | None:
    """What would go with `id`; None where nothing would."""
    removals = context.services.keeping.removals
    places = await removals.places(id)
    return render_removal(id, places, removals.corpus) if places else None


def _id_in(message: MaybeInaccessibleMessage | None, key: str) -> str | None:
    """The id that stands in `message` and has the key."""
    if not isinstance(message, Message):
        return None
    written = message.parse_entities([MessageEntity.CODE]).values()
    return next((id for id in written if key_of(id) == key), None)
