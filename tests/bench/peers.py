"""How the program compares with what else a user could set up, in one run on one machine.

    python -m tests.bench.peers [--data DIR] [--questions FILE ...] [--limit N]

Plain BM25 (bm25s), txtai and Haystack as their documentation sets them up, the latter two with the
small model that ships here, and the program without and with its reading model: each indexes the
same documents and is asked the same questions, one after another. DIR holds what
`tests.bench.quality` exports, or the public sets that it exports from; without it the starter
corpus is asked the questions of FILE. Prints quality and speed of each, and the program's as
multiples of theirs.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.reloads.reload import read_corpus, sources_of
from corpus.document import Document
from index.build import Sources, build
from index.embed import BUNDLED, open_embedder
from index.evaluate import DEPTH, Question, read_questions
from index.reader import NO_READER, open_reader
from index.snapshot import open_current
from index.store import Store
from index.weigh import search
from tests.bench.quality import export
from tests.support.shared import SHARED

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
DOCUMENTS = "documents.jsonl"

WARMED = 3
"""Questions asked before the clock runs: what is loaded late is loaded then."""

Search = Callable[[str], Sequence[str]]
"""Ids of the documents found for a question, best first."""

System = Callable[[Sources, Path], Search]
"""Indexes documents; it may write into the folder."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What a system reached; `speed` in questions a second."""

    recall_at_1: float
    recall_at_5: float
    mrr_at_10: float
    speed: float


def main() -> None:
    """Print a table for each file of questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--questions", type=Path, action="append")
    parser.add_argument("--limit", type=int, help="ask only the first N questions of each file")
    given = parser.parse_args()
    # Neither is asked anything of a hub or a maker: the model lies here.
    os.environ |= {"HAYSTACK_TELEMETRY_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
    with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
        documents, files = _material(given.data, given.questions, Path(folder))
        if not files:
            parser.error("there are no questions: give --data DIR or --questions FILE")
        asked = {file.stem: _answerable(file)[: given.limit] for file in files}
        sources = sources_of(read_corpus(documents), documents)
        print(f"{len(sources.documents)} documents from {documents.name}")
        reached = compare(sources, asked, Path(folder))
    for name, questions in asked.items():
        print(f"\n{name}: {len(questions)} questions\n")
        print("\n".join(table(reached[name])))


def _material(
    data: Path | None, questions: Sequence[Path] | None, folder: Path
) -> tuple[Path, Sequence[Path]]:
    """Where the documents are, and the files of questions."""
    beside = SHARED / "data"
    if data is None and not questions and beside.is_dir():
        data = beside
    if data is None:
        return CORPUS, questions or ()
    if not (data / DOCUMENTS).is_file():
        export(data, folder)
        data = folder
    own = sorted(file for file in data.glob("*.jsonl") if file.name != DOCUMENTS)
    return data / DOCUMENTS, questions or own


def _answerable(file: Path) -> tuple[Question, ...]:
    return tuple(question for question in read_questions(file) if question.documents)


def compare(
    sources: Sources, asked: Mapping[str, Sequence[Question]], folder: Path
) -> dict[str, dict[str, Reached]]:
    """By file of questions and by system, what each reached."""
    reached: dict[str, dict[str, Reached]] = {name: {} for name in asked}
    for system, index in SYSTEMS.items():
        begun = time.perf_counter()
        found = index(sources, Path(tempfile.mkdtemp(dir=folder)))
        print(f"{system}: ready after {time.perf_counter() - begun:.1f} s", flush=True)
        for name, questions in asked.items():
            reached[name][system] = measure(found, questions)
    return reached


def measure(found: Search, questions: Sequence[Question]) -> Reached:
    """What `found` reaches on `questions`, all of which have an answer."""
    # What a question follows up is asked along: none of the others resolves it.
    texts = [" ".join(filter(None, (each.previous, each.question))) for each in questions]
    for text in texts[:WARMED]:
        found(text)
    begun = time.perf_counter()
    answers = [found(text) for text in texts]
    seconds = time.perf_counter() - begun
    ranks = [each.rank(answer[:DEPTH]) for each, answer in zip(questions, answers, strict=True)]
    places = [rank or float("inf") for rank in ranks]
    return Reached(
        sum(place <= 1 for place in places) / len(places),
        sum(place <= 5 for place in places) / len(places),
        sum(1 / place for place in places) / len(places),
        len(places) / seconds,
    )


def table(reached: Mapping[str, Reached]) -> Iterator[str]:
    """The figures of each system, and those of the program as multiples of each of the others."""
    ours = [name for name in OURS if name in reached]
    heads = ("recall@1", "recall@5", "MRR@10", "questions/s")
    yield _line("", heads)
    for name, own in reached.items():
        yield _line(name, (*(f"{value:.3f}" for value in astuple(own)[:3]), f"{own.speed:.1f}"))
    for mine in ours:
        yield ""
        yield _line(f"{mine} / …", heads)
        for name, own in reached.items():
            if name not in ours:
                shares = zip(astuple(reached[mine]), astuple(own), strict=True)
                yield _line(name, (f"{_ratio(a, b)}" for a, b in shares))


def _line(name: str, values: Sequence[str] | Iterator[str]) -> str:
    return f"{name:<28}" + "".join(f"{value:>13}" for value in values)


def _ratio(ours: float, theirs: float) -> str:
    if not theirs:
        return "–"
    ratio = ours / theirs
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.1g}"


# The systems


def plain_bm25(sources: Sources, folder: Path) -> Search:
    """bm25s with its own tokenizer: lower case, English stop words, no stems."""
    import bm25s

    documents = sources.documents
    index = bm25s.BM25()
    index.index(bm25s.tokenize(_texts(documents), show_progress=False), show_progress=False)
    depth = min(DEPTH, len(documents))

    def found(question: str) -> Sequence[str]:
        tokens = bm25s.tokenize(question, show_progress=False)
        rows, scores = index.retrieve(tokens, k=depth, show_progress=False)
        # Where it knows no word of a question it still names documents, with scores of 0.
        best = zip(rows[0], scores[0], strict=True)
        return [documents[row].id for row, score in best if score > 0]

    return found


def txtai_bm25(sources: Sources, folder: Path) -> Search:
    """txtai's index of terms."""
    return _txtai(sources.documents, {"keyword": True})


