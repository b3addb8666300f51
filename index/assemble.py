"""The parts of a generation, written into a folder: each out of what a plan takes over and of what
it makes anew. A passage is embedded once: one that the served generation holds, unchanged and by
the same model, brings its vector along wherever it stands now."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import lexical
from index.documents import key_of
from index.earlier import ABOUT, CATALOG, DOCUMENTS, FORWARD, LEXICAL, PRINTS, VECTORS, Earlier
from index.embed import Embedder
from index.plan import Plan
from index.progress import Count, Phase, Progress, counted
from index.records import Records
from index.rows import recipe, row_terms
from index.sources import Sources
from index.termrows import TermRows
from index.types import Holdings
from index.vectors import Codes, VectorIndex

Rows = NDArray[np.int64]

_BATCH = 2048


def assemble(
    folder: Path, plan: Plan, sources: Sources, embedder: Embedder, progress: Progress
) -> tuple[int, int]:
    """Write all parts but the manifest into the empty `folder`; how many passages there are, and
    how many of them were embedded."""
    codes, embedded = _codes(plan, embedder, partial(progress, Phase.EMBED))
    every = plan.rows.column(plan.earlier.codes, codes)
    VectorIndex.of_codes(every, embedder.dimension).save(folder / VECTORS)
    prints = plan.rows.column(plan.earlier.prints, plan.prints)
    np.save(folder / PRINTS, prints, allow_pickle=False)
    records = Records.of(plan.documents, plan.groups).woven(plan.weave, plan.earlier.records)
    records.save(folder / DOCUMENTS)
    _analyse(folder, plan, sources, records, partial(progress, Phase.BUILD))
    about = {
        "holdings": asdict(_holdings(plan, records)),
        "glossary": dict(sources.glossary),
        "recipe": recipe(sources.areas),
    }
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    if sources.catalog is not None:
        (folder / CATALOG).write_text(sources.catalog.dumps(), encoding="utf-8")
    return len(every), embedded


def _analyse(folder: Path, plan: Plan, sources: Sources, records: Records, count: Count) -> None:
    """Write what passages are found by: their terms in order, and the inverted index of them."""
    analysed = chain.from_iterable(
        row_terms(document, group, sources.areas)
        for document, group in zip(plan.documents, plan.groups, strict=True)
    )
    new = TermRows.of(counted(analysed, count, len(plan.prints)))
    rows = new.woven(plan.rows, plan.earlier.rows)
    rows.save(folder / FORWARD)
    parts = lexical.parts_for(len(rows))
    before = _divided(plan.earlier, parts)
    lexical.build(
        folder / LEXICAL,
        rows,
        (records.row_keys % parts).astype(np.int64),
        before,
        _touched(plan, parts) if before else range(parts),
    )


def _divided(earlier: Earlier, parts: int) -> Path | None:
    """The inverted index of `earlier`, where it has as many parts and each can be made alone."""
    if earlier.folder is None or lexical.parts_for(len(earlier.rows)) != parts:
        return None
    folder = earlier.folder / LEXICAL
    return folder if lexical.is_divided(folder) else None


def _touched(plan: Plan, parts: int) -> set[int]:
    """The parts that a document comes into or goes out of."""
    old = plan.earlier.records
    gone = old.keys[plan.weave.left(len(old.ids))].tolist()
    return {key % parts for key in (*gone, *(int(key_of(it.id), 16) for it in plan.documents))}


def _codes(plan: Plan, embedder: Embedder, count: Count) -> tuple[Codes, int]:
    """Vectors of the passages cut anew, as they are kept, and how many of them were computed."""
    place, found = _known(plan, embedder)
    missing = np.flatnonzero(~found)
    size = VectorIndex.of(np.empty((0, embedder.dimension), dtype=np.float32)).codes.shape[1]
    codes = np.empty((len(found), size), dtype=np.uint8)
    if found.any():
        codes[found] = plan.served.codes[place[found]]
    count(0, len(missing))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        vectors = embedder.encode([plan.texts[row] for row in batch])
        codes[batch] = VectorIndex.of(vectors).codes
        count(start + len(batch), len(missing))
    return codes, len(missing)


def _known(plan: Plan, embedder: Embedder) -> tuple[Rows, NDArray[np.bool_]]:
    """For each passage cut anew, where the served generation has its vector, and whether it has."""
    known, wanted = plan.served.prints, plan.prints
    if plan.served.model != embedder.name or not len(known) or not len(wanted):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    order = np.argsort(known, kind="stable")
    place = order[np.minimum(np.searchsorted(known, wanted, sorter=order), len(known) - 1)]
    return place, known[place] == wanted


def _holdings(plan: Plan, records: Records) -> Holdings:
    """Counted on from those of the earlier generation: to read every document takes too long."""
    before = plan.earlier.about.get("holdings", {"kinds": {}, "publishers": {}})
    kinds, publishers = Counter(before["kinds"]), Counter(before["publishers"])
    old = plan.earlier.records
    gone = [old.document(number) for number in plan.weave.left(len(old.ids)).tolist()]
    for documents, count in ((gone, Counter.subtract), (plan.documents, Counter.update)):
        count(kinds, [document.kind for document in documents])
        count(publishers, [it.publisher for it in documents if it.publisher is not None])
    ranked = sorted((+publishers).items(), key=lambda item: (-item[1], item[0]))
    return Holdings(len(records.ids), dict(sorted((+kinds).items())), dict(ranked), records.newest)
