from __future__ import annotations

import pytest

from bot.reload import read_corpus, reload, sources_of, status_of
from bot.settings import Settings
from index.store import NoGeneration, StoreError
from tests.bot.conftest import write_corpus
from tests.support.small_corpus import DRILL, GUIDE, RULE, altered
from tests.support.terminal import Terminal


def settings(terminal: Terminal) -> Settings:
    return Settings(corpus_dir=terminal.corpus, data_dir=terminal.data)


def test_only_what_changed_is_embedded(own_copy: Terminal) -> None:
    write_corpus([altered(RULE, text="Pemilih dilarang memotret surat suara.")], own_copy.corpus)
    built = reload(settings(own_copy)).built
    assert (built.changed, built.embedded, built.manifest.documents) == (True, 1, 12)


def test_progress_is_told_with_what_is_done(bare: Terminal) -> None:
    write_corpus([DRILL, GUIDE], bare.corpus)
    told: list[tuple[str, int, int]] = []
    reload(settings(bare), lambda *it: told.append(it))
    assert told
    assert all(label and 0 <= done <= total for label, done, total in told)


def test_a_reload_without_one_good_document_leaves_what_is_served(own_copy: Terminal) -> None:
    before = status_of(settings(own_copy))["generation"]
    for file in own_copy.corpus.iterdir():
        file.write_text("---\ntitle: Tanpa id\n---\n\nIsi.\n", encoding="utf-8")
    with pytest.raises(StoreError):
        reload(settings(own_copy))
    assert status_of(settings(own_copy))["generation"] == before


def test_the_status_tells_what_is_served(built_once: Terminal) -> None:
    status = status_of(settings(built_once))
    assert (status["documents"], status["newest"]) == (12, "2024-03-01")
    assert status["folder"] == str(built_once.data / "index")
    assert status["corpus_changed"] is False


def test_the_status_of_nothing_says_so(bare: Terminal) -> None:
    with pytest.raises(NoGeneration, match="siaga build"):
        status_of(settings(bare))


def test_another_word_in_the_glossary_is_another_corpus(own_copy: Terminal) -> None:
    glossary = own_copy.corpus / "glossary.csv"
    glossary.write_text("term,meaning\nPTPS,pengawas TPS\n", encoding="utf-8")
    assert status_of(settings(own_copy))["corpus_changed"] is True
    assert reload(settings(own_copy)).built.changed is True
    assert status_of(settings(own_copy))["corpus_changed"] is False


def test_a_corpus_brings_its_own_abbreviations_or_has_the_projects(own_copy: Terminal) -> None:
    def glossary() -> dict[str, str]:
        return dict(sources_of(read_corpus(own_copy.corpus), own_copy.corpus).glossary)

    assert "Gakkumdu" in glossary()
    own = own_copy.corpus / "glossary.csv"
    own.write_text("term,meaning\nPTPS,pengawas TPS\n", encoding="utf-8")
    assert glossary() == {"PTPS": "pengawas TPS"}
