"""Documents on their way into the corpus, from the moment they are brought until they are filed or
thrown away; and removals from it, which must be done after a crash as surely."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import candidates
from corpus.fingerprint import digest
from corpus.likeness import address_key

_SOURCE = 2000


class State(StrEnum):
    """What was decided. A removal takes a document out of the corpus; of what was approved before,
    if it came this way, it leaves that it was removed."""

    WAITING = "waiting"
    APPROVED = "approved"
    DISCARDED = "discarded"
    REMOVED = "removed"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that somebody brought; people by their pseudonyms. `fields` are what is known of
    it, by the names of a document's fields; `document` is the id under which it is filed."""

    id: int
    state: State
    source: str
    fields: Mapping[str, Any]
    text: str
    remarks: tuple[str, ...]
    batch: int | None
    document: str | None
    copy_of: str | None
    brought_by: str
    brought_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    filed_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        return self.state is State.WAITING

    @property
    def is_approved(self) -> bool:
        return self.state is State.APPROVED

    @property
    def is_removed(self) -> bool:
        return self.state is State.REMOVED

    @property
    def title(self) -> str | None:
        return self.fields.get("title")


@dataclass(frozen=True, slots=True)
class Brought:
    """What is brought: a candidate before it has a number. `source` is its address or file name."""

    source: str
    fields: Mapping[str, Any]
    text: str
    remarks: tuple[str, ...] = ()


async def add(connection: AsyncConnection, brought: Brought, by: str, now: datetime) -> int:
    """Keep a candidate that waits; its id."""
    row = insert(candidates).values(
        state=State.WAITING.value,
        source=brought.source[:_SOURCE],
        fields=_as_json(brought.fields),
        text=brought.text,
        remarks=_as_json(brought.remarks),
        address=address_digest(brought.fields.get("url")),
        wording=_wording(brought.text),
        brought_by=by,
        brought_at=now,
    )
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


async def add_removal(connection: AsyncConnection, document: str, by: str, now: datetime) -> int:
    """Keep that `document` is to be taken out of the corpus; the id of that."""
    empty = {"fields": "{}", "text": "", "remarks": "[]", "wording": ""}
    who = {"brought_by": by, "brought_at": now, "decided_by": by, "decided_at": now}
    state = State.REMOVAL.value
    row = insert(candidates).values(state=state, source="", document=document, **empty, **who)
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


async def put_together(connection: AsyncConnection, ids: Collection[int]) -> None:
    """Note that they came together; those that wait may have come with others before."""
    rows = update(candidates).where(candidates.c.id.in_(set(ids)))
    await connection.execute(rows.values(batch=min(ids)))


async def by_id(connection: AsyncConnection, id: int) -> Candidate | None:
    """The candidate that a button names."""
    found = await _all(connection, candidates.c.id == id, _IS_CANDIDATE)
    return found[0] if found else None


async def same(connection: AsyncConnection, brought: Brought, since: datetime) -> Candidate | None:
    """Of `not_served` the one that `brought` would only repeat: it waits and has the same address,
    or it has the same words and not another address."""
    address, wording = address_digest(brought.fields.get("url")), _wording(brought.text)
    repeated = candidates.c.wording == wording
    if address is not None:
        here = candidates.c.address == address
        waits = candidates.c.state == State.WAITING.value
        repeated = repeated & or_(here, candidates.c.address.is_(None)) | waits & here
    found = await _all(connection, _not_served(since), repeated)
    return found[0] if found else None


async def addresses(
    connection: AsyncConnection, urls: Collection[str], since: datetime
) -> frozenset[str]:
    """Those of `urls` that are of `not_served`."""
    digests = {url: address_digest(url) for url in urls}
    query = select(candidates.c.address).where(
        _not_served(since), candidates.c.address.in_(set(digests.values()))
    )
    found = {row.address for row in await connection.execute(query)}
    return frozenset(url for url, key in digests.items() if key in found)


async def waiting(connection: AsyncConnection) -> Sequence[Candidate]:
    """All that wait, the newest first."""
    return (await _all(connection, candidates.c.state == State.WAITING.value))[::-1]


