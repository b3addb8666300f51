"""The generations that are kept, and going back to one of them: at once, because it stands on disk
as it was served. The trail tells who did it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bot.access import Person
from bot.db import people
from bot.db.engine import Database
from bot.reloads.serving import RESTORE, Serving
from bot.reloads.underway import AnotherUnderway, Begun
from index.notes import Notes, read_notes
from index.store import BuildRunning, Damaged, NoGeneration, manifest_of
from index.types import Manifest


@dataclass(frozen=True, slots=True)
class Version:
    """A generation on disk; `notes` on what changed are None where they are lost."""

    manifest: Manifest
    notes: Notes | None
    is_served: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """Served again, and how long that took."""

    manifest: Manifest
    seconds: float


@dataclass(frozen=True, slots=True)
class Served:
    """It is what is served."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is none of that name, any more."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """It is not whole, or was made with another model."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reloads:
    """A reload is under way and would take its place at once."""


class Generations:
    """`serving` says which one is served."""

    def __init__(self, serving: Serving, database: Database) -> None:
        self._serving = serving
        self._database = database

    async def all(self) -> tuple[Version, ...]:
        """Those that can be told of, newest first."""
        return await asyncio.to_thread(self._all, self._serving.generation)

    def _all(self, served: str) -> tuple[Version, ...]:
        store, found = self._serving.store, []
        for name in store.names():
            folder = store.folder(name)
            try:
                found.append(Version(manifest_of(folder), read_notes(folder), name == served))
            except Damaged:
                continue
        return tuple(found)

    async def find(self, told: str) -> Version | None:
        """The version that `told` names: by its number in the list, or by its generation."""
        for number, version in enumerate(await self.all(), start=1):
            if told in (str(number), version.manifest.generation):
                return version
        return None

    async def restore(
        self, by: Person, name: str, receipt: str
    ) -> Restored | Served | Unknown | Unusable | Reloads:
        """Serve generation `name` again."""
        began, served = time.monotonic(), self._serving.generation
        if name == served:
            return Served()
        async with self._database.writing(receipt) as connection:
            actor = await people.known(connection, by.id, by.name)
        store, begun = self._serving.store, Begun(actor, RESTORE, served, {"from": served})
        try:
            with self._serving.underway.holding(begun):
                manifest = await asyncio.to_thread(store.restore, name, self._serving.model)
                await self._serving.renew()
            self._serving.underway.forget()
        except (AnotherUnderway, BuildRunning):
            return Reloads()
        except NoGeneration:
            return Unknown()
        except Damaged as fault:
            return Unusable(str(fault))
        return Restored(manifest, time.monotonic() - began)
