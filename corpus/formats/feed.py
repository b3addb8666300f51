"""An RSS or Atom feed: its entries, each a page that may be fetched. The only module that imports
feedparser, which also reads feeds that are not quite XML."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import feedparser

from corpus.draft import Entry, Feed
from corpus.formats.listing import day, line, listing, refuse_entities
from corpus.limits import Limits

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read(text: str, url: str | None, limits: Limits) -> Feed:
    """The entries of a feed, fetched from `url` where that is known. Raises Unreadable."""
    refuse_entities(text)
    # Told in a header, or the encoding that the text names would count, which is gone by now.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    parsed = feedparser.parse(
        # As a stream: feedparser opens a string that looks like a path or an address.
        BytesIO(text.encode()),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return listing(((entry, entry.published_on) for entry in map(_entry, parsed.entries)), limits)


def _entry(found: Any) -> Entry:
    title = _TAG.sub("", found.get("title", ""))
    return Entry(line(title), found.get("link", "").strip(), day(found.get("published")))
