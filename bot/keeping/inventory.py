"""Which documents are served, the newest first: what an admin leafs through, and by which addresses
something that is brought is known to be there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.library import Library
from corpus.document import Document
from corpus.likeness import address_key
from index.documents import key_of
from index.snapshot import Snapshot

_SLACK = timedelta(hours=1)
"""A generation holds what was filed before its build began, and tells only when that ended."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of it. `key` names the document in a button."""

    key: str
    id: str
    title: str
    publisher: str | None
    published_on: str | None

    def has(self, words: tuple[str, ...]) -> bool:
        """Whether all of `words`, case folded, stand in its title, publisher or id."""
        told = f"{self.title} {self.publisher or ''} {self.id}".casefold()
        return all(word in told for word in words)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The documents of a generation, the newest first, and their ids by their addresses' keys.
    `since`: what was filed from that moment on may not be in it."""

    generation: str
    since: datetime
    items: tuple[Item, ...]
    by_address: Mapping[str, str]
    ids: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Inventory:
        """The inventory of `snapshot`: every document is read once, 30 µs each."""
        items: list[Item] = []
        by_address: dict[str, str] = {}
        for document in snapshot.table:
            items.append(_item(document))
            if document.url:
                by_address.setdefault(address_key(document.url), document.id)
        items.sort(key=lambda item: item.id)
        items.sort(key=lambda item: item.published_on or "", reverse=True)
        ids = frozenset(item.id for item in items)
        manifest = snapshot.manifest
        since = datetime.fromisoformat(manifest.built_at) - _SLACK
        return cls(manifest.generation, since, tuple(items), by_address, ids)

    def at(self, url: str | None) -> str | None:
        """The id of the document that has the address `url`."""
        return self.by_address.get(address_key(url)) if url else None

    def with_words(self, text: str) -> tuple[Item, ...]:
        """The items that have all words of `text`; all items where it has none."""
        words = tuple(text.casefold().split())
        return tuple(item for item in self.items if item.has(words)) if words else self.items


class Inventories:
    """The inventory of what `library` serves, made once for a generation."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: Inventory | None = None

    async def document(self, key: str) -> Document | None:
        """The served document that a button names."""
        return await self._library.read(lambda snapshot: snapshot.document(key))

    async def now(self) -> Inventory:
        if self._last is None or self._last.generation != self._library.generation:
            self._last = await self._library.read(Inventory.of)
        return self._last


def _item(document: Document) -> Item:
    key = key_of(document.id)
    return Item(key, document.id, document.title, document.publisher, document.published_on)
