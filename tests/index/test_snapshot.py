from __future__ import annotations

import ast
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest

import index
from corpus.document import Kind
from index.documents import key_of
from index.embed import Embedder
from index.snapshot import Snapshot, open_current, open_generation
from index.store import Damaged, NoGeneration, Store, seal, verify
from index.weigh import search
from tests.index.embedders import CountingEmbedder
from tests.support.small_corpus import DOCUMENTS, GLOSSARY, GUIDE


def test_a_generation_holds_what_was_built(snapshot: Snapshot) -> None:
    assert snapshot.manifest.documents == len(DOCUMENTS) == len(snapshot.table)
    assert snapshot.glossary == GLOSSARY
    assert snapshot.document(key_of(GUIDE.id)) == GUIDE
    assert "".join(p.text for p in snapshot.passages(GUIDE)) in GUIDE.text


def test_rows_are_counted_alike_everywhere(snapshot: Snapshot) -> None:
    counted = {
        snapshot.manifest.passages,
        snapshot.table.passages,
        snapshot.forward.passages,
        snapshot.lexical.passages,
        snapshot.vectors.passages,
    }
    assert len(counted) == 1


def test_the_holdings_count_kinds_and_publishers_and_name_the_newest(snapshot: Snapshot) -> None:
    holdings = snapshot.holdings
    assert holdings.documents == len(DOCUMENTS)
    assert holdings.kinds[Kind.NEWS] == sum(d.kind is Kind.NEWS for d in DOCUMENTS)
    assert sum(holdings.kinds.values()) == len(DOCUMENTS)
    assert holdings.newest == "2024-03-01"
    counts = list(holdings.publishers.values())
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == sum(d.publisher is not None for d in DOCUMENTS)


def test_a_snapshot_cannot_be_changed(snapshot: Snapshot) -> None:
    with pytest.raises(FrozenInstanceError):
        snapshot.glossary = {}  # type: ignore[misc]


def test_another_model_is_refused_with_what_to_do(store: Store) -> None:
    with pytest.raises(NoGeneration, match=r"dibuat dengan model static:.* bukan lain; .*siaga"):
        open_current(store, CountingEmbedder("lain"))


def test_parts_that_do_not_belong_together_are_refused(twice: Store, embedder: Embedder) -> None:
    newer, older = (twice.folder(name) for name in twice.names())
    manifest = verify(newer)
    (newer / "vectors.faiss").write_bytes((older / "vectors.faiss").read_bytes())
    seal(newer, manifest)
    with pytest.raises(Damaged, match="jumlah bagian tidak sama"):
        open_generation(newer, embedder)


def test_a_wrong_count_of_documents_is_refused(store: Store, embedder: Embedder) -> None:
    folder = store.folder(store.names()[0])
    seal(folder, replace(verify(folder), documents=1))
    with pytest.raises(Damaged, match="jumlah bagian tidak sama"):
        open_generation(folder, embedder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("about.json", b"{}"),
        ("about.json", b"[]"),
        ("about.json", b'{"holdings": {"kinds": {"puisi": 1}}, "glossary": {}}'),
        ("vectors.faiss", b"half"),
        ("forward/terms.npy", b"half"),
        ("documents/keys.npy", b""),
        ("documents/documents.jsonl", b""),
        ("forward/vocabulary.txt", b"\xff"),
        ("lexical/inverted/meta.json", b"{}"),
        ("lexical/rows.npy", b"half"),
        ("forward/frequencies.npy", b"half"),
    ],
)
def test_a_part_that_was_sealed_broken_is_refused(
    name: str, content: bytes, store: Store, embedder: Embedder
) -> None:
    folder = store.folder(store.names()[0])
    manifest = verify(folder)
    (folder / name).write_bytes(content)
    seal(folder, manifest)
    with pytest.raises(Damaged, match=f"generasi {folder.name} tidak dapat dibuka"):
        open_generation(folder, embedder)


def test_one_generation_may_be_open_many_times_at_once(store: Store, embedder: Embedder) -> None:
    opened = [open_current(store, embedder)[0] for _ in range(3)]
    found = [[hit.document.id for hit in search(each, "simulasi Sispamkota")] for each in opened]
    assert found[0] == found[1] == found[2] and found[0]
    for snapshot in opened:
        snapshot.close()
    open_current(store, embedder)[0].close()


def test_another_process_may_read_at_the_same_time(store: Store, snapshot: Snapshot) -> None:
    program = (
        "import sys; from pathlib import Path; from index.store import Store;"
        "from index.embed import open_embedder; from index.snapshot import open_current;"
        "opened, faults = open_current(Store(Path(sys.argv[1])), open_embedder());"
        "print(opened.manifest.passages, len(faults))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, store.root],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
        text=True,
        timeout=60,
    )
    assert told.stdout.split() == [str(snapshot.manifest.passages), "0"]


def test_many_threads_may_ask_one_snapshot(snapshot: Snapshot) -> None:
    questions = [document.title for document in DOCUMENTS] * 4
    alone = [search(snapshot, question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: search(snapshot, question), questions))
    assert together == alone


def test_about_is_readable_json(store: Store) -> None:
    about = json.loads((store.folder(store.names()[0]) / "about.json").read_text("utf-8"))
    assert about["glossary"] == GLOSSARY


# No pickle


def test_every_array_of_a_generation_is_read_without_pickle(store: Store) -> None:
    arrays = list(store.folder(store.names()[0]).rglob("*.npy"))
    assert len(arrays) == 12
    for file in arrays:
        assert len(np.load(file, allow_pickle=False))


def test_no_array_is_saved_or_loaded_with_pickle() -> None:
    for file in sorted(Path(index.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "np.save"):
                assert "allow_pickle=False" in ast.unparse(node), f"{file.name}:{node.lineno}"
