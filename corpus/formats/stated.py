"""What a page states about itself for machines: JSON-LD, `meta`, `time` and the canonical address.
Nothing is concluded from the running text, the host's name or the path, as libraries do that must
always find something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

_ARTICLES = ("Article", "Posting", "Report")
_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")
_DATES = (
    *("article:published_time", "og:article:published_time", "publishdate"),
    *("pubdate", "publish_date", "content_publisheddate", "dc.date.issued", "dcterms.issued"),
    *("dc.date", "citation_publication_date", "date"),
)
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{2})(?:[-/]([0-9]{2}))?(?![0-9])")
_SUFFIX = re.compile(r"(.*\S)\s+[|\-–—·•»]\s+(\S.*)")


def stated(tree: HtmlElement, url: str | None) -> dict[str, str]:
    """The title, publisher, date and address that the page states, by the names of `Document`.

    An address on another site than `url`, where the page was fetched, is not believed.
    """
    article, meta = _article(tree), _meta(tree)
    publisher = _name(article.get("publisher")) or _first(meta, _PUBLISHERS)
    found = {
        "title": _title(_text(article.get("headline")) or _first(meta, _TITLES), tree, publisher),
        "publisher": publisher,
        "published_on": _date(article, meta, tree),
        "url": _address(tree, meta, url),
    }
    return {name: value for name, value in found.items() if value}


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The one article that the page's JSON-LD describes; of several, none is the page's own."""
    articles: dict[str, dict[str, Any]] = {}
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for item in _items(script.text or ""):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names):
                articles.setdefault(str(item.get("headline")), item)
    return next(iter(articles.values())) if len(articles) == 1 else {}


def _items(data: str) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return
    for item in value if isinstance(value, list) else [value]:
        graph = item.get("@graph") if isinstance(item, dict) else None
        inside = graph if isinstance(graph, list) else []
        yield from (one for one in [item, *inside] if isinstance(one, dict))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What `meta` elements say, by name; of two with one name the first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name")
        if name and (value := _text(element.get("content"))):
            found.setdefault(name.strip().lower(), value)
    return found


def _title(title: str | None, tree: HtmlElement, publisher: str | None) -> str | None:
    headings = tree.findall(".//h1")
    if title is None and len(headings) == 1:
        title = _text(headings[0].text_content())
    if title is None:
        title = _text(tree.findtext(".//title"))
    parts = _SUFFIX.fullmatch(title or "")
    if parts and publisher and parts[2].casefold() == publisher.casefold():
        return parts[1]
    return title


def _date(article: dict[str, Any], meta: dict[str, str], tree: HtmlElement) -> str | None:
    told = [article.get("datePublished"), *(meta.get(name) for name in _DATES)]
    marked = {
        _day(element.get("datetime") or element.get("content"))
        for element in tree.iter("time", "meta")
        if element.get("itemprop") == "datePublished" or "pubdate" in element.attrib
    }
    # Of several, most belong to other articles that the page points to.
    days = [*map(_day, told), *(marked if len(marked) == 1 else ())]
    return next(filter(None, days), None)


def _day(value: object) -> str | None:
    """The day as it is written: most sites write their own time, whatever zone they add to it."""
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    return "-".join(part for part in match.groups() if part) if match else None


def _address(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    link = tree.find(".//link[@rel='canonical']")
    told = _text(link.get("href")) if link is not None else meta.get("og:url")
    if told is None or not told.startswith(("http://", "https://")):
        return url
    return told if url is None or _site(told) == _site(url) else url


def _site(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return url
    return re.sub(r"^(?:www|m|amp)\.", "", host)


def _first(meta: dict[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _name(publisher: object) -> str | None:
    return _text(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _text(value: object) -> str | None:
    """`value` on one line; None where it is no text, or blank."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
