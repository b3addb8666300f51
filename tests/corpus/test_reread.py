from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import reread as rereading
from corpus.areas import Area, AreaKind, AreaTree, bundled
from corpus.catalog import Catalog
from corpus.document import Document
from corpus.read import EXAM, Rejected, parsed, pieces, read
from corpus.reread import Reread, reread

AREAS = bundled()
LATER = 10**10
"""Nanoseconds: a reading that long after the last change of a file is sure of it."""

GOOD = ["---\nid: {id}\n---\n\nIsi {text}.\n", "---\nid: {id}\ntitle: Judul\n---\n\n{text}\n"]
BAD = ["rusak", "---\nid: a\n---\n"]
LINES = ['{{"id": "{id}", "text": "{text}"}}', "[]", '{{"id": "{id}"}}', "", "{{"]
IDS, TEXTS = st.sampled_from("abcd"), st.sampled_from(["satu", "dua", "tiga!"])


@st.composite
def contents(draw: st.DrawFn, name: str) -> str:
    some = [*LINES] if name.endswith(".jsonl") else [*GOOD, *GOOD, *BAD]
    count = draw(st.integers(0, 3)) if name.endswith(".jsonl") else 1
    return "\n".join(
        draw(st.sampled_from(some)).format(id=draw(IDS), text=draw(TEXTS)) for _ in range(count)
    )


NAMES = ["a.md", "b.md", "x/c.md", "x/lines.jsonl", "y.jsonl", "z.txt"]
FOLDERS = st.fixed_dictionaries({}, optional={name: contents(name) for name in NAMES})


def write(folder: Path, files: dict[str, str]) -> None:
    """Exactly `files` in `folder`; one whose content stays is not touched."""
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        if file.relative_to(folder).as_posix() not in files:
            file.unlink()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        if not file.exists() or file.read_text() != content:
            file.write_text(content)


def again(folder: Path, earlier: Reread | None, later: int = LATER) -> Reread:
    known = Catalog.loads(earlier.catalog.dumps()) if earlier else None
    return reread([folder], AREAS, known, time.time_ns() + later)


def fingerprints(one: Reread) -> dict[str, str]:
    assert one.kept.keys().isdisjoint(document.id for document in one.documents)
    return {**one.kept, **{document.id: document.fingerprint for document in one.documents}}


@settings(max_examples=60)
@given(st.lists(FOLDERS, min_size=1, max_size=4), st.sampled_from([0, LATER]))
def test_what_is_reread_is_what_is_read_whatever_was_known(
    folders: list[dict[str, str]], later: int
) -> None:
    with TemporaryDirectory() as name:
        folder, earlier = Path(name), None
        known: dict[str, str] = {}
        for files in folders:
            write(folder, files)
            found, whole = again(folder, earlier, later), read([folder], AREAS)
            assert found.rejected == whole.rejected
            told = {document.id: document.fingerprint for document in whole.documents}
            assert fingerprints(found) == told
            assert found.kept.items() <= known.items()
            assert sorted(id for _, _, id, _ in found.catalog.documents) == sorted(told)
            earlier, known = found, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {f"{id}.md": GOOD[0].format(id=id, text="satu") for id in "abc"}
    write(tmp_path, {**files, "d.jsonl": '{"id": "d", "text": "x"}\n{"id": "e", "text": "y"}\n'})
    return tmp_path


Work = Counter[str]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts the files that are opened, and the documents that are parsed."""
    done: Work = Counter()

    def opening(path: Path) -> Iterator[tuple[int, bytes] | Rejected]:
        done["opened"] += 1
        return pieces(path)

    def parsing(path: Path, line: int, raw: bytes, areas: AreaTree) -> Document | Rejected:
        done["parsed"] += 1
        return parsed(path, line, raw, areas)

    monkeypatch.setattr(rereading, "pieces", opening)
    monkeypatch.setattr(rereading, "parsed", parsing)
    return done


def test_of_a_corpus_that_is_as_it_was_no_file_is_opened(folder: Path, work: Work) -> None:
    first = again(folder, None)
    work.clear()
    second = again(folder, first)
    assert (work, second.documents) == ({}, ())
    assert second.kept == fingerprints(first)


def test_of_one_changed_line_only_that_line_is_parsed(folder: Path, work: Work) -> None:
    first = again(folder, None)
    work.clear()
    lines = folder / "d.jsonl"
    lines.write_text(lines.read_text().replace('"y"', '"z"'))
    second = again(folder, first)
    assert work == {"opened": 1, "parsed": 1}
    assert [document.text for document in second.documents] == ["z"]


def test_a_file_that_was_only_touched_or_moved_is_not_parsed(folder: Path, work: Work) -> None:
    first = again(folder, None)
    work.clear()
    (folder / "a.md").touch()
    (folder / "b.md").rename(folder / "lain.md")
    second = again(folder, first)
    assert (work, second.documents) == ({"opened": 2}, ())
    assert again(folder, second).kept == fingerprints(first)


def test_a_file_that_changed_within_a_tick_and_looks_the_same_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    monkeypatch.setattr(rereading, "stamp_of", lambda file: (1, now, now, 0))
    first = reread([folder], AREAS, None, now)
    (folder / "a.md").write_text(GOOD[0].format(id="a", text="dua"))
    second = reread([folder], AREAS, first.catalog, now + LATER)
    assert [document.id for document in second.documents] == ["a"]
    # The second reading began long after; what changes now would have another time.
    assert reread([folder], AREAS, second.catalog, now + LATER).documents == ()


def test_a_file_that_is_written_while_it_is_read_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_meanwhile(
        path: Path, line: int, raw: bytes, areas: AreaTree
    ) -> Document | Rejected:
        found = parsed(path, line, raw, areas)
        if path.name == "a.md":
            path.write_text(GOOD[0].format(id="a", text="tiga"))
        return found

    monkeypatch.setattr(rereading, "parsed", written_meanwhile)
    first = again(folder, None)
    monkeypatch.undo()
    assert [document.text for document in again(folder, first).documents] == ["Isi tiga."]


def test_another_tree_of_areas_reads_everything_again(folder: Path) -> None:
    first = again(folder, None)
    other = AreaTree([Area("x", "Ix", AreaKind.COUNTRY)])
    second = reread([folder], other, first.catalog, time.time_ns() + LATER)
    assert len(second.documents) == 5 and not second.kept


def test_another_way_of_reading_reads_everything_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = again(folder, None)
    monkeypatch.setattr(rereading, "_code", lambda: "another")
    assert not again(folder, first).kept


def test_progress_tells_how_many_files_there_are(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    reread([folder], AREAS, None, 0, lambda *step: told.append(step))
    assert told == [(0, 4), (4, 4)]


def test_an_exam_beside_the_documents_is_passed_over(folder: Path) -> None:
    (folder / EXAM).write_text(json.dumps({"id": "a", "question": "Apa?", "expect": "declined"}))
    assert again(folder, None).rejected == read([folder], AREAS).rejected == ()


def test_an_exam_that_is_named_is_read_as_any_file(folder: Path) -> None:
    (folder / EXAM).write_text("{}\n")
    assert len(read([folder / EXAM], AREAS).rejected) == 1
