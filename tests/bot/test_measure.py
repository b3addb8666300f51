from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from bot.measure import measure
from index.evaluate import BadQuestions

TEXTS = {
    "gudang": "Gudang logistik KPU dijaga 36 polisi secara bergantian.",
    "bilik": "Pemilih dilarang membawa telepon genggam ke dalam bilik suara.",
}
ASKED = {
    "id": "1",
    "question": "Berapa polisi yang menjaga gudang logistik KPU?",
    "documents": ["gudang"],
    "answers": ["36 POLISI"],
}
FOREIGN = {"id": "2", "question": "Resep rendang padang?", "documents": [], "answers": []}


def written(file: Path, *values: Any) -> Path:
    file.write_text("".join(f"{json.dumps(value)}\n" for value in values), encoding="utf-8")
    return file


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return written(tmp_path / "d.jsonl", *({"id": id, "text": it} for id, it in TEXTS.items()))


def test_documents_that_are_only_ids_and_texts_are_measured(
    documents: Path, tmp_path: Path
) -> None:
    measured = measure(None, documents, written(tmp_path / "q.jsonl", ASKED, FOREIGN))
    figures = measured.figures
    assert measured.rejected == ()
    counted = ("questions", "answerable", "documents", "passages")
    assert [figures[name] for name in counted] == [2, 1, 2, 2]
    shares = ("recall_at_1", "answer_hit", "answered_share", "false_answer_share")
    assert [figures[name] for name in shares] == [1.0, 1.0, 1.0, 0.0]
    assert figures["build_seconds"] >= 0


def test_what_was_rejected_is_told(documents: Path, tmp_path: Path) -> None:
    with documents.open("a", encoding="utf-8") as file:
        file.write('{"id": "buruk"}\n')
    measured = measure(None, documents, written(tmp_path / "q.jsonl", ASKED))
    (rejected,) = measured.rejected
    assert (rejected.file, rejected.line, measured.figures["documents"]) == (documents, 3, 2)


def test_the_outcomes_are_those_of_the_questions_in_their_order(
    documents: Path, tmp_path: Path
) -> None:
    measured = measure(None, documents, written(tmp_path / "q.jsonl", FOREIGN, ASKED))
    assert [outcome.question.id for outcome in measured.outcomes] == ["2", "1"]
    assert [outcome.hits for outcome in measured.outcomes] == [False, True]


def test_only_questions_with_an_answer_are_asked_carelessly_and_only_on_request(
    documents: Path, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    questions = written(tmp_path / "q.jsonl", ASKED, FOREIGN)
    measured = measure(None, documents, questions, lambda *it: told.append(it), noise=True)
    assert measured.figures["robustness"]["questions"] == 1
    assert measured.figures["robustness"]["clean"] == {"recall_at_1": 1.0, "recall_at_5": 1.0}
    assert told[-1] == ("bertanya dengan salah tulis", 1, 1)
    assert "robustness" not in measure(None, documents, questions).figures


def test_nothing_is_left_behind(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    measure(None, documents, written(tmp_path / "q.jsonl", ASKED))
    assert list(aside.iterdir()) == []


def test_building_and_asking_are_told_as_progress(documents: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    questions = written(tmp_path / "q.jsonl", ASKED, FOREIGN)
    measure(None, documents, questions, lambda *it: told.append(it))
    assert told[-2:] == [("bertanya", 1, 2), ("bertanya", 2, 2)]
    assert {label for label, _, _ in told} > {"bertanya"}


def test_bad_questions_are_found_before_anything_is_built(tmp_path: Path) -> None:
    questions = written(tmp_path / "q.jsonl", ASKED, {"id": "2"})
    told: list[str] = []
    with pytest.raises(BadQuestions, match=":2: "):
        measure(None, tmp_path / "none", questions, lambda label, *_: told.append(label))
    assert told == []
