from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.areas import bundled
from corpus.document import Document
from index import inspection as inspecting
from index.analyze import Alternatives
from index.build import Built, Inspect, Sources, build
from index.embed import Embedder
from index.exam import Exam, ExamQuestion
from index.examine import examine
from index.inspection import Refused, inspection
from index.notes import read_notes
from index.progress import Phase
from index.reader import Judgement, Reader, open_reader
from index.snapshot import Snapshot
from index.store import NOTES, Store, StoreError
from index.verdict import Check, Part, Verdict
from tests.support.small_corpus import (
    BLITAR_POSTS,
    DOCUMENTS,
    DRILL,
    GLOSSARY,
    GUIDE,
    altered,
)

POSTS = {
    "id": "personel",
    "question": "Berapa personel Polres Blitar Kota yang menjaga TPS?",
    "expect": "answered",
    "documents": [BLITAR_POSTS.id],
    "answers": ["275"],
}
FORMS = {
    "id": "ktp",
    "question": "Apa yang disiapkan untuk melaporkan dugaan pelanggaran pemilu?",
    "expect": "answered",
    "documents": [GUIDE.id],
}


def exam(*questions: dict[str, Any], print: str = "exam") -> Exam:
    return Exam(tuple(ExamQuestion(**one) for one in questions), print)


EXAM = exam(POSTS, FORMS)
WORSE = altered(BLITAR_POSTS, text="Pengamanan TPS di Kota Blitar belum diputuskan.")
UNMARKED = altered(DRILL, drill=False)


def of(*changes: Document) -> Sources:
    changed = {document.id: document for document in (*DOCUMENTS, *changes)}
    return Sources(list(changed.values()), bundled(), GLOSSARY)


class Bench:
    """A store in which the small corpus passed its exam."""

    def __init__(self, root: Path, embedder: Embedder) -> None:
        self.store, self.embedder = Store(root), embedder
        self.first = self.build(of())

    def build(
        self, sources: Sources, exam: Exam = EXAM, insist: Collection[str] = frozenset()
    ) -> Built:
        inspect = inspection(self.store, exam, self.embedder, None, insist)
        return build(self.store, sources, self.embedder, inspect=inspect)

    @property
    def verdict(self) -> Verdict:
        """On what is served, from its notes."""
        notes = read_notes(self.store.folder(self.store.current() or ""))
        assert notes is not None and notes.verdict is not None
        return notes.verdict


@pytest.fixture
def bench(tmp_path: Path, embedder: Embedder) -> Bench:
    return Bench(tmp_path / "index", embedder)


def refused(bench: Bench, *given: Any, **more: Any) -> Refused:
    before = bench.store.names(), bench.store.current()
    with pytest.raises(Refused) as refusal:
        bench.build(*given, **more)
    assert (bench.store.names(), bench.store.current()) == before
    assert not (bench.store.root / "aside").exists()
    return refusal.value


def test_the_verdict_on_a_generation_is_kept_with_it(bench: Bench) -> None:
    assert bench.first.notes.verdict == bench.verdict
    assert bench.verdict.failed == () and bench.verdict.figures[Part.GOLDEN] == (2, 2)


def test_a_generation_that_is_worse_is_not_published_and_what_is_worse_is_named(
    bench: Bench,
) -> None:
    refusal = refused(bench, of(WORSE))
    assert isinstance(refusal, StoreError)
    assert [check.id for check in refusal.worse] == ["personel"]
    assert refusal.verdict.failed == refusal.worse
    assert "personel: diharapkan dijawab dari tps-blitar dengan kata 275" in str(refusal)


def test_a_worse_generation_is_published_for_who_accepts_every_failure(bench: Bench) -> None:
    worse = of(WORSE, UNMARKED)
    refusal = refused(bench, worse, insist={"personel"})
    assert [check.id for check in refusal.worse] == [f"latihan:{DRILL.id}"]
    done = bench.build(worse, insist={"personel", f"latihan:{DRILL.id}", "tidak-ada"})
    assert done.changed and [it.id for it in bench.verdict.failed] == [
        "personel",
        f"latihan:{DRILL.id}",
    ]
    again = bench.build(of(WORSE, UNMARKED, altered(GUIDE, publisher="KPU")))
    assert again.changed


def test_only_what_changes_the_worse_is_refused_not_what_was_so_before(bench: Bench) -> None:
    bench.build(of(WORSE), insist={"personel"})
    assert bench.build(of(WORSE, altered(GUIDE, publisher="KPU"))).changed
    assert bench.build(of()).changed and bench.verdict.failed == ()
    assert [check.id for check in refused(bench, of(WORSE)).worse] == ["personel"]


def test_a_document_that_is_gone_takes_its_question_along(bench: Bench) -> None:
    fewer = replace(of(), documents=[it for it in DOCUMENTS if it is not BLITAR_POSTS])
    assert bench.build(fewer).changed
    assert bench.verdict.left_out == ("personel",) and bench.verdict.failed == ()


def test_a_first_generation_is_published_whatever_its_exam_says(
    tmp_path: Path, embedder: Embedder
) -> None:
    store = Store(tmp_path)
    inspect = inspection(store, EXAM, embedder, None)
    done = build(store, of(WORSE, UNMARKED), embedder, inspect=inspect)
    assert done.notes.verdict is not None and len(done.notes.verdict.failed) == 2


