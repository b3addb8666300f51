"""What the project promised, on real sources that stand beside the clone (`tests/support/shared.py`
finds them)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot import texts
from bot.measure import measure
from bot.reloads.reload import read_corpus, sources_of
from corpus.document import Document
from corpus.statute.articles import articles
from corpus.statute.citation import place_in
from index.answer import answer
from index.build import build
from index.embed import open_embedder
from index.evaluate import read_questions
from index.reader import open_reader
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.types import Grounded
from tests.bench.quality import ask, auroc, export
from tests.support.shared import shared
from tests.support.terminal import Terminal

CORPUS = Path(__file__).parents[1] / "corpus" / "data"
DOCUMENTS = "documents.jsonl"


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
    measured = measure(None, CORPUS, shared("questions/dev.jsonl"))
    assert measured.rejected == ()
    assert measured.figures["answer_hit"] >= 0.75
    assert measured.figures["false_answer_share"] <= 0.25


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


@pytest.fixture(scope="module", params=["alone", "beside the starter corpus"])
def statutes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Snapshot]:
    """An index of nine real statutes, each article a document."""
    files = sorted(shared("data/laws").glob("*.md"))
    told = [each for file in files for each in articles(file.read_text(encoding="utf-8"), {})]
    starter = sources_of(read_corpus(CORPUS), CORPUS)
    documents = [Document.model_validate(each) for each in told]
    if request.param != "alone":
        documents.extend(starter.documents)
    embedder, store = open_embedder(), Store(tmp_path_factory.mktemp("undang-undang"))
    build(store, replace(starter, documents=documents), embedder)
    snapshot, _ = open_current(store, embedder, open_reader())
    with closing(snapshot):
        yield snapshot


def test_a_threat_of_punishment_is_answered_with_its_article(statutes: Snapshot) -> None:
    given = answer(statutes, "ancaman pidana politik uang pilkada")
    assert isinstance(given, Grounded)
    cited = [place_in(given.citation_of(it).document, [it.start]) for it in given.evidence]
    assert "UU 10/2016 Pasal 187A ayat (1)" in cited


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The passages and questions of the public sets, as `siaga evaluate` reads them."""
    folder = tmp_path_factory.mktemp("umum")
    export(shared("data"), folder)
    return folder


@pytest.fixture(scope="module")
def read(public: Path) -> Iterator[Snapshot]:
    """An index of those passages, with the reading model."""
    embedder, store, documents = open_embedder(), Store(public / "index"), public / DOCUMENTS
    build(store, sources_of(read_corpus(documents), documents), embedder)
    snapshot, _ = open_current(store, embedder, open_reader())
    with closing(snapshot):
        yield snapshot


@pytest.mark.parametrize(
    ("name", "first", "five"), [("idk_mrc", 0.74, 0.93), ("facqa", 0.69, 0.90)]
)
def test_public_questions_find_their_passage_without_reading(
    name: str, first: float, five: float, public: Path, read: Snapshot
) -> None:
    plain = replace(read, reader=None)
    ranks = [
        ask(plain, it).rank or 99 for it in read_questions(public / f"{name}.jsonl") if it.documents
    ]
    assert np.mean([rank == 1 for rank in ranks]) >= first
    assert np.mean([rank <= 5 for rank in ranks]) >= five


def test_what_is_read_is_told_from_what_only_looks_like_an_answer(
    public: Path, read: Snapshot
) -> None:
    """A part of the questions: reading takes its time."""
    asked = [ask(read, it) for it in read_questions(public / "idk_mrc.jsonl")[:160]]
    yes = [one for one in asked if one.question.documents]
    assert np.mean([one.rank == 1 for one in yes]) >= 0.75
    assert np.mean([one.right for one in yes]) >= 0.75
    no = [one.confidence for one in asked if not one.question.documents]
    assert auroc([one.confidence for one in yes], no) >= 0.75
