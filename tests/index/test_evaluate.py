from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluate import (
    DEPTH,
    BadQuestions,
    Outcome,
    Question,
    ask,
    figures,
    holds_gold,
    read_questions,
)
from index.snapshot import Snapshot
from index.types import (
    Answer,
    Declined,
    DeclineReason,
    Evidence,
    Grounded,
    NoEvidence,
    Weakness,
)
from tests.support.small_corpus import DRILL

DECLINED = Declined("?", DeclineReason.OPINION, "kpu")
GOOD = {"id": "1", "question": "Berapa?", "documents": ["a"], "answers": ["500"]}


def silent(confidence: float) -> NoEvidence:
    return NoEvidence("?", Weakness.WEAK_EVIDENCE, (), confidence, "g")


def shown(*texts: str, confidence: float = 0.9) -> Grounded:
    evidence = tuple(Evidence("a", "a#0", 0, len(text), text, None, 1.0) for text in texts)
    return Grounded("?", evidence, (), confidence, "g")


def outcome(
    right: Sequence[str],
    found: Sequence[str],
    answer: Answer = DECLINED,
    answers: Sequence[str] = (),
    seconds: float = 0.001,
    kind: str | None = None,
    kept_back: Sequence[str] = (),
) -> Outcome:
    question = Question("1", "?", tuple(right), tuple(answers), kind=kind)
    return Outcome(question, tuple(found), answer, seconds, tuple(kept_back))


# Questions


def write(folder: Path, *lines: object) -> Path:
    file = folder / "questions.jsonl"
    texts = [
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    ]
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def test_questions_are_read_in_their_order(tmp_path: Path) -> None:
    follow_up = {**GOOD, "id": "2", "previous": "Di Blitar?", "kind": "followup"}
    none = {**GOOD, "id": "3", "documents": [], "answers": [], "previous": None}
    assert read_questions(write(tmp_path, GOOD, "", follow_up, none, "")) == (
        Question("1", "Berapa?", ("a",), ("500",)),
        Question("2", "Berapa?", ("a",), ("500",), "Di Blitar?", "followup"),
        Question("3", "Berapa?", (), ()),
    )


def test_what_a_question_has_beyond_the_format_is_no_fault(tmp_path: Path) -> None:
    more = {**GOOD, "kind": 7, "asked_by": ["a"], "weight": None}
    assert read_questions(write(tmp_path, more)) == (Question("1", "Berapa?", ("a",), ("500",)),)


def test_a_line_separator_inside_a_question_parts_no_lines(tmp_path: Path) -> None:
    odd = {**GOOD, "question": "Berapa\u2028personel\u0085itu?"}
    assert read_questions(write(tmp_path, odd))[0].question == odd["question"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        '"Berapa?"',
        {**GOOD, "id": 1},
        {**GOOD, "question": None},
        {**GOOD, "documents": "a"},
        {**GOOD, "documents": [1]},
        {**GOOD, "documents": None},
        {**GOOD, "answers": "500"},
        {**GOOD, "answers": [500]},
        {**GOOD, "previous": 7},
        {key: value for key, value in GOOD.items() if key != "documents"},
        {key: value for key, value in GOOD.items() if key != "id"},
    ],
)
def test_a_line_that_is_no_question_is_named(line: object, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD, "", line)
    with pytest.raises(BadQuestions) as refusal:
        read_questions(file)
    assert str(refusal.value).startswith(f"{file}:3: bukan pertanyaan: ")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe"])
def test_a_file_without_questions_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    with pytest.raises(BadQuestions, match=r"tidak berisi pertanyaan|tidak dapat dibaca"):
        read_questions(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match="tidak dapat dibaca"):
        read_questions(tmp_path / "nowhere.jsonl")


# Figures, worked out by hand


