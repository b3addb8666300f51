"""What the project promised, on real sources that stand beside the clone (`tests/support/shared.py`
finds them)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot import texts
from bot.measure import measure
from bot.reload import read_corpus
from tests.bench.quality import export
from tests.support.shared import shared
from tests.support.terminal import Terminal

CORPUS = Path(__file__).parents[1] / "corpus" / "data"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """An index of nothing but the seed article, taken in whole as anybody would."""
    article = shared("seed/sispamkota-balikpapan.txt")
    folder = tmp_path_factory.mktemp("benih")
    terminal = Terminal(folder / "corpus", folder / "data")
    said = terminal.siaga("add", article)
    assert (said.code, said.err) == (0, "")
    return terminal


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("berapa personel yang dilibatkan", "500"),
        ("di mana simulasi digelar", "Balikpapan Sport Convention Center"),
        ("kapan simulasi digelar", "2 Oktober 2023"),
        ("tahapan mana yang paling rawan", "kampaye dan penghitungan suara"),
        ("apakah Balikpapan rawan", "kurang rawan"),
    ],
)
def test_the_seed_article_answers_in_its_own_words(
    question: str, words: str, seeded: Terminal
) -> None:
    assert seeded.siaga("ask", question).out.startswith(texts.DRILL)
    value = seeded.siaga("ask", question, "--json").value
    assert value["status"] == "answered"
    assert words in value["sentences"][0]["text"]
    (document,) = read_corpus(seeded.corpus).documents
    for it in value["sentences"]:
        assert document.text[it["start"] : it["end"]] == it["text"]


def test_the_starter_corpus_answers_what_it_holds_and_little_else() -> None:
    figures, rejected = measure(None, CORPUS, shared("questions/dev.jsonl"))
    assert rejected == ()
    assert figures["answer_hit"] >= 0.75
    assert figures["false_answer_share"] <= 0.25


def test_every_figure_of_a_fact_stands_in_its_document() -> None:
    held = {document.id: document for document in read_corpus(CORPUS).documents}
    sources = [json.loads(line) for line in lines(shared("facts/facts.jsonl"))]
    assert held.keys() >= {source["id"] for source in sources}
    missing = [
        (source["id"], figure)
        for source in sources
        for fact in source["fakta"]
        for figure in figures_of(fact)
        if figure not in figures_of(held[source["id"]].text)
    ]
    assert missing == []


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def figures_of(text: str) -> set[str]:
    """Numbers as they are written: 261.695, 187A, 11.30, 1,5."""
    return set(re.findall(r"\d+(?:[.,]\d+)*[A-Z]?", text))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The passages and questions of the public sets, as `siaga evaluate` reads them."""
    folder = tmp_path_factory.mktemp("umum")
    export(shared("data"), folder)
    return folder


@pytest.mark.parametrize(
    ("name", "first", "five"), [("idk_mrc", 0.74, 0.91), ("facqa", 0.70, 0.91)]
)
def test_public_questions_find_their_passage(
    name: str, first: float, five: float, public: Path
) -> None:
    figures: dict[str, Any]
    figures, _ = measure(None, public / "documents.jsonl", public / f"{name}.jsonl")
    assert figures["recall_at_1"] >= first
    assert figures["recall_at_5"] >= five
