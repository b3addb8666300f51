"""Documents into a generation. A passage is embedded once: one that an earlier generation holds,
unchanged and by the same model, brings its vector along."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import corpus.passages
import corpus.sentences
from corpus.areas import AreaTree
from corpus.document import Document
from corpus.fingerprint import corpus_fingerprint, digest
from corpus.passages import Passage, passages
from index import analyze, lexical
from index.analyze import terms
from index.documents import DocumentTable
from index.embed import Embedder
from index.forward import ForwardIndex
from index.snapshot import open_generation
from index.store import FORMAT, Damaged, Store, StoreError, seal, verify
from index.types import Holdings, Manifest
from index.vectors import VectorIndex, Vectors

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_BATCH = 2048
_PRINTS = "prints.npy"


def silent(label: str, done: int, total: int) -> None:
    """A `Progress` that tells nobody."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the generation now served, whether it is new, passages embedded for it."""

    manifest: Manifest
    changed: bool
    embedded: int


@dataclass(frozen=True, slots=True)
class Sources:
    """What a generation is made from: documents in any order, the tree their areas name, and the
    abbreviations of their field."""

    documents: Sequence[Document]
    areas: AreaTree
    glossary: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """One hash for all that decides what the generation holds."""
        words = digest(json.dumps(dict(self.glossary), sort_keys=True))
        areas = digest(repr(self.areas.areas))
        return corpus_fingerprint(
            [*(d.fingerprint for d in self.documents), words, areas, _recipe()]
        )


@cache
def _recipe() -> str:
    """One hash for the code and the word lists that cut and analyse documents: a new version of any
    makes other rows of the same documents, and nobody has to remember to say so."""
    files = [
        *(Path(str(module.__file__)) for module in (analyze, corpus.sentences, corpus.passages)),
        Path(__file__),
        *(Path(__file__).with_name(name) for name in analyze.WORD_LISTS),
    ]
    return digest("".join(file.read_text(encoding="utf-8") for file in files))


def build(store: Store, sources: Sources, embedder: Embedder, progress: Progress = silent) -> Built:
    """Build, verify and publish a generation of `sources`; nothing is done where the current one is
    of the same sources and model.

    Raises StoreError where there is no document or another build runs; the served generation is
    then left as it was.
    """
    if not sources.documents:
        raise StoreError("tidak ada dokumen yang dapat diindeks; periksa dengan 'siaga check'")
    if served := _unchanged(store, sources, embedder):
        return Built(served, changed=False, embedded=0)
    with store.building() as folder:
        manifest, embedded = _write(folder, store, sources, embedder, progress)
        seal(folder, manifest)
        open_generation(folder, embedder).close()
        store.publish(folder, manifest.generation)
    return Built(manifest, changed=True, embedded=embedded)


def _unchanged(store: Store, sources: Sources, embedder: Embedder) -> Manifest | None:
    name = store.current()
    try:
        served = verify(store.folder(name)) if name else None
    except Damaged:
        return None
    if served and (served.model, served.corpus_fingerprint) == (embedder.name, sources.fingerprint):
        return served
    return None


def _write(
    folder: Path, store: Store, sources: Sources, embedder: Embedder, progress: Progress
) -> tuple[Manifest, int]:
    documents = sorted(sources.documents, key=lambda document: document.id)
    groups = _split(documents, progress)
    DocumentTable.save(folder / "documents", documents, groups)
    texts = [embedded_text(d, p) for d, group in zip(documents, groups, strict=True) for p in group]
    rows = _analysed(documents, groups, sources.areas, progress)
    ForwardIndex.of(rows).save(folder / "forward")
    lexical.build(folder / "lexical", rows)
    vectors, prints, embedded = _vectors(texts, store, embedder, progress)
    VectorIndex.of(vectors).save(folder / "vectors.faiss")
    np.save(folder / _PRINTS, prints, allow_pickle=False)
    about = {"holdings": asdict(_holdings(documents)), "glossary": dict(sources.glossary)}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return _manifest(sources, len(texts), embedder), embedded


