from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.areas import Area, AreaTree, bundled
from corpus.document import Document
from corpus.passages import passages
from index import rows
from index.analyze import terms
from index.answer import answer
from index.build import Built, Sources, build
from index.changes import NAMED, Changes, Several
from index.embed import Embedder
from index.progress import Phase
from index.rows import about_text, embedded_text
from index.snapshot import Snapshot, open_current
from index.store import BuildRunning, Store, StoreError
from index.types import Grounded
from index.verdict import Verdict
from index.weigh import search
from tests.index.embedders import CountingEmbedder
from tests.support.small_corpus import (
    DOCUMENTS,
    DRILL,
    GLOSSARY,
    GUIDE,
    OLDER_REPORT,
    ORIGINAL,
    altered,
)

ASK_DRILL = "Berapa personel yang dilibatkan dalam simulasi Sispamkota di Balikpapan?"


def of(*documents: Document) -> Sources:
    return Sources(documents, bundled(), GLOSSARY)


def without(document: Document) -> list[Document]:
    return [each for each in DOCUMENTS if each is not document]


def built_twice(store: Store, first: Sources, second: Sources) -> tuple[Built, list[str]]:
    """The second build, and the texts that it gave to the model."""
    build(store, first, CountingEmbedder())
    embedder = CountingEmbedder()
    return build(store, second, embedder), embedder.texts


def embedded(documents: Sequence[Document]) -> list[str]:
    return [embedded_text(d, passage) for d in documents for passage in passages(d)]


# A passage is embedded once