async def in_batch(connection: AsyncConnection, batch: int) -> Sequence[Candidate]:
    """Those that came together, in the order in which they came."""
    return await _all(connection, candidates.c.batch == batch, _IS_CANDIDATE)


async def not_served(connection: AsyncConnection, since: datetime) -> Sequence[Candidate]:
    """Those that wait, and those that were approved and filed after the moment `since`, so that no
    generation of that moment has them."""
    return await _all(connection, _not_served(since))


async def not_done(connection: AsyncConnection) -> Sequence[Candidate]:
    """What was decided for the corpus folder and is not done there yet, in order."""
    decided = candidates.c.state.in_((State.APPROVED.value, State.REMOVAL.value))
    return await _all(connection, decided, candidates.c.filed_at.is_(None))


async def filed_under(connection: AsyncConnection, document: str) -> Candidate | None:
    """The approved candidate that has the id `document`."""
    approved = candidates.c.state == State.APPROVED.value
    found = await _all(connection, approved, candidates.c.document == document)
    return found[0] if found else None


async def correct(
    connection: AsyncConnection, id: int, fields: Mapping[str, Any], copy_of: str | None
) -> None:
    """Replace what is known of a candidate."""
    address = address_digest(fields.get("url"))
    await _set(connection, id, fields=_as_json(fields), address=address, copy_of=copy_of)


async def approve(
    connection: AsyncConnection, id: int, document: str, by: str, now: datetime
) -> None:
    """Decide that it goes into the corpus under the id `document`."""
    await _set(
        connection,
        id,
        state=State.APPROVED.value,
        document=document,
        decided_by=by,
        decided_at=now,
    )


async def discard(connection: AsyncConnection, id: int, by: str, now: datetime) -> None:
    """Decide that it does not, and delete its words."""
    await _set(connection, id, state=State.DISCARDED.value, text="", decided_by=by, decided_at=now)


async def done(connection: AsyncConnection, id: int, now: datetime) -> None:
    """Note that the corpus folder is as it was decided."""
    await _set(connection, id, filed_at=now)


async def erase(connection: AsyncConnection, document: str) -> None:
    """Delete all that is known of what was filed under the id `document`."""
    empty = {"fields": "{}", "text": "", "remarks": "[]", "source": "", "wording": ""}
    gone = {"state": State.REMOVED.value, "address": None}
    await connection.execute(_approved(document).values(**empty, **gone))


async def erase_text(connection: AsyncConnection, document: str) -> None:
    """Delete the words of what was filed under the id `document`."""
    await connection.execute(_approved(document).values(text="", wording=""))


def address_digest(url: str | None) -> str | None:
    """What the addresses of one page share."""
    return digest(address_key(url)) if url else None


_IS_CANDIDATE = candidates.c.state != State.REMOVAL.value


def _approved(document: str) -> Update:
    approved = candidates.c.state == State.APPROVED.value
    return update(candidates).where(approved, candidates.c.document == document)


def _not_served(since: datetime) -> ColumnElement[bool]:
    approved = candidates.c.state == State.APPROVED.value
    later = or_(candidates.c.filed_at.is_(None), candidates.c.filed_at >= since)
    return or_(candidates.c.state == State.WAITING.value, approved & later)


async def _all(
    connection: AsyncConnection, *conditions: ColumnElement[bool]
) -> Sequence[Candidate]:
    query = select(candidates).where(*conditions).order_by(candidates.c.id)
    return [_candidate(row) for row in await connection.execute(query)]


async def _set(connection: AsyncConnection, id: int, **values: Any) -> None:
    await connection.execute(update(candidates).where(candidates.c.id == id).values(**values))


def _candidate(row: Row[Any]) -> Candidate:
    told = {key: value for key, value in row._mapping.items() if key not in ("address", "wording")}
    told["state"] = State(row.state)
    told["fields"] = json.loads(row.fields)
    told["remarks"] = tuple(json.loads(row.remarks))
    return Candidate(**told)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wording(text: str) -> str:
    return digest(" ".join(text.casefold().split()))
