"""The corpus on disk and the generation that is served from it: how one becomes the other, and
whether they still agree."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.settings import Settings
from corpus.areas import bundled
from corpus.read import Reading, Rejected, read
from index.build import Built, Progress, Sources, build, silent
from index.embed import open_embedder
from index.snapshot import open_current
from index.store import Store

GLOSSARY = "glossary.csv"
_BUNDLED = Path(str(Settings.model_fields["corpus_dir"].default))


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What was built, and the documents that were not taken."""

    built: Built
    rejected: tuple[Rejected, ...]


def reload(settings: Settings, progress: Progress = silent) -> Reloaded:
    """Build a generation of all good documents of the corpus and publish it.

    Raises StoreError or EmbedderError, with what to do, where it cannot; what was served still is.
    """
    reading = read_corpus(settings.corpus_dir)
    sources = sources_of(reading, settings.corpus_dir)
    built = build(open_store(settings), sources, open_embedder(settings.model), progress)
    return Reloaded(built, reading.rejected)


def open_store(settings: Settings) -> Store:
    """The store of generations that `settings` name."""
    return Store(settings.data_dir / "index")


def read_corpus(path: Path) -> Reading:
    """The documents in the folder or file `path`."""
    return read([path], bundled())


def sources_of(reading: Reading, path: Path) -> Sources:
    """What a generation of `reading` is built from, with the abbreviations of the corpus in `path`,
    or the project's own where that holds no glossary."""
    own = path / GLOSSARY
    return Sources(
        reading.documents, bundled(), _glossary(own if own.is_file() else _BUNDLED / GLOSSARY)
    )


def _glossary(file: Path) -> Mapping[str, str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["term"]: row["meaning"] for row in csv.DictReader(stream)}


def status_of(settings: Settings) -> dict[str, object]:
    """What is served and from where. Raises NoGeneration where nothing can be."""
    store = open_store(settings)
    snapshot, _ = open_current(store, open_embedder(settings.model))
    manifest, newest = snapshot.manifest, snapshot.holdings.newest
    snapshot.close()
    sources = sources_of(read_corpus(settings.corpus_dir), settings.corpus_dir)
    return {
        **asdict(manifest),
        "newest": newest,
        "generations": len(store.names()),
        "folder": str(store.root),
        "corpus_changed": sources.fingerprint != manifest.corpus_fingerprint,
    }
