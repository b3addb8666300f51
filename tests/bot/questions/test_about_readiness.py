from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.about_readiness import about_readiness
from corpus.areas import bundled
from index.danger import in_danger

TESTS = Path(__file__).parents[2]
with (TESTS / "golden" / "readiness.csv").open(encoding="utf-8", newline="") as stream:
    TABLE = [(row["question"], row["asks"], row["areas"]) for row in csv.DictReader(stream)]
BENCH = (TESTS / "bench" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
BENCH += (TESTS / "bench" / "no_answer.jsonl").read_text(encoding="utf-8").splitlines()


def asks(question: str) -> tuple[str, str]:
    """What is asked, and of which areas, as the table writes it."""
    about = about_readiness(question, bundled())
    if about is None:
        return "other", ""
    areas = " ".join(area.id for area in about.areas)
    return "silent" if about.silent else "ready", areas


def test_the_table_holds_enough_of_either() -> None:
    others = [asked for _, asked, _ in TABLE if asked == "other"]
    assert len(others) >= 40 and len(TABLE) - len(others) >= 40


@pytest.mark.parametrize(("question", "asked", "areas"), TABLE)
def test_a_question_is_taken_for_what_it_asks(question: str, asked: str, areas: str) -> None:
    assert asks(question) == (asked, areas)


@pytest.mark.parametrize(("question", "asked", "areas"), TABLE)
def test_capitals_and_punctuation_make_no_difference(question: str, asked: str, areas: str) -> None:
    shouted = asks(f"  {question.upper().rstrip('?')}!?")
    assert shouted == (asked, areas)


def test_questions_that_documents_answer_stay_ordinary() -> None:
    asked = [json.loads(line)["question"] for line in BENCH]
    assert len(asked) > 900
    assert [question for question in asked if asks(question)[0] != "other"] == []


@pytest.mark.parametrize("name", ["calm.txt", "danger.txt", "legitimate.txt"])
def test_messages_about_danger_and_the_law_stay_what_they_are(name: str) -> None:
    lines = (TESTS / "golden" / name).read_text(encoding="utf-8").splitlines()
    taken = [line for line in lines if asks(line)[0] != "other" and not in_danger(line)]
    assert taken == []


@given(st.text(max_size=300))
def test_any_text_is_looked_at(text: str) -> None:
    asks(text)
    asks(f"kesiapan {text} sudah siap belum")


def test_a_long_text_is_no_question() -> None:
    assert asks("Balikpapan sudah siap belum? " * 10) == ("other", "")
