"""A generation that takes over what has not changed is the same as one made of nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document, Kind
from corpus.formats import markdown
from corpus.read import read
from corpus.reread import reread
from index import lexical
from index.build import Built, Sources, build, building
from index.embed import Embedder, open_embedder
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.index.embedders import CountingEmbedder
from tests.support.small_corpus import DOCUMENTS, GLOSSARY

AREAS = bundled()
SENTENCES = [
    *("Kotak suara dikawal polisi.", "Bawaslu menerima laporan warga.", "KPU mencetak formulir."),
    *("Simulasi itu melibatkan 512 personel.", "Dua TPS terendam banjir.", "Linmas menjaga TPS."),
]
PASSAGE = "Kalimat panjang tentang pengawasan pemungutan suara di tiap kelurahan. " * 15


@st.composite
def documents(draw: st.DrawFn, id: str) -> Document:
    text = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
    return Document(
        id=id,
        kind=draw(st.sampled_from(Kind)),
        title=draw(st.sampled_from(["Judul", "Pengawasan di Blitar", SENTENCES[0]])),
        publisher=draw(st.sampled_from([None, "Harian Seroja", "KPU"])),
        published_on=draw(st.sampled_from([None, "2023", "2024-02", "2024-02-14"])),
        area=draw(st.sampled_from([None, "kota-blitar", "kota-balikpapan"])),
        drill=draw(st.booleans()),
        text=f"{text}\n\n{PASSAGE}\n\n{text}" if draw(st.booleans()) else text,
    )


IDS = [f"dok-{letter}" for letter in "abcdefgh"]
CORPORA = st.fixed_dictionaries({}, optional={id: documents(id) for id in IDS}).filter(bool)


def write(folder: Path, corpus: dict[str, Document]) -> None:
    """Exactly `corpus` in `folder`; one whose content stays is not touched."""
    for file in folder.iterdir():
        if file.stem not in corpus:
            file.unlink()
    for id, document in corpus.items():
        file, content = folder / f"{id}.md", markdown.render(document)
        if not file.exists() or file.read_text() != content:
            file.write_text(content)


def reloaded(store: Store, folder: Path, embedder: Embedder) -> Built:
    """As a reload does it, long enough after the files were written to trust their times."""
    with building(store, embedder) as begun:
        found = reread([folder], AREAS, begun.catalog, time.time_ns() + 10**10)
        return begun.publish(Sources(found.documents, AREAS, GLOSSARY, found.kept, found.catalog))


def cold(folder: Path, embedder: Embedder, root: Path) -> Store:
    store = Store(root)
    build(store, Sources(read([folder], AREAS).documents, AREAS, GLOSSARY), embedder)
    return store


def parts(store: Store) -> dict[str, bytes]:
    """Every file of what is served but for those that tell of the time and place of its making,
    and tantivy's, whose names are drawn by chance."""
    folder = store.folder(store.current() or "")
    beside = {"manifest.json", "notes.json", "catalog.json"}
    files = (path for path in folder.rglob("*") if path.is_file() and "inverted" not in path.parts)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if path.name not in beside
    }


@contextmanager
def opened(*stores: Store) -> Iterator[list[Snapshot]]:
    snapshots = [open_current(store, open_embedder())[0] for store in stores]
    yield snapshots
    for snapshot in snapshots:
        snapshot.close()


QUERIES = [
    *({"simulasi": 1.0, "blitar": 0.35}, {"kotak": 1.0, "suara": 1.0}, {"tps": 1.0}, {"awas": 1.0}),
    {"polisi": 1.0, "banjir": 0.35, "lapor": 1.0},
]


def searched(snapshot: Snapshot) -> list[list[int]]:
    limits = (1, 3, 100)
    return [snapshot.lexical.search(query, n).tolist() for query in QUERIES for n in limits]


