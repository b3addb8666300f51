"""How something that is to be taken in is read on behalf of an admin: one message says first that
it is being done, and then, in its place, what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Document, Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot import texts
from bot.chat.context import Context, receipt
from bot.chat.send import replace, send
from bot.keeping.reception import LINE_LIMIT, Crowded, Feed, Received, Unreceived
from bot.render.keeping.arrival import render_arrived
from bot.render.keeping.feed import render_feed
from bot.render.reply import Reply, reply


class FileGone(ValueError):
    """Telegram does not give the file (any more); the message, in Indonesian, says what to do."""


Unread = (*Unreceived, FileGone)
"""What is raised where nothing comes of it; each says why, and what to do, in Indonesian."""

_Read: TypeAlias = Callable[[], Awaitable[Received | Crowded]]


async def read_address(
    update: Update, context: Context, to: Message, address: str, number: int = 0
) -> None:
    """Take in what stands at `address`, the one of that `number` in the update; told in reply to
    `to`."""
    await _read(update, context, to, address, _at(context, address), address, number)


async def read_file(update: Update, context: Context, to: Message, document: Document) -> None:
    """Take in the file `document`."""
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await send(context.bot, to, reply([texts.FILE_TOO_LARGE]))
    else:
        name = document.file_name or texts.UNNAMED_FILE
        await _read(update, context, to, name, _in(context, document))


async def read_text(update: Update, context: Context, to: Message, text: str) -> None:
    """Take in a text that somebody pasted."""
    reception, person = context.services.keeping.reception, context.person.id
    await _read(update, context, to, texts.PASTED, lambda: reception.text(person, text))


async def feed_again(
    context: Context, address: str | None, sent: Document | None
) -> Feed | Crowded | None:
    """The feed at `address`, or in the file that was `sent`, as it is now; None where there is none
    any more. Raises one of Unread."""
    if address is not None:
        found = await _at(context, address)()
    elif sent is not None:
        found = await _in(context, sent)()
    else:
        return None
    return found if isinstance(found, Feed | Crowded) else None


async def _read(
    update: Update,
    context: Context,
    to: Message,
    name: str,
    read: _Read,
    address: str | None = None,
    number: int = 0,
) -> None:
    waits = context.services.keeping.reception.must_wait(context.person.id)
    state = (texts.QUEUED if waits else texts.READING).format(name=name)
    shown = await send(context.bot, to, reply([state]))
    assert shown is not None, "there is something to say"
    try:
        received = await read()
    except Unread as error:
        answer = reply([str(error)])
    else:
        key = f"{receipt(update)}:{number}"
        answer = await _answer(context, received, address, key)
    if not await replace(context.bot, shown.chat.id, shown.message_id, answer):
        await send(context.bot, to, answer)


async def _answer(
    context: Context, received: Received | Crowded, address: str | None, receipt: str
) -> Reply:
    services = context.services.keeping
    if isinstance(received, Crowded):
        return reply([texts.CROWDED_INTAKE.format(limit=LINE_LIMIT)])
    if isinstance(received, Feed):
        urls = [entry.url for entry in received.entries]
        known = await services.candidates.known_addresses(urls)
        return render_feed(received, address, 0, known)
    arrived = await services.arrivals.bring(context.person, received, receipt)
    if len(arrived.candidates) == 1:
        view = await services.candidates.view(arrived.candidates[0])
        return render_arrived(view, (), arrived.known, services.candidates.areas)
    batch = await services.candidates.batch(min(arrived.candidates, default=0))
    return render_arrived(None, batch, arrived.known, services.candidates.areas)


def _at(context: Context, address: str) -> _Read:
    reception, person = context.services.keeping.reception, context.person.id
    return lambda: reception.address(person, address)


def _in(context: Context, document: Document) -> _Read:
    reception, person = context.services.keeping.reception, context.person.id

    async def read() -> Received | Crowded:
        try:
            sent = await context.bot.get_file(document.file_id)
            content = bytes(await sent.download_as_bytearray())
        except TelegramError as error:
            raise FileGone(texts.FILE_GONE) from error
        name = document.file_name or texts.UNNAMED_FILE
        return await reception.file(person, content, name, document.mime_type)

    return read
