"""One generation of the small corpus, built once and only read; and stores that tests may break."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.areas import bundled
from index.build import Sources, build
from index.embed import Embedder, open_embedder
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.support.small_corpus import DOCUMENTS, DRILL, GLOSSARY


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return open_embedder()


@pytest.fixture(scope="session")
def sources() -> Sources:
    return Sources(DOCUMENTS, bundled(), GLOSSARY)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, sources: Sources, embedder: Embedder) -> Store:
    """A store that no test changes."""
    store = Store(tmp_path_factory.mktemp("index"))
    build(store, sources, embedder)
    return store


@pytest.fixture(scope="session")
def snapshot(built: Store, embedder: Embedder) -> Iterator[Snapshot]:
    opened, faults = open_current(built, embedder)
    assert faults == ()
    with closing(opened):
        yield opened


@pytest.fixture
def store(tmp_path: Path, built: Store) -> Store:
    """A copy of that store, for a test to build in and to break."""
    shutil.copytree(built.root, tmp_path / "index")
    return Store(tmp_path / "index")


@pytest.fixture(scope="session")
def _twice(
    tmp_path_factory: pytest.TempPathFactory, built: Store, sources: Sources, embedder: Embedder
) -> Store:
    root = tmp_path_factory.mktemp("twice") / "index"
    shutil.copytree(built.root, root)
    fewer = [document for document in DOCUMENTS if document is not DRILL]
    build(Store(root), Sources(fewer, sources.areas, GLOSSARY), embedder)
    return Store(root)


@pytest.fixture
def twice(tmp_path: Path, _twice: Store) -> Store:
    """A store of two generations, the older with the drill and the newer without."""
    shutil.copytree(_twice.root, tmp_path / "twice")
    return Store(tmp_path / "twice")