@pytest.fixture(scope="module", params=[4096, 0], ids=["one part", "six parts"])
def divided(request: pytest.FixtureRequest) -> Iterator[None]:
    """Small indexes are one part; here they may be several, as large ones are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "ALONE", request.param)
        yield


@pytest.mark.usefixtures("divided")
@settings(max_examples=5)
@given(st.lists(CORPORA, min_size=2, max_size=3))
def test_after_any_changes_a_generation_is_what_a_cold_build_makes(
    corpora: list[dict[str, Document]],
) -> None:
    embedder = open_embedder()
    with TemporaryDirectory() as name:
        folder, warm = Path(name, "corpus"), Store(Path(name, "warm"))
        folder.mkdir()
        for number, corpus in enumerate(corpora):
            write(folder, corpus)
            done = reloaded(warm, folder, embedder)
            other = cold(folder, embedder, Path(name, str(number)))
            assert parts(warm) == parts(other)
            with opened(warm, other) as (one, two):
                assert searched(one) == searched(two)
                assert done.manifest.corpus_fingerprint == two.manifest.corpus_fingerprint
                assert (one.holdings, one.glossary) == (two.holdings, two.glossary)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, {document.id: document for document in DOCUMENTS})
    return folder


@pytest.mark.usefixtures("divided")
def test_the_terms_of_a_document_that_is_gone_are_gone_from_the_index(
    corpus: Path, tmp_path: Path
) -> None:
    store, embedder = Store(tmp_path / "store"), open_embedder()
    reloaded(store, corpus, embedder)
    (corpus / "klarifikasi-peladen.md").unlink()
    reloaded(store, corpus, embedder)
    folder = store.folder(store.current() or "")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [it.name for it in files if b"peladen" in it.read_bytes()] == ["notes.json"]
    with opened(store) as (snapshot,):
        assert snapshot.lexical.search({"ladeni": 1.0, "peladen": 1.0}, 5).tolist() == []


def test_what_was_taken_over_is_neither_parsed_nor_embedded(corpus: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    reloaded(store, corpus, CountingEmbedder())
    (corpus / "tps-blitar.md").write_text("---\nid: tps-blitar\n---\n\nDiganti.\n")
    embedder = CountingEmbedder()
    with building(store, embedder) as begun:
        found = reread([corpus], AREAS, begun.catalog, time.time_ns() + 10**10)
        assert [document.id for document in found.documents] == ["tps-blitar"]
        begun.publish(Sources(found.documents, AREAS, GLOSSARY, found.kept, found.catalog))
    assert embedder.texts == ["Diganti."]


def test_what_is_kept_of_a_generation_that_is_not_served_is_refused(
    corpus: Path, tmp_path: Path
) -> None:
    store, embedder = Store(tmp_path / "store"), open_embedder()
    reloaded(store, corpus, embedder)
    before = store.current()
    with pytest.raises(ValueError, match="not of the generation"):
        build(store, Sources((), AREAS, GLOSSARY, {"tps-blitar": "0" * 32}), embedder)
    assert store.current() == before


def test_another_model_makes_all_of_the_kept_documents_anew(corpus: Path, tmp_path: Path) -> None:
    store, other = Store(tmp_path / "store"), CountingEmbedder("model lain")
    reloaded(store, corpus, open_embedder())
    done = reloaded(store, corpus, other)
    assert done.changed and done.embedded == done.manifest.passages == len(other.texts)
    assert done.notes.changes.documents == 0


def test_every_column_is_read_without_pickle_and_belongs_to_a_document(
    corpus: Path, tmp_path: Path
) -> None:
    store = cold(corpus, open_embedder(), tmp_path / "store")
    folder = store.folder(store.current() or "") / "documents"
    for name in ("keys", "fingerprints", "dates", "drills"):
        assert len(np.load(folder / f"{name}.npy", allow_pickle=False)) == len(DOCUMENTS)
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    ids = (folder / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids == sorted(d.id for d in DOCUMENTS)


def test_the_newest_date_goes_with_its_document(corpus: Path, tmp_path: Path) -> None:
    store, embedder = Store(tmp_path / "store"), open_embedder()
    reloaded(store, corpus, embedder)
    (corpus / "arsip-kotak-salinan.md").unlink()
    reloaded(store, corpus, embedder)
    with closing(open_current(store, embedder)[0]) as snapshot:
        assert snapshot.holdings.newest == "2024-02-16"
        assert "Blog Kutipan" not in snapshot.holdings.publishers
