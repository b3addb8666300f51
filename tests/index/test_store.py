from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from index.build import Sources, build
from index.embed import Embedder
from index.notes import read_notes
from index.progress import Phase
from index.snapshot import open_current
from index.store import (
    FORMAT,
    KEPT,
    NOTES,
    BuildRunning,
    Damaged,
    NoGeneration,
    Store,
    StoreError,
    seal,
    verify,
)
from index.types import Manifest
from tests.index.embedders import BrokenEmbedder
from tests.support.small_corpus import DOCUMENTS, DRILL, altered

MANIFEST = Manifest("20240214T000000000000Z-abc", FORMAT, "abc", "model", 4, 1, 2, "2024-02-14")
PHASES = (Phase.DIFF, Phase.EMBED, Phase.BUILD, Phase.VERIFY, Phase.PUBLISH)
CHANGED = altered(DRILL, text="Simulasi Sispamkota di Balikpapan ditunda.")


def changed(sources: Sources) -> Sources:
    """The same sources but for one document."""
    documents: list[Document] = [CHANGED, *(d for d in DOCUMENTS if d is not DRILL)]
    return replace(sources, documents=documents)


def drill_of(store: Store, embedder: Embedder) -> str:
    """What is served as the text of the drill."""
    snapshot, faults = open_current(store, embedder)
    assert faults == ()
    texts = [document.text for document in snapshot.table if document.id == DRILL.id]
    snapshot.close()
    return texts[0]


# Sealing and verifying


@settings(max_examples=15)
@given(st.lists(st.binary(max_size=99), max_size=4))
def test_what_was_sealed_verifies_to_the_same_manifest(contents: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inner").mkdir()
        for number, content in enumerate(contents):
            (folder / ("inner" if number % 2 else ".") / f"file{number}").write_bytes(content)
        seal(folder, MANIFEST)
        assert verify(folder) == MANIFEST


@settings(max_examples=30)
@given(st.builds(replace, st.just(MANIFEST), model=st.text(), corpus_fingerprint=st.text()))
def test_any_manifest_survives_sealing(manifest: Manifest) -> None:
    with TemporaryDirectory() as name:
        seal(Path(name), manifest)
        assert verify(Path(name)) == manifest


def test_sealing_forces_every_file_and_folder_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"content")
    forced = []
    to_disk = os.fsync

    def watched(handle: int) -> None:
        to_disk(handle)
        forced.append(Path(f"/proc/self/fd/{handle}").resolve())

    monkeypatch.setattr(os, "fsync", watched)
    seal(tmp_path, MANIFEST)
    assert sorted(forced) == sorted([*tmp_path.rglob("*"), tmp_path])


def test_another_format_says_to_build_again(tmp_path: Path) -> None:
    seal(tmp_path, replace(MANIFEST, format=FORMAT + 1))
    with pytest.raises(Damaged, match="format lain; bangun ulang dengan 'siaga build'"):
        verify(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '"x"', "{", "\x00", '{"manifest": 1}'])