def _split(documents: Sequence[Document], progress: Progress) -> list[tuple[Passage, ...]]:
    groups = []
    for done, document in enumerate(documents, start=1):
        groups.append(passages(document))
        if done % _BATCH == 0 or done == len(documents):
            progress("membagi dokumen", done, len(documents))
    return groups


def _analysed(
    documents: Sequence[Document],
    groups: Sequence[Sequence[Passage]],
    areas: AreaTree,
    progress: Progress,
) -> list[list[str]]:
    """Terms of every passage: its own, then those of its document's title and places, so that a
    sentence that says only "simulasi itu" is found by what it is about."""
    rows: list[list[str]] = []
    for done, (document, group) in enumerate(zip(documents, groups, strict=True), start=1):
        about = terms(about_text(document, areas))
        rows.extend([*terms(passage.text), *about] for passage in group)
        if done % _BATCH == 0 or done == len(documents):
            progress("menganalisis", done, len(documents))
    return rows


def about_text(document: Document, areas: AreaTree) -> str:
    """What every passage of `document` is about: its title where the text does not open with it,
    and the names of its area up to the province; none where `areas` no longer has that area."""
    title = "" if document.text.startswith(document.title.rstrip("…")) else document.title
    path = areas.path(document.area) if document.area and areas.get(document.area) else ()
    return " ".join([title, *(area.name for area in path if area.parent)])


def embedded_text(document: Document, passage: Passage) -> str:
    """What is embedded for `passage`: the title gives it its subject."""
    if passage.text.startswith(document.title.rstrip("…")):
        return passage.text
    return f"{document.title}. {passage.text}"


def _vectors(
    texts: Sequence[str], store: Store, embedder: Embedder, progress: Progress
) -> tuple[Vectors, NDArray[np.bytes_], int]:
    """Vectors of `texts`, shape (texts, dimension), their fingerprints, and how many were new."""
    prints = np.array([digest(text) for text in texts], dtype="S32")
    vectors = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
    missing = _reuse(prints, vectors, store, embedder)
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        vectors[batch] = embedder.encode([texts[row] for row in batch])
        progress("menghitung vektor", start + len(batch), len(missing))
    return vectors, prints, len(missing)


def _reuse(
    prints: NDArray[np.bytes_], vectors: Vectors, store: Store, embedder: Embedder
) -> NDArray[np.int64]:
    """Fill `vectors` from the current generation where it knows the fingerprint; the rows left."""
    everything = np.arange(len(prints))
    name = store.current()
    if name is None:
        return everything
    folder = store.folder(name)
    try:
        if verify(folder).model != embedder.name:
            return everything
        known = np.load(folder / _PRINTS, allow_pickle=False)
        earlier = VectorIndex.read(folder / "vectors.faiss")
    except (Damaged, OSError, ValueError, RuntimeError):
        return everything
    order = np.argsort(known, kind="stable")
    place = np.minimum(np.searchsorted(known, prints, sorter=order), len(known) - 1)
    found = known[order[place]] == prints
    vectors[found] = earlier.take(order[place][found])
    missing: NDArray[np.int64] = everything[~found]
    return missing


def _holdings(documents: Sequence[Document]) -> Holdings:
    kinds = Counter(document.kind for document in documents)
    publishers = Counter(d.publisher for d in documents if d.publisher is not None)
    ranked = sorted(publishers.items(), key=lambda item: (-item[1], item[0]))
    newest = max((d.published_on for d in documents if d.published_on), default=None)
    return Holdings(len(documents), dict(sorted(kinds.items())), dict(ranked), newest)


def _manifest(sources: Sources, passages: int, embedder: Embedder) -> Manifest:
    now = datetime.now(UTC)
    fingerprint = sources.fingerprint
    return Manifest(
        generation=f"{now:%Y%m%dT%H%M%S%fZ}-{fingerprint[:8]}",
        format=FORMAT,
        corpus_fingerprint=fingerprint,
        model=embedder.name,
        dimension=embedder.dimension,
        documents=len(sources.documents),
        passages=passages,
        built_at=now.isoformat(timespec="seconds"),
    )