def test_figures_of_the_documents_found() -> None:
    found = [
        outcome(["a"], ["a", "b", "c"]),  # first
        outcome(["b", "c"], ["a", "b", "c"]),  # second and third
        outcome(["z"], [*"abcdefghi", "z"]),  # tenth
        outcome(["z"], ["a", "b"]),  # not at all
        outcome([], ["a"]),  # has none
    ]
    told = figures(found)
    assert (told["questions"], told["answerable"]) == (5, 4)
    assert (told["recall_at_1"], told["recall_at_5"], told["recall_at_10"]) == (0.25, 0.5, 0.75)
    assert told["mrr_at_10"] == pytest.approx((1 + 1 / 2 + 1 / 10 + 0) / 4, abs=1e-4)
    two = (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert told["ndcg_at_10"] == pytest.approx((1 + two + 1 / math.log2(11)) / 4, abs=1e-4)


def test_more_right_documents_than_can_be_found_still_make_a_perfect_ranking() -> None:
    many = [f"{number:02}" for number in range(15)]
    assert figures([outcome(many, many[:DEPTH])])["ndcg_at_10"] == 1


def test_figures_of_the_answers() -> None:
    told = figures(
        [
            outcome(["a"], [], shown("Ada 500 personel."), ["500"]),
            outcome(["a"], [], shown("Tidak tahu.", "Ada LIMA\n ratus."), ["x", "lima ratus"]),
            outcome(["a"], [], shown("Ada 400 personel."), ["500"]),
            outcome(["a"], [], silent(0.3), ["500"]),
            outcome([], [], shown("Ada 500 personel.")),
            outcome([], [], silent(0.1)),
            outcome([], [], DECLINED),
        ]
    )
    assert told["answer_hit"] == 0.5
    assert told["answered_share"] == 0.75
    assert told["false_answer_share"] == pytest.approx(1 / 3, abs=1e-4)
    assert told["abstention_auroc"] == pytest.approx((3 * 2.5 + 2) / 12, abs=1e-4)


@given(
    st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=1),
    st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=1),
)
def test_auroc_is_the_share_of_pairs_that_stand_right(
    answerable: list[float], other: list[float]
) -> None:
    told = figures(
        [outcome(["a"], [], silent(sure)) for sure in answerable]
        + [outcome([], [], silent(sure)) for sure in other]
    )
    pairs = [(a > b) + 0.5 * (a == b) for a in answerable for b in other]
    assert told["abstention_auroc"] == pytest.approx(sum(pairs) / len(pairs), abs=1e-4)


def test_what_no_question_tells_is_none() -> None:
    answerable = figures([outcome(["a"], ["a"])])
    assert answerable["false_answer_share"] is answerable["abstention_auroc"] is None
    other = figures([outcome([], ["a"])])
    assert other["recall_at_1"] is other["answer_hit"] is other["ndcg_at_10"] is None
    json.dumps([answerable, other], allow_nan=False)


def test_the_figures_of_a_kind_are_those_of_its_questions() -> None:
    facts = [
        outcome(["a"], ["a"], shown("Ada 500."), ["500"], kind="fact"),
        outcome(["a"], ["b", "a"], silent(0.2), ["500"], kind="fact"),
    ]
    others = [outcome([], [], shown("Ada 500."), kind="none"), outcome(["a"], ["b"])]
    told = figures([*others, *facts])["kinds"]
    assert list(told) == ["fact", "none"]
    assert told["fact"] == {
        "questions": 2,
        "answerable": 2,
        "recall_at_1": 0.5,
        "recall_at_5": 1.0,
        "answer_hit": 0.5,
        "answered_share": 0.5,
        "false_answer_share": None,
    }
    assert (told["none"]["questions"], told["none"]["false_answer_share"]) == (1, 1.0)
    assert figures(others[1:])["kinds"] == {}


