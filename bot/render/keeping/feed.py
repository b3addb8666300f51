"""The pages that a feed or a sitemap names, twenty at a time, each with a button that fetches it.
The addresses stand in the message, where the buttons find them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from bot import texts
from bot.render.dates import date_words
from bot.render.keeping.candidate import clipped
from bot.render.markup import Text, bold, code, italic, join, link
from bot.render.reply import Button, Reply, Row, reply
from corpus.draft import Entry, Feed
from corpus.fingerprint import digest
from corpus.likeness import address_key

ENTRY_DATA = re.compile(r"e:([0-9a-f]{16})\Z")
"""Fetches an entry, named by its address."""

FEED_DATA = re.compile(r"ef:(\d{1,4})\Z")
"""Shows another page of the list."""

PAGE = 20
_IN_ROW = 5
_TITLE = 110
_SOURCE = 200


def render_feed(feed: Feed, address: str | None, page: int, known: Collection[str]) -> Reply:
    """Page `page`, from 0, of the list at `address`, None where it came as a file; those of the
    entries that are `known`, by their addresses, are marked."""
    page = within(page, len(feed.entries), PAGE)
    first = page * PAGE
    entries = list(enumerate(feed.entries, start=1))[first : first + PAGE]
    heading = bold(texts.FEED.format(count=len(feed.entries)))
    source = [code(address)] if address and len(address) <= _SOURCE else []
    more = [texts.FEED_MORE.format(count=feed.more)] if feed.more else []
    blocks = [
        join("\n", [heading, *source]),
        join("\n", [_line(number, entry, entry.url in known) for number, entry in entries]),
        join("\n", [*more, italic(texts.FEED_RULE)]),
    ]
    return reply(blocks, _rows(entries, known, page, len(feed.entries)))


def entry_key(url: str) -> str:
    """16 hexadecimal digits that name the page at `url` in a button."""
    return digest(address_key(url))[:16]


def _line(number: int, entry: Entry, known: bool) -> Text:
    mark = "✓ " if known else ""
    title = link(clipped(entry.title or entry.url, _TITLE), entry.url)
    date = f" · {date_words(entry.published_on)}" if entry.published_on else ""
    return Text(f"{mark}{number}. ") + title + Text(date)


def _rows(
    entries: Iterable[tuple[int, Entry]], known: Collection[str], page: int, count: int
) -> Iterator[Row]:
    buttons = [
        Button(f"✓ {number}" if entry.url in known else str(number), f"e:{entry_key(entry.url)}")
        for number, entry in entries
    ]
    for start in range(0, len(buttons), _IN_ROW):
        yield tuple(buttons[start : start + _IN_ROW])
    yield from turning_row(page, count, PAGE, "ef:{page}")


def within(page: int, count: int, size: int) -> int:
    """`page`, or the last one of a list that has become shorter."""
    return min(page, max(count - 1, 0) // size)


def turning_row(page: int, count: int, size: int, data: str) -> Iterator[Row]:
    """The buttons to the pages before and after, where there are any."""
    back = Button(texts.BUTTON_BACK, data.format(page=page - 1))
    forth = Button(texts.BUTTON_FORTH, data.format(page=page + 1))
    row = (*([back] if page else []), *([forth] if (page + 1) * size < count else []))
    if row:
        yield row
