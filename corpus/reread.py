"""A corpus read once more: what a catalog knows is taken as it was, and only what is new or has
changed is read and parsed. The same is taken and rejected as if all had been read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import corpus.areas
import corpus.document
import corpus.read
from corpus.areas import AreaTree
from corpus.catalog import Catalog, Known, stamp_of
from corpus.document import Document
from corpus.fingerprint import digest
from corpus.formats import jsonl, markdown, record
from corpus.read import Rejected, claimed, files_in, parsed, pieces

_OFTEN = 1000
"""Files between two words on how far the reading has come."""


@dataclass(frozen=True, slots=True)
class Reread:
    """Documents that are new or have changed, in the order of their ids; fingerprints by id of
    those that are as they were; what was rejected; and the catalog of all that was taken."""

    documents: tuple[Document, ...]
    kept: Mapping[str, str]
    rejected: tuple[Rejected, ...]
    catalog: Catalog


Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


def reread(
    paths: Sequence[Path],
    areas: AreaTree,
    earlier: Catalog | None,
    now: int,
    progress: Progress = lambda done, total: None,
) -> Reread:
    """What stands under `paths`, as `corpus.read.read` takes it, beside what `earlier` knows.

    `now` is in nanoseconds since 1970, by the clock that the file system goes by.
    """
    recipe = _recipe(areas)
    known = earlier if earlier and earlier.recipe == recipe else Catalog(recipe, 0)
    taking = _Taking(areas, known, Catalog(recipe, now))
    found = list(files_in(paths))
    for done, file in enumerate(found):
        if done % _OFTEN == 0:
            progress(done, len(found))
        taking.take(file)
    progress(len(found), len(found))
    fresh = tuple(taking.fresh[id] for id in sorted(taking.fresh))
    return Reread(fresh, taking.kept, tuple(taking.rejected), taking.catalog)


class _Taking:
    """A rereading as far as it has come."""

    def __init__(self, areas: AreaTree, earlier: Catalog, catalog: Catalog) -> None:
        self.catalog = catalog
        self.fresh: dict[str, Document] = {}
        self.kept: dict[str, str] = {}
        self.rejected: list[Rejected] = []
        self._areas = areas
        self._earlier = earlier
        self._taken: dict[str, tuple[str, int]] = {}

    def take(self, file: str | Rejected) -> None:
        """Take what stands in `file`, unless it is the word that it cannot be read."""
        if isinstance(file, Rejected):
            self.rejected.append(file)
            return
        # Before its content: one that is written meanwhile will not look like this again.
        stamp = stamp_of(file)
        first, bad = len(self.catalog.documents), len(self.rejected)
        documents = self._earlier.unchanged(file, stamp) if stamp else None
        if documents is None:
            self._read(file)
        else:
            for known in documents:
                self._claim(file, known)
        if stamp and bad == len(self.rejected):
            self.catalog.close(file, stamp, first)

    def _read(self, file: str) -> None:
        path = Path(file)
        for piece in pieces(path):
            if isinstance(piece, Rejected):
                self.rejected.append(piece)
                continue
            line, raw = piece
            print = digest(raw)
            if known := self._earlier.known(print):
                self._claim(file, (line, *known[1:]))
                continue
            result = parsed(path, line, raw, self._areas)
            if isinstance(result, Rejected):
                self.rejected.append(result)
            else:
                self._claim(file, (line, print, result.id, result.fingerprint), result)

    def _claim(self, file: str, known: Known, document: Document | None = None) -> None:
        """Take what is `known`, with the `document` where that was read now, unless another one
        has its id."""
        line, _, id, fingerprint = known
        if first := self._taken.get(id):
            place = Path(first[0]), first[1]
            self.rejected.append(claimed(id, Path(file), line, place))
            return
        self._taken[id] = file, line
        self.catalog.documents.append(known)
        if document is None:
            self.kept[id] = fingerprint
        else:
            self.fresh[id] = document


def _recipe(areas: AreaTree) -> str:
    """One hash for all that decides which document stands in given bytes."""
    return digest(_code() + repr(areas.areas))


@cache
def _code() -> str:
    modules = (corpus.areas, corpus.document, corpus.read, jsonl, markdown, record)
    return digest("".join(Path(str(it.__file__)).read_text(encoding="utf-8") for it in modules))
