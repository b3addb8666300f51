from __future__ import annotations

import json

import pytest

from bot.reloads.reload import exam_of, read_corpus, reload, sources_of, status_of
from bot.settings import Settings
from corpus.read import EXAM
from index.exam import NO_EXAM, BadExam
from index.inspection import Refused
from index.progress import Phase
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


# The exam


QUESTION = {
    "id": "denda",
    "question": "Berapa denda membawa telepon genggam ke bilik suara?",
    "expect": "answered",
    "documents": [RULE.id],
}


def write_exam(terminal: Terminal, *questions: object) -> None:
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    (terminal.corpus / EXAM).write_text(lines, encoding="utf-8")


def test_a_corpus_is_examined_with_the_questions_it_brings_along(own_copy: Terminal) -> None:
    assert exam_of(own_copy.corpus) == NO_EXAM
    write_exam(own_copy, QUESTION)
    write_corpus([altered(GUIDE, publisher="KPU")], own_copy.corpus)
    reloaded = reload(settings(own_copy))
    verdict = reloaded.built.notes.verdict
    assert verdict is not None and [check.passed for check in verdict.checks] == [True] * 3
    assert reloaded.rejected == ()


def test_a_worse_answer_is_refused_until_it_is_accepted(own_copy: Terminal) -> None:
    write_exam(own_copy, QUESTION)
    write_corpus([altered(GUIDE, publisher="KPU")], own_copy.corpus)
    served = reload(settings(own_copy)).built.manifest.generation
    write_corpus([altered(RULE, text="Aturan tentang hal itu dicabut.")], own_copy.corpus)
    with pytest.raises(Refused, match="denda"):
        reload(settings(own_copy))
    assert status_of(settings(own_copy))["generation"] == served
    assert reload(settings(own_copy), insist={"denda"}).built.changed


def test_an_exam_that_cannot_be_used_is_named_before_anything_is_built(own_copy: Terminal) -> None:
    write_exam(own_copy, QUESTION, {**QUESTION, "expect": "maybe"})
    told: list[str] = []
    with pytest.raises(BadExam, match=r"exam\.jsonl:2: expect: pilih"):
        reload(settings(own_copy), lambda *it: told.append(it[0]))
    assert told == []


def test_the_project_brings_an_exam_for_its_own_corpus() -> None:
    assert len(exam_of(Settings().corpus_dir).questions) >= 35


def test_the_phases_are_told_in_their_order(bare: Terminal) -> None:
    write_corpus([DRILL, GUIDE, RULE], bare.corpus)
    write_exam(bare, QUESTION)
    told: list[str] = []
    reload(settings(bare), lambda *it: told.append(it[0]))
    assert list(dict.fromkeys(told)) == list(Phase)
    told.clear()
    assert not reload(settings(bare), lambda *it: told.append(it[0])).built.changed
    assert set(told) <= {Phase.READ, Phase.DIFF}