def txtai_hybrid(sources: Sources, folder: Path) -> Search:
    """txtai's indexes of terms and of vectors, which weigh alike."""
    model = {"path": str(BUNDLED), "method": "sentence-transformers"}
    return _txtai(sources.documents, {**model, "hybrid": True})


def _txtai(documents: Sequence[Document], config: Mapping[str, object]) -> Search:
    from txtai import Embeddings

    index = Embeddings(config)
    texts = zip(documents, _texts(documents), strict=True)
    index.index([(document.id, text, None) for document, text in texts])

    def found(question: str) -> Sequence[str]:
        return [id for id, _ in index.search(question, DEPTH)]

    return found


def haystack_hybrid(sources: Sources, folder: Path) -> Search:
    """Haystack's two retrievers in memory, joined by reciprocal rank."""
    from haystack import Document as Held
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
    )

    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    texts = zip(sources.documents, _texts(sources.documents), strict=True)
    held = [Held(id=document.id, content=text) for document, text in texts]
    embedder = SentenceTransformersDocumentEmbedder(model=str(BUNDLED), progress_bar=False)
    store.write_documents(embedder.run(held)["documents"])
    pipeline = _haystack_pipeline(store)

    def found(question: str) -> Sequence[str]:
        answer = pipeline.run({"terms": {"query": question}, "query": {"text": question}})
        return [it.id for it in answer["joined"]["documents"]]

    return found


def _haystack_pipeline(store: Any) -> Any:
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersTextEmbedder,
    )

    pipeline = Pipeline()
    query = SentenceTransformersTextEmbedder(model=str(BUNDLED), progress_bar=False)
    pipeline.add_component("query", query)
    pipeline.add_component("terms", InMemoryBM25Retriever(store))
    pipeline.add_component("meaning", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("query.embedding", "meaning.query_embedding")
    pipeline.connect("terms", "joined")
    pipeline.connect("meaning", "joined")
    return pipeline


def _texts(documents: Sequence[Document]) -> list[str]:
    """What the others index of each: its title, unless the text begins with it, and its text."""
    return [
        it.text if it.text.startswith(it.title) else f"{it.title}\n{it.text}" for it in documents
    ]


def _siaga(sources: Sources, folder: Path, reader: str) -> Search:
    store, embedder = Store(folder), open_embedder()
    build(store, sources, embedder)
    snapshot, _ = open_current(store, embedder, open_reader(reader))

    def found(question: str) -> Sequence[str]:
        return [hit.document.id for hit in search(snapshot, question, DEPTH)]

    return found


OURS: Mapping[str, System] = {
    "siaga without a reader": partial(_siaga, reader=NO_READER),
    "siaga with its reader": partial(_siaga, reader="bundled"),
}
SYSTEMS: Mapping[str, System] = {
    "bm25s": plain_bm25,
    "txtai BM25": txtai_bm25,
    "txtai hybrid": txtai_hybrid,
    "haystack hybrid": haystack_hybrid,
    **OURS,
}


if __name__ == "__main__":
    main()
