from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus.areas import bundled
from index.build import Sources
from index.evaluate import Question
from tests.bench.peers import OURS, SYSTEMS, Reached, measure, table
from tests.support.small_corpus import BLITAR_POSTS, DOCUMENTS, DRILL, GLOSSARY

SOURCES = Sources(DOCUMENTS, bundled(), GLOSSARY)
NEEDS = {"bm25s": "bm25s", "txtai": "txtai", "haystack": "haystack"}
"""The package that a system needs, by the first word of its name."""


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_finds_a_document_by_its_words(name: str, tmp_path: Path) -> None:
    needed = NEEDS.get(name.split()[0])
    if needed and find_spec(needed) is None:
        pytest.skip(f"{needed} is not installed; 'make bench-peers' installs it")
    found = SYSTEMS[name](SOURCES, tmp_path)
    assert found("simulasi Sispamkota di Lapangan Merdeka")[0] == DRILL.id
    assert found("Polres Blitar Kota mengerahkan 275 personel")[0] == BLITAR_POSTS.id


def test_recall_and_reciprocal_rank_are_worked_out_by_hand() -> None:
    places = {"satu": 1, "tiga": 3, "enam": 6, "jauh": 11}
    asked: list[str] = []

    def found(question: str) -> list[str]:
        asked.append(question)
        return [*(f"x{number}" for number in range(1, places.get(question, 99))), "a"]

    questions = [Question(text, text, ("a",), ()) for text in places]
    reached = measure(found, questions)
    assert (reached.recall_at_1, reached.recall_at_5) == (0.25, 0.5)
    assert reached.mrr_at_10 == pytest.approx((1 + 1 / 3 + 1 / 6) / 4)
    assert reached.speed > 0
    assert asked[-4:] == list(places)


def test_a_follow_up_is_asked_with_the_question_before() -> None:
    asked: set[str] = set()

    def found(question: str) -> list[str]:
        asked.add(question)
        return []

    assert measure(found, [Question("1", "kalau Blitar?", ("a",), (), "Berapa?")]).mrr_at_10 == 0
    assert asked == {"Berapa? kalau Blitar?"}


def test_the_table_tells_the_program_as_a_multiple_of_each_other_system() -> None:
    ours = next(iter(OURS))
    lines = list(table({"bm25s": Reached(0.5, 0.8, 0.0, 100.0), ours: Reached(0.6, 0.8, 0.7, 5.0)}))
    figures, ratios = lines[: lines.index("")], lines[lines.index("") + 1 :]
    assert [line.split()[-4:] for line in figures[1:]] == [
        ["0.500", "0.800", "0.000", "100.0"],
        ["0.600", "0.800", "0.700", "5.0"],
    ]
    assert len(ratios) == 2 and ratios[0].startswith(f"{ours} / …")
    assert ratios[1].split() == ["bm25s", "1.20", "1.00", "–", "0.05"]
