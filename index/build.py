"""Documents into the generation that is served: what has not changed is taken over whole, the rest
made anew, and the result written aside, opened, examined and published. Whatever fails or is
refused on the way, what was served still is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from corpus.catalog import Catalog
from index.assemble import assemble
from index.changes import Changes
from index.earlier import Earlier
from index.embed import Embedder
from index.notes import Notes, read_notes, write_notes
from index.plan import plan
from index.progress import Phase, Progress, silent
from index.snapshot import Snapshot, open_verified
from index.sources import Sources
from index.store import FORMAT, Store, StoreError, seal
from index.types import Manifest
from index.verdict import Verdict

__all__ = ["Building", "Built", "Inspect", "Progress", "Sources", "build", "building", "silent"]

Inspect = Callable[[Snapshot], Verdict]
"""Called with the new generation, opened, before it is published; what it raises keeps that from
happening."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the generation now served, whether it is new, passages embedded for it, and
    what sets it apart from the one before, with its exam's verdict where one was held."""

    manifest: Manifest
    changed: bool
    embedded: int
    notes: Notes


def build(
    store: Store,
    sources: Sources,
    embedder: Embedder,
    progress: Progress = silent,
    inspect: Inspect | None = None,
) -> Built:
    """Build, examine and publish a generation of `sources`; nothing is done where the current one
    is of the same sources and model.

    Raises StoreError where there is no document or another build runs, and what `inspect` raises.
    """
    _refuse_nothing(sources)
    with building(store, embedder, progress) as begun:
        return begun.publish(sources, inspect)


@contextmanager
def building(store: Store, embedder: Embedder, progress: Progress = silent) -> Iterator[Building]:
    """The one right to build, for who reads the sources only when it is held: what the served
    generation knows of them need not be read again. Raises StoreError where another build runs."""
    with store.building() as folder:
        yield Building(folder, store, embedder, progress)


class Building:
    """A build that has begun."""

    def __init__(self, folder: Path, store: Store, embedder: Embedder, progress: Progress) -> None:
        self._folder, self._store = folder, store
        self._embedder, self._progress = embedder, progress
        self._served = Earlier.served(store)

    @property
    def catalog(self) -> Catalog | None:
        """What was read where for the generation that is served."""
        return self._served.catalog

    def publish(self, sources: Sources, inspect: Inspect | None = None) -> Built:
        """See `build`."""
        _refuse_nothing(sources)
        fingerprints = sources.fingerprints
        fingerprint = sources.fingerprint_of(fingerprints)
        told = partial(self._progress, Phase.DIFF)
        if served := self._unchanged(fingerprint):
            return Built(served, False, 0, self._notes(served))
        planned = plan(self._served, sources, fingerprints, self._embedder.name, told)
        passages, embedded = assemble(
            self._folder, planned, sources, self._embedder, self._progress
        )
        manifest = _manifest(fingerprint, len(fingerprints), passages, self._embedder)
        notes = Notes(planned.changes, self._inspected(manifest, inspect))
        write_notes(self._folder, notes)
        self._progress(Phase.PUBLISH, 0, 1)
        self._store.publish(self._folder, manifest.generation)
        self._progress(Phase.PUBLISH, 1, 1)
        return Built(manifest, True, embedded, notes)

    def _unchanged(self, fingerprint: str) -> Manifest | None:
        served = self._served.manifest
        same = (self._embedder.name, fingerprint)
        return served if served and (served.model, served.corpus_fingerprint) == same else None

    def _notes(self, served: Manifest) -> Notes:
        """That nothing changed, and how what is served did in its exam."""
        before = read_notes(self._store.folder(served.generation))
        return Notes(Changes(), before.verdict if before else None)

    def _inspected(self, manifest: Manifest, inspect: Inspect | None) -> Verdict | None:
        """The verdict on what was written, sealed first and then opened as it will be."""
        self._progress(Phase.VERIFY, 0, 1)
        seal(self._folder, manifest)
        with closing(open_verified(self._folder, manifest, self._embedder)) as snapshot:
            self._progress(Phase.VERIFY, 1, 1)
            return inspect(snapshot) if inspect else None


def _refuse_nothing(sources: Sources) -> None:
    if not sources.documents and not sources.kept:
        raise StoreError("tidak ada dokumen yang dapat diindeks; periksa dengan 'siaga check'")


def _manifest(fingerprint: str, documents: int, passages: int, embedder: Embedder) -> Manifest:
    now = datetime.now(UTC)
    return Manifest(
        generation=f"{now:%Y%m%dT%H%M%S%fZ}-{fingerprint[:8]}",
        format=FORMAT,
        corpus_fingerprint=fingerprint,
        model=embedder.name,
        dimension=embedder.dimension,
        documents=documents,
        passages=passages,
        built_at=now.isoformat(timespec="seconds"),
    )
