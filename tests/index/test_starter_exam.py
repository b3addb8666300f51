"""The exam that ships with the starter corpus, taken as a reload takes it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

import corpus
from bot.reloads.reload import read_corpus, sources_of
from corpus.read import EXAM
from index.build import build
from index.embed import Embedder
from index.exam import Exam, Expect, read_exam
from index.examine import examine
from index.reader import open_reader
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.verdict import Part

DATA = Path(corpus.__file__).parent / "data"


@cache
def exam() -> Exam:
    return read_exam(DATA / EXAM)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Snapshot]:
    store = Store(tmp_path_factory.mktemp("starter"))
    build(store, sources_of(read_corpus(DATA), DATA), embedder)
    with closing(open_current(store, embedder, open_reader())[0]) as snapshot:
        yield snapshot


def test_the_starter_corpus_passes_every_check(starter: Snapshot) -> None:
    verdict = examine(starter, exam())
    assert verdict.failed == () and verdict.left_out == ()
    assert set(verdict.figures) == set(Part)


def test_there_are_questions_of_every_sort() -> None:
    asked = Counter(question.expect for question in exam().questions)
    assert 35 <= len(exam().questions) <= 45
    assert asked[Expect.ANSWERED] >= 20 and asked[Expect.NO_EVIDENCE] >= 5
    assert asked[Expect.DECLINED] >= 5 and asked[Expect.DANGER] >= 2
    assert sum(question.mirror is not None for question in exam().questions) >= 6
    assert sum(question.drill for question in exam().questions) >= 2
    assert sum(question.previous is not None for question in exam().questions) >= 1


def test_no_question_is_one_that_quality_is_measured_with() -> None:
    measured = Path(__file__).parents[1] / "bench" / "questions.jsonl"
    lines = measured.read_text(encoding="utf-8").splitlines()
    known = {json.loads(line)["question"].casefold() for line in lines}
    assert known.isdisjoint(question.question.casefold() for question in exam().questions)
