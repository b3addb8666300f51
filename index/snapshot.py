"""One generation, opened and frozen: everything a question is answered from. It never changes while
it is served; a newer one takes its place whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Kind
from corpus.passages import Passage
from index.documents import DocumentTable
from index.embed import Embedder
from index.forward import ForwardIndex
from index.lexical import LexicalIndex
from index.reader import Reader
from index.store import Damaged, NoGeneration, Store, verify
from index.types import Holdings, Manifest
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An opened generation with the embedder that made its vectors. Row numbers agree everywhere.

    `glossary` maps abbreviations to their meaning; without a `reader` passages are judged by their
    terms and vectors alone.
    """

    manifest: Manifest
    holdings: Holdings
    glossary: Mapping[str, str]
    table: DocumentTable
    forward: ForwardIndex
    lexical: LexicalIndex
    vectors: VectorIndex
    embedder: Embedder
    reader: Reader | None

    def document(self, key: str) -> Document | None:
        """The document whose `index.documents.key_of(id)` is `key`."""
        return self.table.find(key)

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The passages of `document`, in order."""
        return self.table.passages_of(document)

    def close(self) -> None:
        """Let go of its files. Nothing may be asked of it afterwards."""
        self.table.close()


def open_generation(folder: Path, embedder: Embedder, reader: Reader | None = None) -> Snapshot:
    """The generation in `folder`, every file checked first.

    Raises Damaged where it is not whole, or was made with another model.
    """
    return open_verified(folder, verify(folder), embedder, reader)


def open_verified(
    folder: Path, manifest: Manifest, embedder: Embedder, reader: Reader | None = None
) -> Snapshot:
    """The same, of whose files it is known already that they are those that `manifest` names."""
    if (manifest.model, manifest.dimension) != (embedder.name, embedder.dimension):
        raise Damaged(
            f"generasi {folder.name} dibuat dengan model {manifest.model}, bukan {embedder.name}; "
            "bangun ulang dengan 'siaga build'"
        )
    try:
        return _open(folder, manifest, embedder, reader)
    except (OSError, EOFError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise Damaged(f"generasi {folder.name} tidak dapat dibuka: {error}") from error


def _open(folder: Path, manifest: Manifest, embedder: Embedder, reader: Reader | None) -> Snapshot:
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    snapshot = Snapshot(
        manifest=manifest,
        holdings=_holdings(about["holdings"]),
        glossary=about["glossary"],
        table=DocumentTable(folder / "documents"),
        forward=ForwardIndex.read(folder / "forward"),
        lexical=LexicalIndex(folder / "lexical"),
        vectors=VectorIndex.read(folder / "vectors.faiss"),
        embedder=embedder,
        reader=reader,
    )
    counted = {
        manifest.passages,
        snapshot.table.passages,
        snapshot.forward.passages,
        snapshot.lexical.passages,
        snapshot.vectors.passages,
    }
    if len(counted) > 1 or len(snapshot.table) != manifest.documents:
        snapshot.close()
        raise ValueError(f"jumlah bagian tidak sama: {sorted(counted)}")
    return snapshot


def _holdings(fields: dict[str, object]) -> Holdings:
    kinds, publishers = fields["kinds"], fields["publishers"]
    assert isinstance(kinds, dict) and isinstance(publishers, dict)
    counts = {Kind(kind): count for kind, count in kinds.items()}
    newest, documents = fields["newest"], fields["documents"]
    assert isinstance(documents, int) and (newest is None or isinstance(newest, str))
    return Holdings(documents, counts, publishers, newest)


def open_current(
    store: Store, embedder: Embedder, reader: Reader | None = None
) -> tuple[Snapshot, tuple[Damaged, ...]]:
    """The last generation that can be served, and what was wrong with newer ones. What a build left
    behind that was killed is thrown away first.

    Raises NoGeneration, with what to do, where none can.
    """
    store.sweep()
    faults = list(_lost(store))
    for name in store.candidates():
        try:
            return open_generation(store.folder(name), embedder, reader), tuple(faults)
        except Damaged as fault:
            faults.append(fault)
    if faults:
        raise NoGeneration("; ".join(map(str, faults)))
    raise NoGeneration("indeks belum dibangun; jalankan 'siaga build'")


def _lost(store: Store) -> Iterator[Damaged]:
    if store.names() and store.current() not in store.names():
        yield Damaged(
            "CURRENT rusak atau menyebut generasi yang tidak ada; bangun ulang dengan 'siaga build'"
        )
