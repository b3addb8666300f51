"""What somebody sends to be taken in, read: an address is fetched, a file or a text opened, in
threads of their own and few at a time, so that a slow site or a hostile file holds up nobody's
question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

from bot.db.candidates import Brought
from corpus.document import Document, Form
from corpus.draft import Draft, Feed, Unreadable
from corpus.extract import extract
from corpus.fetch import Fetched, FetchRefused
from corpus.publishers import Publishers, PublishersError

__all__ = ["Crowded", "Feed", "Fetch", "Received", "Reception", "Unreceived"]

AT_ONCE = 2
"""Files and addresses that are read at once, of all people together; of one person, one."""

LINE_LIMIT = 10
"""Of one person, how many may be read or wait at once: as many files as Telegram sends together."""

Unreceived = (FetchRefused, Unreadable, PublishersError)
"""What is raised where nothing comes of it; each says why, and what to do, in Indonesian."""

_PUBLICATIONS = (".html", ".htm", ".pdf", ".docx")
_PASTED = "tempelan"
_AS_PUBLISHED: Mapping[str, Any] = {"form": Form.ORIGINAL.value}
_DEFAULTS: Mapping[str, Any] = {
    name: Document.model_fields[name].default for name in ("kind", "form", "reliability", "drill")
}

Received: TypeAlias = tuple[Brought, ...] | Feed
_T = TypeVar("_T")


class Fetch(Protocol):
    """`corpus.fetch.fetch`, or the same with its seams filled in."""

    def __call__(self, address: str, *, allowed: Publishers | None) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class Crowded:
    """Nothing was begun: too many of the same person wait already."""


class Reception:
    """Reads on behalf of people. `publishers` gives those whose addresses are fetched, as they
    stand now."""

    def __init__(self, publishers: Callable[[], Publishers], fetch: Fetch) -> None:
        self._publishers = publishers
        self._fetch = fetch
        self._lines: dict[int, _Line] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._worker = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reception")

    async def address(self, person: int, address: str) -> Received | Crowded:
        """What stands at `address`. Raises one of Unreceived."""
        return await self._turn(person, partial(self._fetched, address))

    async def file(
        self, person: int, content: bytes, name: str, content_type: str | None
    ) -> Received | Crowded:
        """What is in a file. Raises Unreadable."""
        return await self._turn(person, partial(from_file, content, name, content_type))

    async def text(self, person: int, text: str) -> Received | Crowded:
        """A text as somebody pasted it. Raises Unreadable."""
        return await self._turn(
            person, partial(from_file, text.encode(errors="replace"), _PASTED, "text/plain")
        )

    def must_wait(self, person: int) -> bool:
        """Whether what the person sends now has to wait until others are read."""
        return person in self._lines or self._turns.locked()

    def close(self) -> None:
        """What is being read is given up when its time is over; what waits is dropped."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _fetched(self, address: str) -> Received:
        publishers = self._publishers()
        return from_address(address, publishers, publishers, self._fetch)

    async def _turn(self, person: int, read: Callable[[], _T]) -> _T | Crowded:
        line = self._lines.setdefault(person, _Line())
        if line.waiting >= LINE_LIMIT:
            return Crowded()
        line.waiting += 1
        try:
            async with line.lock, self._turns:
                return await asyncio.wrap_future(self._worker.submit(read))
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[person]


class _Line:
    """What one person sent: how many are in the line, and a lock for the one that is read."""

    def __init__(self) -> None:
        self.waiting = 0
        self.lock = asyncio.Lock()


def from_address(
    address: str, publishers: Publishers, allowed: Publishers | None, fetch: Fetch
) -> Received:
    """What stands at `address`, of those who are `allowed` (None: of anybody). Who publishes there
    is known from `publishers`, whatever the page says of itself. Raises one of Unreceived."""
    page = fetch(address, allowed=allowed)
    told = page.content_type + (f"; charset={page.charset}" if page.charset else "")
    name = unquote(PurePosixPath(urlsplit(page.url).path).name) or "halaman"
    found = extract(page.content, name, told, page.url)
    if isinstance(found, Feed):
        return found
    publisher = publishers.of(page.url)
    known = (
        {"publisher": publisher.name, "reliability": publisher.reliability.value}
        if publisher
        else {}
    )
    return tuple(_brought(draft, page.url, _AS_PUBLISHED, known) for draft in found)


def from_file(content: bytes, name: str, content_type: str | None = None) -> Received:
    """What is in a file. Raises Unreadable."""
    found = extract(content, name, content_type)
    if isinstance(found, Feed):
        return found
    published = PurePosixPath(name.lower()).suffix in _PUBLICATIONS
    form = _AS_PUBLISHED if published else {}
    return tuple(_brought(draft, name, form, {}) for draft in found)


def _brought(
    draft: Draft, source: str, form: Mapping[str, Any], known: Mapping[str, Any]
) -> Brought:
    """`draft` with the `form` that it has unless it tells another, and with what is `known` better
    than it tells. A record of the corpus's own format, which alone has an id, means the schema's
    defaults by what it leaves out."""
    defaults = _DEFAULTS if "id" in draft.fields else form
    return Brought(source, {**defaults, **draft.fields, **known}, draft.text, draft.remarks)