def test_a_misquotation_is_refused_first_or_later_whoever_insists(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Check("ktp/kutipan", Part.INTEGRITY, "Apa?", "sama", "tidak sama", False)
    monkeypatch.setattr(inspecting, "examine", lambda *_: Verdict("exam", None, (broken,)))
    changed = of(altered(GUIDE, publisher="KPU"))
    assert refused(bench, changed, insist={"ktp/kutipan"}).worse == (broken,)
    with pytest.raises(Refused):
        Bench(tmp_path / "first", bench.embedder)


# What is compared with


class Examining:
    """Counts the exams that are held."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.held: list[str] = []

        def counted(snapshot: Snapshot, *rest: Any) -> Verdict:
            self.held.append(snapshot.manifest.generation)
            return examine(snapshot, *rest)

        monkeypatch.setattr(inspecting, "examine", counted)


@pytest.fixture
def examining(monkeypatch: pytest.MonkeyPatch) -> Examining:
    return Examining(monkeypatch)


def test_what_is_served_is_examined_again_only_with_another_exam(
    bench: Bench, examining: Examining
) -> None:
    done = bench.build(of(altered(GUIDE, publisher="KPU")))
    assert examining.held == [done.manifest.generation]
    more = exam(POSTS, FORMS, print="more")
    last = bench.build(of(), exam=more)
    assert examining.held[1:] == [last.manifest.generation, done.manifest.generation]


def test_a_new_question_that_both_fail_is_not_worse_and_one_that_was_passed_is(
    bench: Bench,
) -> None:
    impossible = {**POSTS, "id": "mustahil", "answers": ["999"]}
    both = exam(POSTS, impossible, print="more")
    assert bench.build(of(altered(GUIDE, publisher="KPU")), exam=both).changed
    bench.build(of(altered(GUIDE, publisher="DKPP")), exam=exam(print="none"))
    assert [it.id for it in refused(bench, of(WORSE), exam=both).worse] == ["personel"]


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_without_notes_what_is_served_is_examined_again(
    content: bytes | None, bench: Bench
) -> None:
    notes = bench.store.folder(bench.store.current() or "") / NOTES
    notes.unlink() if content is None else notes.write_bytes(content)
    assert [check.id for check in refused(bench, of(WORSE)).worse] == ["personel"]


def test_where_what_is_served_is_damaged_there_is_nothing_to_be_worse_than(bench: Bench) -> None:
    folder = bench.store.folder(bench.store.current() or "")
    (folder / "vectors.faiss").unlink()
    (folder / NOTES).unlink()
    assert bench.build(of(WORSE)).changed


def test_where_nothing_changed_no_exam_is_held(bench: Bench, examining: Examining) -> None:
    done = bench.build(of(), exam=exam(print="other"))
    assert (done.changed, examining.held) == (False, [])
    assert done.notes.verdict == bench.first.notes.verdict


def test_progress_tells_of_the_exam_between_opening_and_publishing(bench: Bench) -> None:
    told: list[str] = []

    def progress(label: str, done: int, total: int) -> None:
        told.append(label)

    inspect: Inspect = inspection(bench.store, EXAM, bench.embedder, None, progress=progress)
    build(bench.store, of(altered(GUIDE, publisher="KPU")), bench.embedder, progress, inspect)
    assert list(dict.fromkeys(told)) == [phase for phase in Phase if phase is not Phase.READ]


# With a reading model


class Counting:
    """The bundled reader; counts how often it reads."""

    def __init__(self) -> None:
        inner = open_reader()
        assert inner is not None
        self.inner: Reader = inner
        self.name, self.times = inner.name, 0

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        self.times += 1
        return self.inner.judge(question, alternatives, texts)


def test_the_reading_model_reads_only_what_changed_since_the_last_exam(
    tmp_path: Path, embedder: Embedder
) -> None:
    store, reader = Store(tmp_path), Counting()
    inspect = inspection(store, EXAM, embedder, reader)
    first = build(store, of(), embedder, inspect=inspect)
    assert reader.times == 2
    assert first.notes.verdict and first.notes.verdict.reader == reader.name
    build(store, of(altered(DRILL, drill=True, publisher="KPU")), embedder, inspect=inspect)
    assert reader.times == 2
    with pytest.raises(Refused):
        build(store, of(WORSE), embedder, inspect=inspect)
    assert reader.times > 2
    before = reader.times
    insisting = inspection(store, EXAM, embedder, reader, {"personel"})
    assert build(store, of(WORSE), embedder, inspect=insisting).changed
    assert reader.times == before
    assert "readings.json" in os.listdir(tmp_path)


def test_a_verdict_of_another_reading_model_is_not_compared_with(
    bench: Bench, examining: Examining
) -> None:
    reader = Counting()
    inspect = inspection(bench.store, EXAM, bench.embedder, reader)
    build(bench.store, of(altered(GUIDE, publisher="KPU")), bench.embedder, inspect=inspect)
    assert len(examining.held) == 2 and bench.verdict.reader == reader.name
