"""Which of the pages that a feed or a sitemap names are offered: those with an address that can be
fetched, each once, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate
from urllib.parse import urlsplit

from corpus.draft import Entry, Feed, Unreadable
from corpus.formats.clean import clean
from corpus.limits import Limits

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?![0-9])")
_LONGEST_TITLE = 500
_LONGEST_URL = 2000
_EMPTY = "Tidak ada alamat halaman dalam berkas ini. Kirim alamat umpan atau peta situs yang lain."
_ENTITIES = (
    "XML ini mendeklarasikan entitas, yang dapat memuai tanpa batas atau membuka berkas lain; "
    "umpan dan peta situs biasa tidak memerlukannya. Kirim alamat halamannya saja."
)


def listing(found: Iterable[tuple[Entry, str | None]], limits: Limits) -> Feed:
    """`found` without what cannot be fetched or comes twice, in the order of the days beside the
    entries, the newest first and the undated last. Raises Unreadable where nothing is left."""
    entries: dict[str, tuple[Entry, str]] = {}
    for entry, day in found:
        if _fetchable(entry.url):
            entries.setdefault(entry.url, (entry, day or ""))
    if not entries:
        raise Unreadable(_EMPTY)
    ordered = sorted(entries.values(), key=lambda dated: dated[1], reverse=True)
    shown = tuple(entry for entry, _ in ordered[: limits.entries])
    return Feed(shown, len(ordered) - len(shown))


def line(text: object) -> str | None:
    """`text` on one line and no longer than a title may be; None where it is blank."""
    return " ".join(clean(text).split())[:_LONGEST_TITLE] or None if isinstance(text, str) else None


def day(text: object) -> str | None:
    """The day that a date in ISO's or in mail's form names, as it is written there."""
    if not isinstance(text, str):
        return None
    if match := _DAY.match(text.strip()):
        parts = tuple(map(int, match.group().split("-")))
    else:
        parts = (parsedate(text) or ())[:3]
    try:
        return date(*(*parts, 1, 1)[:3]).isoformat()[: 1 + 3 * len(parts)] if parts else None
    except ValueError:
        return None


def refuse_entities(text: str) -> None:
    """Raise Unreadable where the XML in `text` declares entities."""
    if "<!ENTITY" in text:
        raise Unreadable(_ENTITIES)


def _fetchable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname is not None
        return known and len(url) <= _LONGEST_URL
    except ValueError:
        return False
