"""What was found in a file that somebody sent, before anybody checked it: drafts of documents, or
the entries of a feed. What the file does not say is absent, so that nobody takes a guess for a
fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

Value = str | bool | tuple[str, ...]


class Unreadable(ValueError):
    """Nothing can be taken from the file; the message, in Indonesian, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One document to be. `fields` go by the names of `Document`'s fields, without `text`, and hold
    only what its schema accepts. `remarks`: Indonesian sentences for whoever checks it."""

    fields: Mapping[str, Value]
    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or a sitemap names; `published_on` as in `Document`."""

    title: str | None
    url: str
    published_on: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries of a feed, a sitemap or an index of sitemaps, the newest first where they are dated.
    `more`: how many further ones it names."""

    entries: tuple[Entry, ...]
    more: int = 0


Extract = tuple[Draft, ...] | Feed


def to_json(extract: Extract) -> dict[str, Any]:
    """A value that `from_json` makes the same extract of."""
    if isinstance(extract, Feed):
        return {"feed": asdict(extract)}
    return {"drafts": [asdict(draft) for draft in extract]}


def from_json(value: dict[str, Any]) -> Extract:
    if "feed" in value:
        feed = value["feed"]
        return Feed(tuple(Entry(**entry) for entry in feed["entries"]), feed["more"])
    return tuple(
        Draft(
            {
                name: tuple(found) if isinstance(found, list) else found
                for name, found in draft["fields"].items()
            },
            draft["text"],
            tuple(draft["remarks"]),
        )
        for draft in value["drafts"]
    )
