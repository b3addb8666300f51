"""The small corpus as files, and one index of it that tests only read."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from bot.db.engine import Database
from bot.reloads.reload import reload
from bot.settings import Settings
from corpus.document import Document
from corpus.formats import markdown
from tests.support.small_corpus import DOCUMENTS
from tests.support.terminal import Terminal


def write_corpus(documents: Iterable[Document], folder: Path) -> Path:
    """`folder`, as a corpus of one file a document."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / f"{document.id}.md").write_text(markdown.render(document), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The small corpus with its index; nothing may change it."""
    folder = tmp_path_factory.mktemp("kecil")
    corpus = write_corpus(DOCUMENTS, folder / "corpus")
    reload(Settings(corpus_dir=corpus, data_dir=folder / "data"))
    return Terminal(corpus, folder / "data")


@pytest.fixture
def own_copy(built_once: Terminal, tmp_path: Path) -> Terminal:
    """The same, for a test to change."""
    shutil.copytree(built_once.corpus, tmp_path / "corpus")
    shutil.copytree(built_once.data, tmp_path / "data")
    return Terminal(tmp_path / "corpus", tmp_path / "data")


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """A corpus folder with nothing in it, and no index."""
    (tmp_path / "corpus").mkdir()
    return Terminal(tmp_path / "corpus", tmp_path / "data")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a file, with the tables of this version."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}")
    await database.prepare()
    yield database
    await database.close()
