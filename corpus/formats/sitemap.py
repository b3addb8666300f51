"""A sitemap, or an index of sitemaps: the addresses it lists. When a page was last changed orders
them, but is not when it was published; only a news sitemap states that."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from corpus.draft import Entry, Feed
from corpus.formats.listing import day, line, listing, refuse_entities
from corpus.limits import Limits


def read(text: str, url: str | None, limits: Limits) -> Feed:
    """The entries of a sitemap, fetched from `url` where that is known. Raises Unreadable, and
    etree.XMLSyntaxError."""
    refuse_entities(text)
    return listing(_found(text, url or ""), limits)


def _found(text: str, base: str) -> Iterator[tuple[Entry, str | None]]:
    elements = etree.iterparse(
        BytesIO(text.encode()),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        no_network=True,
        resolve_entities=False,
    )
    for _, element in elements:
        published = day(element.findtext(".//{*}publication_date"))
        title = line(element.findtext(".//{*}news/{*}title"))
        address = urljoin(base, (element.findtext("{*}loc") or "").strip())
        yield Entry(title, address, published), published or day(element.findtext("{*}lastmod"))
        _forget(element)


def _forget(element: Any) -> None:
    """Give back what was read: a sitemap may list 50,000 addresses."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
