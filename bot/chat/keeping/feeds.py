"""The buttons under the list of a feed or a sitemap. The addresses are read off the message, and
the list anew from its source, so nothing is remembered of it."""

from __future__ import annotations

from telegram import MaybeInaccessibleMessage, Message, MessageEntity, Update

from bot import texts
from bot.chat.context import Context
from bot.chat.keeping.reading import Unread, feed_again, read_address
from bot.chat.pressed import query_of, question_under
from bot.chat.send import say, settle, turn
from bot.keeping.reception import LINE_LIMIT, Crowded
from bot.render.keeping.feed import ENTRY_DATA, FEED_DATA, entry_key, render_feed


async def entry(update: Update, context: Context) -> None:
    """An entry's number: its page is taken in."""
    query = query_of(update)
    match, message = ENTRY_DATA.fullmatch(query.data or ""), query.message
    assert match is not None
    urls = _entities(message, MessageEntity.TEXT_LINK)
    wanted = next((url for url in urls if entry_key(url) == match[1]), None)
    if wanted is None or not isinstance(message, Message):
        return await settle(query, texts.ENTRY_GONE)
    # First: to fetch it may take longer than Telegram lets a press wait.
    await settle(query)
    await read_address(update, context, message, wanted)


async def page(update: Update, context: Context) -> None:
    """Another page of the list."""
    query = query_of(update)
    match, message = FEED_DATA.fullmatch(query.data or ""), query.message
    assert match is not None and message is not None
    address = next(iter(_entities(message, MessageEntity.CODE)), None)
    asked = question_under(query)
    try:
        feed = await feed_again(context, address, asked.document if asked else None)
    except Unread as error:
        await say(context.bot, message, str(error))
        return await settle(query)
    if feed is None:
        return await settle(query, texts.ENTRY_GONE)
    if isinstance(feed, Crowded):
        return await settle(query, texts.CROWDED_INTAKE.format(limit=LINE_LIMIT))
    known = await context.services.keeping.candidates.known_addresses(
        [it.url for it in feed.entries]
    )
    await turn(context.bot, query, render_feed(feed, address, int(match[1]), known))
    await settle(query)


def _entities(message: MaybeInaccessibleMessage | None, kind: str) -> list[str]:
    """Where the links of `message` lead; what stands in its other entities of that kind."""
    found = message.parse_entities([kind]) if isinstance(message, Message) else {}
    return [entity.url or words for entity, words in found.items()]