def test_what_was_kept_back_counts_as_right_for_the_calibration_alone() -> None:
    right = outcome(["a"], [], silent(0.25), ["500"], kept_back=["Ada 500."])
    wrong = outcome(["a"], [], silent(0.75), ["500"], kept_back=["Ada 400."])
    told = figures([right, wrong])
    assert (right.right, wrong.right, right.hits) == (True, False, False)
    assert told["answer_hit"] == 0 and told["answered_share"] == 0
    assert told["calibration"]["expected_calibration_error"] == 0.75


def test_nothing_that_is_shown_is_right_where_there_is_no_answer() -> None:
    assert not outcome([], [], shown("Ada 500."), ["500"]).right


def test_a_question_that_was_declined_is_not_calibrated() -> None:
    told = figures([outcome(["a"], [], DECLINED), outcome(["a"], [], shown("500"), ["500"])])
    assert told["calibration"]["questions"] == 1


def test_latency_is_told_in_milliseconds() -> None:
    seconds = [number / 1000 for number in range(1, 102)]
    told = figures([outcome(["a"], ["a"], seconds=each) for each in seconds])
    assert told["latency_ms"] == {"p50": 51.0, "p95": 96.0, "p99": 100.0}


@pytest.mark.parametrize(
    ("answers", "texts", "holds"),
    [
        (["500"], ["Ada 500 personel"], True),
        (["Lima  Ratus"], ["ada lima\nratus"], True),
        (["STRASSE"], ["straße"], True),
        (["500"], ["Ada 50", "0 personel"], False),
        ([], ["Ada 500 personel"], False),
        (["500"], [], False),
    ],
)
def test_case_and_white_space_are_put_aside(
    answers: list[str], texts: list[str], holds: bool
) -> None:
    assert holds_gold(Question("1", "?", (), tuple(answers)), texts) is holds


# Asking


def test_a_question_is_put_with_the_one_before_and_timed(snapshot: Snapshot) -> None:
    question = Question(
        "1", "Berapa personelnya?", (DRILL.id,), ("512",), "Kapan simulasi Sispamkota digelar?"
    )
    told = ask(snapshot, question)
    assert told.found[0] == DRILL.id and told.rank == 1
    assert len(told.found) <= DEPTH and len(set(told.found)) == len(told.found)
    assert told.hits and told.seconds > 0
    assert told.answer.question == "Berapa personel simulasi Sispamkota?"
    assert isinstance(told.answer, Grounded) and told.confidence == told.answer.confidence


def test_what_an_answer_would_have_shown_is_kept_back_where_it_is_too_weak(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question("1", "Berapa personel Sispamkota?", (DRILL.id,), ("512 personel",))
    answered = ask(snapshot, question)
    monkeypatch.setattr("index.answer.PLAIN_ANSWER_FROM", 1.1)
    silenced = ask(snapshot, question)
    assert isinstance(answered.answer, Grounded) and isinstance(silenced.answer, NoEvidence)
    assert answered.kept_back == silenced.shown == ()
    assert silenced.kept_back == answered.shown
    assert silenced.right and not silenced.hits


def test_a_declined_question_is_answered_with_no_confidence(snapshot: Snapshot) -> None:
    told = ask(snapshot, Question("1", "Menurutmu siapa yang pantas menang?", (), ()))
    assert (told.confidence, told.hits) == (0, False)


def test_the_figures_of_a_corpus_are_those_of_its_questions(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    lines = [
        {
            "id": "1",
            "question": "Berapa personel yang dilibatkan dalam simulasi Sispamkota di Balikpapan?",
            "documents": [DRILL.id],
            "answers": ["512 personel"],
        },
        {"id": "2", "question": "Bagaimana resep rendang?", "documents": [], "answers": []},
    ]
    told = figures([ask(snapshot, each) for each in read_questions(write(tmp_path, *lines))])
    assert told["recall_at_1"] == told["answer_hit"] == told["answered_share"] == 1
    assert told["false_answer_share"] == 0 and told["abstention_auroc"] == 1
    assert all(np.isfinite(each) for each in told["latency_ms"].values())