def test_a_manifest_that_is_none_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(Damaged, match=r"manifest\.json rusak atau tidak ada"):
        verify(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_file_that_the_disk_cannot_read_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    seal(tmp_path, MANIFEST)
    (tmp_path / "file").unlink()
    (tmp_path / "file").symlink_to("/proc/self/mem")
    with pytest.raises(Damaged, match="berkas file rusak"):
        verify(tmp_path)


# Damage


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    file.write_bytes(content)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def files_of(folder: Path) -> list[Path]:
    """All that is sealed, and what seals it."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NOTES)


@pytest.mark.parametrize("damage", [flipped, truncated, emptied, longer, Path.unlink])
def test_damage_to_any_file_is_refused_by_name(
    damage: Callable[[Path], None], store: Store, embedder: Embedder
) -> None:
    folder = store.folder(store.names()[0])
    assert len(files_of(folder)) > 10
    for file in files_of(folder):
        content = file.read_bytes()
        if not content and damage in (flipped, truncated, emptied):
            continue
        if file.name == "manifest.json" and damage is longer:
            continue  # White space after JSON means nothing.
        damage(file)
        with pytest.raises(NoGeneration) as refusal:
            open_current(store, embedder)
        name = file.relative_to(folder).as_posix()
        assert f"{name} rusak atau tidak ada" in str(refusal.value), name
        file.write_bytes(content)
    open_current(store, embedder)[0].close()


def test_for_every_file_that_is_lost_the_last_good_generation_is_served(
    twice: Store, embedder: Embedder
) -> None:
    newer, older = twice.names()
    for file in files_of(twice.folder(newer)):
        content = file.read_bytes()
        file.unlink()
        snapshot, faults = open_current(twice, embedder)
        assert snapshot.manifest.generation == older
        assert snapshot.manifest.documents == len(DOCUMENTS)
        assert [type(fault) for fault in faults] == [Damaged]
        assert newer in str(faults[0]) and file.name in str(faults[0])
        snapshot.close()
        file.write_bytes(content)


def test_a_generation_that_is_gone_gives_way_to_the_last_good_one(
    twice: Store, embedder: Embedder
) -> None:
    newer, older = twice.names()
    shutil.rmtree(twice.folder(newer))
    snapshot, faults = open_current(twice, embedder)
    assert snapshot.manifest.generation == older and len(faults) == 1
    snapshot.close()


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\n", b"2", b"\xff\xfe\x00", b"a\x00b", b"..", b"/", b"x" * 5000, b"tidak-ada\n"],
)
def test_without_a_readable_current_the_newest_good_generation_is_served(
    content: bytes | None, twice: Store, embedder: Embedder
) -> None:
    current = twice.root / "CURRENT"
    current.unlink() if content is None else current.write_bytes(content)
    snapshot, faults = open_current(twice, embedder)
    assert snapshot.manifest.generation == twice.names()[0]
    assert [type(fault) for fault in faults] == [Damaged]
    assert "CURRENT" in str(faults[0]) and "siaga build" in str(faults[0])
    snapshot.close()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"a\x00b", b"x" * 5000])
def test_a_build_mends_a_lost_current(
    content: bytes | None, store: Store, sources: Sources, embedder: Embedder
) -> None:
    current = store.root / "CURRENT"
    current.unlink() if content is None else current.write_bytes(content)
    done = build(store, sources, embedder)
    assert done.changed and store.current() == done.manifest.generation
    snapshot, faults = open_current(store, embedder)
    assert faults == ()
    snapshot.close()


def test_a_build_mends_a_damaged_generation(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    (store.folder(store.names()[0]) / "vectors.faiss").unlink()
    assert build(store, sources, embedder).changed
    assert drill_of(store, embedder) == DRILL.text


def test_an_older_generation_that_was_chosen_is_served_and_no_newer_one(
    twice: Store, embedder: Embedder
) -> None:
    older = twice.names()[1]
    (twice.root / "CURRENT").write_text(older, encoding="utf-8")
    snapshot, faults = open_current(twice, embedder)
    assert (snapshot.manifest.generation, faults) == (older, ())
    snapshot.close()
    (twice.folder(older) / "manifest.json").unlink()
    with pytest.raises(NoGeneration, match=older):
        open_current(twice, embedder)


def test_where_nothing_was_built_the_reader_is_told_to_build(
    tmp_path: Path, embedder: Embedder
) -> None:
    with pytest.raises(NoGeneration, match="indeks belum dibangun; jalankan 'siaga build'"):
        open_current(Store(tmp_path / "nowhere"), embedder)


# Interruption


class Interrupted(Exception):
    """What the test stops a build with."""


@pytest.mark.parametrize("phase", PHASES)
def test_a_build_interrupted_at_any_phase_leaves_the_old_generation_served(
    phase: str, store: Store, sources: Sources, embedder: Embedder
) -> None:
    def stop(label: str, done: int, total: int) -> None:
        if label == phase:
            raise Interrupted

    before = store.names()
    with pytest.raises(Interrupted):
        build(store, changed(sources), embedder, stop)
    assert store.names() == before and store.current() == before[0]
    assert not (store.root / "aside").exists()
    assert drill_of(store, embedder) == DRILL.text
    assert build(store, changed(sources), embedder).changed
    assert drill_of(store, embedder) == CHANGED.text


def test_a_model_that_fails_leaves_the_old_generation_served(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    with pytest.raises(MemoryError):
        build(store, changed(sources), BrokenEmbedder())
    assert drill_of(store, embedder) == DRILL.text


def test_a_generation_that_cannot_be_opened_again_is_never_published(
    store: Store, sources: Sources, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_half(folder: Path, manifest: Manifest) -> None:
        (folder / "vectors.faiss").write_bytes(b"half")
        seal(folder, manifest)

    monkeypatch.setattr("index.build.seal", write_half)
    with pytest.raises(Damaged, match="tidak dapat dibuka"):
        build(store, changed(sources), embedder)
    assert drill_of(store, embedder) == DRILL.text


_BUILD = """
import os, signal, sys
from pathlib import Path
from corpus.areas import bundled
from index.build import Sources, build
from index.embed import open_embedder
from index.progress import Phase
from index.store import Store
from index.verdict import Verdict
from tests.index.test_store import CHANGED
from tests.support.small_corpus import DRILL, DOCUMENTS, GLOSSARY

root, where = sys.argv[1:]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def progress(label, done, total):
    if label == where:
        die()
if where == "rename":
    Path.rename = die
if where == "replace":
    Path.replace = die
def inspect(snapshot):
    progress(Phase.EXAM, 0, 1)
    return Verdict("", None, ())
documents = [CHANGED, *(d for d in DOCUMENTS if d is not DRILL)]
sources = Sources(documents, bundled(), GLOSSARY)
build(Store(Path(root)), sources, open_embedder(), progress, inspect)
"""


@pytest.mark.parametrize("where", [*PHASES, Phase.EXAM, "rename", "replace"])
def test_a_build_that_is_killed_leaves_the_old_generation_and_the_next_sweeps_up(
    where: str, store: Store, sources: Sources, embedder: Embedder
) -> None:
    before = store.names()
    killed = subprocess.run(
        [sys.executable, "-c", _BUILD, store.root, where],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (store.root / "aside").exists()
    assert store.current() == before[0]
    assert drill_of(store, embedder) == DRILL.text
    done = build(store, changed(sources), embedder)
    assert done.changed and store.names()[0] == done.manifest.generation
    assert not (store.root / "aside").exists()
    assert drill_of(store, embedder) == CHANGED.text


# Side by side


def test_a_second_build_is_told_that_one_is_running(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    refusals = []

    def build_too(label: str, done: int, total: int) -> None:
        with pytest.raises(BuildRunning, match="sedang dibangun") as refusal:
            build(store, changed(sources), embedder)
        refusals.append(refusal.value)

    assert build(store, changed(sources), embedder, build_too).changed
    assert refusals
    assert drill_of(store, embedder) == CHANGED.text


def test_a_build_that_was_refused_takes_nothing_from_the_running_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    with store.building() as folder:
        (folder / "file").write_bytes(b"content")
        with pytest.raises(BuildRunning), store.building():
            pass
        assert (folder / "file").read_bytes() == b"content"


def test_a_build_may_begin_while_another_is_cleaning_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, lock = Store(tmp_path / "index"), fcntl.flock

    def clean_up_and_lock(file: int, how: int) -> None:
        shutil.rmtree(store.root / "aside", ignore_errors=True)
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", clean_up_and_lock)
    with store.building() as folder:
        assert list(folder.iterdir()) == []


def test_a_generation_being_read_outlives_its_pruning(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    snapshot, _ = open_current(store, embedder)
    shutil.rmtree(store.folder(snapshot.manifest.generation))
    assert {document.id for document in snapshot.table} == {d.id for d in DOCUMENTS}
    assert snapshot.lexical.search({"tps": 1.0}, 5).size
    snapshot.close()


# Names and pruning


@contextmanager
def sealed(store: Store, name: str) -> Iterator[Path]:
    with store.building() as folder:
        (folder / "file").write_bytes(b"content")
        seal(folder, replace(MANIFEST, generation=name))
        yield folder


def test_no_more_generations_are_kept_than_promised(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = [f"2024021{number}" for number in range(KEPT + 3)]
    for name in names:
        with sealed(store, name) as folder:
            store.publish(folder, name)
    assert store.names() == tuple(reversed(names[-KEPT:]))
    assert store.current() == names[-1]


def test_a_clock_that_went_back_costs_no_generation_too_many(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in [f"2024021{number}" for number in range(KEPT)] + ["19700101"]:
        with sealed(store, name) as folder:
            store.publish(folder, name)
    assert store.current() == "19700101"
    assert len(store.names()) == KEPT and "19700101" in store.names()


def test_every_build_is_named_after_its_time_and_content(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    first = store.names()[0]
    done = build(store, changed(sources), embedder)
    assert done.manifest.generation > first
    assert done.manifest.generation.endswith(done.manifest.corpus_fingerprint[:8])
    assert store.candidates() == (done.manifest.generation, first)


def test_no_generation_is_named_where_there_is_no_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "nowhere")
    assert (store.names(), store.current(), store.candidates()) == ((), None, ())


def test_the_manifest_on_disk_is_readable_json(store: Store) -> None:
    sealed = json.loads((store.folder(store.names()[0]) / "manifest.json").read_text())
    assert sealed["manifest"]["documents"] == len(DOCUMENTS)
    assert all(set(measured) == {"bytes", "blake2b"} for measured in sealed["files"].values())


def test_every_refusal_is_one_error_to_catch() -> None:
    assert all(issubclass(error, StoreError) for error in (NoGeneration, Damaged, BuildRunning))


# Going back


def test_a_generation_is_restored_by_name(twice: Store, embedder: Embedder) -> None:
    newer, older = twice.names()
    assert twice.restore(older) == verify(twice.folder(older))
    assert twice.current() == older and twice.names() == (newer, older)
    assert drill_of(twice, embedder) == DRILL.text
    assert twice.restore(newer).generation == newer == twice.current()


def test_what_was_restored_comes_first_and_then_only_what_is_older(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in "abcd":
        with sealed(store, name) as folder:
            store.publish(folder, name)
    store.restore("c")
    assert store.candidates() == ("c", "b", "a")


@pytest.mark.parametrize("name", ["", "tidak-ada", "..", "../aside", "/etc", "a\x00b"])
def test_what_is_no_generation_is_not_restored(name: str, twice: Store) -> None:
    served = twice.current()
    with pytest.raises(NoGeneration, match="tidak ada generasi") as refusal:
        twice.restore(name)
    assert all(each in str(refusal.value) for each in twice.names())
    assert twice.current() == served


@pytest.mark.parametrize("damage", [flipped, truncated, Path.unlink])
def test_a_damaged_generation_is_not_restored(damage: Callable[[Path], None], twice: Store) -> None:
    newer, older = twice.names()
    damage(twice.folder(older) / "documents" / "documents.jsonl")
    with pytest.raises(Damaged, match=r"documents\.jsonl"):
        twice.restore(older)
    assert twice.current() == newer


def test_a_generation_of_another_model_is_not_restored_for_who_has_this_one(twice: Store) -> None:
    newer, older = twice.names()
    with pytest.raises(Damaged, match="bukan lain; bangun ulang dengan 'siaga build'"):
        twice.restore(older, "lain")
    assert twice.current() == newer
    assert twice.restore(older, verify(twice.folder(older)).model).generation == older


def test_nothing_is_restored_while_a_build_runs_which_goes_on(
    twice: Store, sources: Sources, embedder: Embedder
) -> None:
    older, refusals = twice.names()[1], []

    def restore_too(label: str, done: int, total: int) -> None:
        with pytest.raises(BuildRunning) as refusal:
            twice.restore(older)
        refusals.append(refusal.value)

    done = build(twice, changed(sources), embedder, restore_too)
    assert refusals and twice.current() == done.manifest.generation


def test_who_only_looks_or_sweeps_makes_no_build_fail(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with sealed(store, "a"):
        assert store.is_building()
    assert not store.is_building()
    with (tmp_path / "build.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        Timer(0.05, fcntl.flock, (lock, fcntl.LOCK_UN)).start()
        with store.building():
            pass


def test_a_build_after_a_restore_keeps_what_was_served_before_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = [f"2024021{number}" for number in range(KEPT)]
    for name in names:
        with sealed(store, name) as folder:
            store.publish(folder, name)
    store.restore(names[0])
    with sealed(store, "20240301") as folder:
        store.publish(folder, "20240301")
    assert store.names() == ("20240301", *reversed(names[2:]), names[0])


# What a kill leaves behind


@pytest.fixture
def littered(store: Store) -> Store:
    """A store in which a build was killed."""
    (store.root / "aside" / "generation").mkdir(parents=True)
    (store.root / "aside" / "generation" / "vectors.faiss").write_bytes(b"half")
    (store.root / "CURRENT.new").write_text("2024", encoding="utf-8")
    return store


def test_opening_sweeps_up_what_a_killed_build_left(littered: Store, embedder: Embedder) -> None:
    assert drill_of(littered, embedder) == DRILL.text
    assert not (littered.root / "aside").exists()
    assert not (littered.root / "CURRENT.new").exists()


def test_opening_takes_nothing_from_a_build_that_runs(littered: Store, embedder: Embedder) -> None:
    with littered.building() as folder:
        (folder / "file").write_bytes(b"content")
        assert drill_of(littered, embedder) == DRILL.text
        assert (folder / "file").read_bytes() == b"content"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_swept_is_opened_all_the_same(littered: Store, embedder: Embedder) -> None:
    littered.root.chmod(0o500)
    try:
        assert drill_of(littered, embedder) == DRILL.text
    finally:
        littered.root.chmod(0o700)


def test_opening_where_nothing_is_to_be_swept_writes_nothing(
    store: Store, embedder: Embedder
) -> None:
    (store.root / "build.lock").unlink()
    drill_of(store, embedder)
    assert not (store.root / "build.lock").exists()


def test_a_generation_that_is_pruned_is_never_seen_in_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, delete, seen = Store(tmp_path), shutil.rmtree, []

    def watched(folder: Path, ignore_errors: bool) -> None:
        delete(folder, ignore_errors)
        seen.append([verify(store.folder(name)) for name in store.names()])

    monkeypatch.setattr(shutil, "rmtree", watched)
    for name in "abcdefgh":
        with sealed(store, name) as folder:
            store.publish(folder, name)
    assert len(seen[-1]) == KEPT and not (tmp_path / "aside").exists()


# Notes


def test_notes_are_published_with_their_generation_and_no_part_of_what_is_sealed(
    store: Store, sources: Sources, embedder: Embedder
) -> None:
    done = build(store, changed(sources), embedder)
    folder = store.folder(done.manifest.generation)
    assert read_notes(folder) == done.notes
    for content in (b"", b"{}", b"\xff", b'{"changes": 1}'):
        (folder / NOTES).write_bytes(content)
        assert read_notes(folder) is None
        assert verify(folder) == done.manifest
    (folder / NOTES).unlink()
    assert read_notes(folder) is None
    assert drill_of(store, embedder) == CHANGED.text
