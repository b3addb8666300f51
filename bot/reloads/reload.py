"""The corpus on disk and the generation that is served from it: how one becomes the other, and
whether they still agree."""

from __future__ import annotations

import csv
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from bot.settings import Settings
from corpus.areas import bundled
from corpus.catalog import Catalog
from corpus.read import EXAM, Reading, Rejected, read
from corpus.reread import reread
from index.build import Built, Sources, building
from index.earlier import catalog_in
from index.embed import open_embedder
from index.exam import NO_EXAM, Exam, read_exam
from index.inspection import inspection
from index.progress import Count, Phase, Progress, silent
from index.reader import open_reader
from index.snapshot import open_current
from index.store import Store

GLOSSARY = "glossary.csv"
_BUNDLED = Path(str(Settings.model_fields["corpus_dir"].default))


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What was built, and the documents that were not taken."""

    built: Built
    rejected: tuple[Rejected, ...]


def reload(
    settings: Settings, progress: Progress = silent, insist: Collection[str] = frozenset()
) -> Reloaded:
    """Build a generation of all good documents of the corpus, examine it and publish it; what has
    not changed since the one that is served is neither read nor made again.

    Raises a StoreError, EmbedderError, ReaderError or BadExam, with what to do, where it cannot;
    of these Refused where the exam went worse in checks whose ids are not among those of `insist`.
    What was served still is.
    """
    corpus, store = settings.corpus_dir, open_store(settings)
    exam, embedder = exam_of(corpus), open_embedder(settings.model)
    reader = open_reader(settings.reader) if exam.questions else None
    with building(store, embedder, progress) as begun:
        sources, rejected = _reread(corpus, begun.catalog, partial(progress, Phase.READ))
        inspect = inspection(store, exam, embedder, reader, insist, progress)
        return Reloaded(begun.publish(sources, inspect), rejected)


def _reread(
    path: Path, known: Catalog | None, count: Count = lambda done, total: None
) -> tuple[Sources, tuple[Rejected, ...]]:
    """The same as `read_corpus` and `sources_of`, but for what is known and was not read again."""
    found = reread([path], bundled(), known, time.time_ns(), count)
    glossary = _glossary(path)
    sources = Sources(found.documents, bundled(), glossary, found.kept, found.catalog)
    return sources, found.rejected


def open_store(settings: Settings) -> Store:
    """The store of generations that `settings` name."""
    return Store(settings.data_dir / "index")


def read_corpus(path: Path) -> Reading:
    """The documents in the folder or file `path`."""
    return read([path], bundled())


def sources_of(reading: Reading, path: Path) -> Sources:
    """What a generation of `reading` is built from, with the abbreviations of the corpus in `path`,
    or the project's own where that holds no glossary."""
    return Sources(reading.documents, bundled(), _glossary(path))


def exam_of(path: Path) -> Exam:
    """The questions that the corpus in `path` brings along, if it does. Raises BadExam."""
    own = path / EXAM
    return read_exam(own) if own.is_file() else NO_EXAM


def _glossary(path: Path) -> Mapping[str, str]:
    own = path / GLOSSARY
    file = own if own.is_file() else _BUNDLED / GLOSSARY
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["term"]: row["meaning"] for row in csv.DictReader(stream)}


def status_of(settings: Settings) -> dict[str, object]:
    """What is served and from where. Raises NoGeneration where nothing can be."""
    store = open_store(settings)
    snapshot, _ = open_current(store, open_embedder(settings.model))
    manifest, newest = snapshot.manifest, snapshot.holdings.newest
    snapshot.close()
    known = catalog_in(store.folder(manifest.generation))
    sources, _ = _reread(settings.corpus_dir, known)
    return {
        **asdict(manifest),
        "newest": newest,
        "generations": len(store.names()),
        "folder": str(store.root),
        "corpus_changed": sources.fingerprint != manifest.corpus_fingerprint,
    }