def test_every_passage_of_a_first_build_is_embedded_once(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    done = build(Store(tmp_path), of(*DOCUMENTS), embedder)
    assert sorted(embedder.texts) == sorted(embedded(DOCUMENTS))
    assert done.changed and done.embedded == len(embedder.texts) == done.manifest.passages


def test_an_unchanged_corpus_is_not_built_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    done, texts = built_twice(store, of(*DOCUMENTS), of(*DOCUMENTS))
    assert (done.changed, done.embedded, texts) == (False, 0, [])
    assert len(store.names()) == 1 and done.manifest.generation == store.current()


def test_documents_in_another_order_are_the_same_corpus(tmp_path: Path) -> None:
    done, texts = built_twice(Store(tmp_path), of(*DOCUMENTS), of(*reversed(DOCUMENTS)))
    assert (done.changed, texts) == (False, [])


def test_of_a_changed_document_only_its_changed_passages_are_embedded(tmp_path: Path) -> None:
    longer = altered(ORIGINAL, text=f"{ORIGINAL.text}\n\n{'Panjang sekali. ' * 200}")
    done, texts = built_twice(Store(tmp_path), of(*DOCUMENTS), of(*without(ORIGINAL), longer))
    before = set(embedded([ORIGINAL]))
    assert texts and set(texts) == set(embedded([longer])) - before
    assert done.changed and done.embedded == len(texts)


def test_a_changed_title_or_date_is_a_changed_corpus(tmp_path: Path) -> None:
    dated = altered(ORIGINAL, published_on="2024-02-06")
    done, texts = built_twice(Store(tmp_path), of(ORIGINAL), of(dated))
    assert (done.changed, texts) == (True, [])
    titled = altered(dated, title="Judul lain")
    done, texts = built_twice(Store(tmp_path), of(dated), of(titled))
    assert done.changed and texts == embedded([titled])


def test_a_passage_that_two_documents_share_keeps_its_vector(tmp_path: Path) -> None:
    twin = altered(OLDER_REPORT, id="kembar")
    done, texts = built_twice(Store(tmp_path), of(OLDER_REPORT), of(OLDER_REPORT, twin))
    assert done.changed and texts == []


def test_another_model_embeds_everything_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    build(store, of(*DOCUMENTS), CountingEmbedder())
    other = CountingEmbedder("model lain")
    done = build(store, of(*DOCUMENTS), other)
    assert done.changed and sorted(other.texts) == sorted(embedded(DOCUMENTS))
    assert done.manifest.model == "model lain"


def test_vectors_that_were_carried_over_are_those_of_a_cold_build(
    tmp_path: Path, embedder: Embedder
) -> None:
    warm, cold = Store(tmp_path / "warm"), Store(tmp_path / "cold")
    build(warm, of(*without(DRILL)), embedder)
    for store in (warm, cold):
        build(store, of(*DOCUMENTS), embedder)
    one, other = (open_current(store, embedder)[0] for store in (warm, cold))
    every = np.arange(one.vectors.passages)
    np.testing.assert_array_equal(one.vectors.take(every), other.vectors.take(every))
    one.close()
    other.close()


def test_with_the_current_generation_damaged_everything_is_embedded_again(store: Store) -> None:
    (store.folder(store.names()[0]) / "prints.npy").write_bytes(b"")
    embedder = CountingEmbedder()
    assert build(store, of(*DOCUMENTS), embedder).embedded == len(embedded(DOCUMENTS))


# What makes another generation


@pytest.mark.parametrize(
    "other",
    [
        Sources(DOCUMENTS, bundled(), {}),
        Sources(DOCUMENTS, bundled(), {**GLOSSARY, "TPS": "tempat pemungutan suara"}),
        Sources(DOCUMENTS[1:], bundled(), GLOSSARY),
        Sources(DOCUMENTS, AreaTree([Area("x", "Ix", bundled().areas[0].kind)]), GLOSSARY),
    ],
    ids=["no glossary", "glossary", "documents", "areas"],
)
def test_all_that_decides_the_content_decides_the_fingerprint(
    other: Sources, sources: Sources
) -> None:
    assert other.fingerprint != sources.fingerprint


def test_a_new_way_of_analysing_builds_again(
    store: Store, sources: Sources, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_code", lambda: "another")
    done = build(store, sources, embedder)
    assert (done.changed, done.embedded) == (True, 0)


# What is built


def test_rows_agree_over_all_parts(snapshot: Snapshot) -> None:
    for row in range(snapshot.table.passages):
        document, passage = snapshot.table.passage(row)
        vector = snapshot.embedder.encode([embedded_text(document, passage)])[0]
        np.testing.assert_array_equal(
            snapshot.vectors.take(np.array([row]))[0], vector.astype(np.float16)
        )
        held = [*terms(passage.text), *terms(about_text(document, bundled()))]
        query = dict.fromkeys(held, 1.0)
        scores = snapshot.forward.bm25(query, np.arange(snapshot.table.passages))
        assert scores[row] == scores.max()
        assert row in snapshot.lexical.search(query, int(np.sum(scores == scores.max())))


def test_a_passage_is_found_by_its_title_and_by_its_area_and_province(snapshot: Snapshot) -> None:
    rows = {
        row
        for row in range(snapshot.table.passages)
        if snapshot.table.passage(row)[0].id == DRILL.id
    }
    for word in ("Balikpapan", "Kalimantan Timur"):
        found = snapshot.lexical.search(dict.fromkeys(terms(word), 1.0), 50)
        assert rows <= set(found.tolist())


def test_a_title_that_opens_the_text_is_not_counted_twice() -> None:
    opening = altered(GUIDE, title="Cara melaporkan dugaan pelanggaran…")
    passage = passages(opening)[0]
    assert embedded_text(opening, passage) == passage.text
    assert "melaporkan" not in about_text(opening, bundled())
    assert embedded_text(DRILL, passages(DRILL)[0]).startswith(f"{DRILL.title}. ")


def test_an_area_that_the_tree_no_longer_has_names_nothing(
    tmp_path: Path, embedder: Embedder
) -> None:
    gone = altered(DRILL, area="kota-yang-hilang")
    assert about_text(gone, bundled()).strip() == gone.title
    store = Store(tmp_path)
    build(store, of(gone), embedder)
    snapshot, _ = open_current(store, embedder)
    assert isinstance(answer(snapshot, ASK_DRILL), Grounded)
    snapshot.close()


def test_documents_are_counted_in_the_manifest(sources: Sources, snapshot: Snapshot) -> None:
    manifest = snapshot.manifest
    assert manifest.documents == len(DOCUMENTS)
    assert manifest.corpus_fingerprint == sources.fingerprint
    assert (manifest.model, manifest.dimension) == (
        snapshot.embedder.name,
        snapshot.embedder.dimension,
    )
    assert manifest.built_at.endswith("+00:00")


@pytest.mark.parametrize("text", ["Apa itu yang di sana?", "😀", "…", "ini itu dan yang"])
def test_a_corpus_of_nothing_to_search_for_is_built_and_answers_nothing(
    text: str, tmp_path: Path, embedder: Embedder
) -> None:
    store = Store(tmp_path)
    build(store, of(Document(id="a", title="…", text=text)), embedder)
    snapshot, _ = open_current(store, embedder)
    assert not isinstance(answer(snapshot, "Berapa TPS di Blitar?"), Grounded)
    snapshot.close()


def test_a_removed_document_is_no_longer_answered_from(store: Store, embedder: Embedder) -> None:
    before, _ = open_current(store, embedder)
    asked = answer(before, ASK_DRILL)
    assert isinstance(asked, Grounded) and asked.evidence[0].document_id == DRILL.id
    build(store, of(*without(DRILL)), embedder)
    after, _ = open_current(store, embedder)
    assert DRILL.id not in {hit.document.id for hit in search(after, ASK_DRILL, 100)}
    assert DRILL.id in {hit.document.id for hit in search(before, ASK_DRILL, 100)}
    before.close()
    after.close()


def test_shuffled_documents_make_the_same_rows(tmp_path: Path, embedder: Embedder) -> None:
    orders = [list(DOCUMENTS), random.Random(7).sample(DOCUMENTS, len(DOCUMENTS))]
    rows = []
    for number, order in enumerate(orders):
        store = Store(tmp_path / str(number))
        build(store, of(*order), embedder)
        snapshot, _ = open_current(store, embedder)
        table = snapshot.table
        rows.append([table.passage(row) for row in range(table.passages)])
        snapshot.close()
    assert rows[0] == rows[1]


# What is told of it


def ids(several: Several) -> list[str]:
    return [document.id for document in several.named]


def test_a_first_build_adds_every_document(tmp_path: Path) -> None:
    changes = build(Store(tmp_path), of(*DOCUMENTS), CountingEmbedder()).notes.changes
    assert ids(changes.added) == sorted(document.id for document in DOCUMENTS)
    assert (changes.changed, changes.removed) == (Several(), Several())
    assert (changes.passages_added, changes.passages_removed) == (len(embedded(DOCUMENTS)), 0)


def test_documents_that_came_changed_and_went_are_told_apart(tmp_path: Path) -> None:
    longer = altered(ORIGINAL, text=f"{ORIGINAL.text}\n\n{'Panjang sekali. ' * 200}")
    twin = altered(OLDER_REPORT, id="kembar")
    before = [it for it in DOCUMENTS if it is not GUIDE]
    after = [it for it in DOCUMENTS if it not in (ORIGINAL, DRILL)]
    done, texts = built_twice(Store(tmp_path), of(*before), of(*after, longer, twin))
    changes = done.notes.changes
    assert ids(changes.added) == ["kembar", GUIDE.id]
    assert [(it.id, it.title) for it in changes.changed.named] == [(longer.id, longer.title)]
    assert [(it.id, it.title) for it in changes.removed.named] == [(DRILL.id, DRILL.title)]
    assert changes.documents == 4
    assert changes.passages_added == len(texts) + 1  # The twin's has a vector, and is new.
    gone = set(embedded([ORIGINAL])) - set(embedded([longer]))
    assert changes.passages_removed == len(gone) + len(embedded([DRILL]))


def test_a_document_of_which_only_the_record_changed_has_no_new_passage(tmp_path: Path) -> None:
    dated = altered(ORIGINAL, published_on="2024-02-06")
    done, _ = built_twice(Store(tmp_path), of(*DOCUMENTS), of(*without(ORIGINAL), dated))
    changes = done.notes.changes
    assert ids(changes.changed) == [ORIGINAL.id]
    assert (changes.passages_added, changes.passages_removed) == (0, 0)


def test_of_many_changes_the_first_are_named_and_all_are_counted(tmp_path: Path) -> None:
    many = [altered(OLDER_REPORT, id=f"posko-{number:03}") for number in range(NAMED + 9)]
    store = Store(tmp_path)
    added = build(store, of(*many, GUIDE), CountingEmbedder()).notes.changes.added
    assert (added.count, len(added.named)) == (NAMED + 10, NAMED)
    removed = build(store, of(GUIDE), CountingEmbedder()).notes.changes.removed
    assert (removed.count, ids(removed)[0], len(removed.named)) == (NAMED + 9, "posko-000", NAMED)


def test_where_nothing_changed_nothing_is_told_to_have(tmp_path: Path) -> None:
    done, _ = built_twice(Store(tmp_path), of(*DOCUMENTS), of(*DOCUMENTS))
    assert done.notes.changes == Changes()


def test_against_a_damaged_generation_everything_is_new(store: Store) -> None:
    (store.folder(store.names()[0]) / "documents" / "ids.txt").unlink()
    done = build(store, of(*DOCUMENTS), CountingEmbedder())
    assert done.notes.changes.added.count == len(DOCUMENTS)


class Unfit(StoreError):
    """What a test refuses a generation with."""


def test_a_generation_that_does_not_pass_its_inspection_is_not_published(
    store: Store, embedder: Embedder
) -> None:
    seen: list[int] = []

    def inspect(new: Snapshot) -> Verdict:
        seen.append(new.manifest.documents)
        raise Unfit

    before = store.names(), store.current()
    with pytest.raises(Unfit):
        build(store, of(*without(DRILL)), embedder, inspect=inspect)
    assert seen == [len(DOCUMENTS) - 1]
    assert (store.names(), store.current()) == before
    assert not (store.root / "aside").exists()


# Refusals and progress


def test_a_corpus_without_documents_is_refused_and_nothing_is_lost(
    store: Store, embedder: Embedder
) -> None:
    with pytest.raises(StoreError, match="tidak ada dokumen yang dapat diindeks") as refusal:
        build(store, of(), embedder)
    assert not isinstance(refusal.value, BuildRunning)
    open_current(store, embedder)[0].close()


def test_nothing_is_left_where_a_first_build_is_refused(tmp_path: Path, embedder: Embedder) -> None:
    with pytest.raises(StoreError):
        build(Store(tmp_path / "index"), of(), embedder)
    assert not (tmp_path / "index").exists()


def test_progress_counts_up_to_the_end_of_every_phase(tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    many = [
        altered(OLDER_REPORT, id=f"posko-{number:04}", text=f"Posko {number}.")
        for number in range(2500)
    ]
    embedder = CountingEmbedder()
    build(
        Store(tmp_path),
        replace(of(*many), glossary={}),
        embedder,
        lambda label, done, total: told.setdefault(label, []).append((done, total)),
    )
    assert list(told) == [Phase.DIFF, Phase.EMBED, Phase.BUILD, Phase.VERIFY, Phase.PUBLISH]
    for phase, steps in told.items():
        total = 2500 if phase in (Phase.DIFF, Phase.EMBED, Phase.BUILD) else 1
        assert [each for _, each in steps] == [total] * len(steps)
        done = [each for each, _ in steps]
        assert len(done) > 1 and done == sorted(set(done)) and done[-1] == total
