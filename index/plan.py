"""Which documents of a new generation are as they were in the one before it, and are taken over
whole, and which are cut and embedded anew; and so what changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.document import Document
from corpus.fingerprint import digest
from corpus.passages import Passage, passages
from index.changes import NAMED, Changes, Named, Several, difference
from index.earlier import Earlier
from index.progress import Count, counted
from index.records import Records
from index.rows import embedded_text, recipe
from index.sources import Sources
from index.weave import Column, Weave


@dataclass(frozen=True, slots=True)
class Plan:
    """`documents` are those to cut anew, in the order of their ids, with the passages of each, the
    texts to embed and their hashes; `weave` and, for passages, `rows` say where they stand between
    those of `earlier`. `served` is what the changes are told against."""

    served: Earlier
    earlier: Earlier
    weave: Weave
    rows: Weave
    documents: Sequence[Document]
    groups: Sequence[Sequence[Passage]]
    texts: Sequence[str]
    prints: Column
    changes: Changes


def plan(
    served: Earlier,
    sources: Sources,
    fingerprints: Mapping[str, str],
    model: str,
    count: Count,
) -> Plan:
    """The plan for a generation of `sources`, whose `fingerprints` are given, and of `model`."""
    same = _same(served.records, fingerprints)
    if not sources.kept.keys() <= same.keys():
        raise ValueError("what was kept is not of the generation that is served")
    # Whoever cuts or embeds in another way takes nothing over; what changed is told all the same.
    alike = (served.recipe, served.model) == (recipe(sources.areas), model)
    earlier, taken = (served, same) if alike else (Earlier.none(), {})
    ids = sorted(fingerprints)
    weave = Weave.of(taken.get(id, -1) for id in ids)
    read = {document.id: document for document in sources.documents}
    anew = [
        read[id] if id in read else served.records.document(same[id])
        for id in ids
        if id not in taken
    ]
    groups, texts = _cut(anew, count)
    prints = np.array([digest(text) for text in texts], dtype="S32")
    starts = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    rows = weave.within(earlier.records.first_rows, starts)
    came, went = difference(prints, served.prints[rows.left(len(served.prints))])
    told = _changes(served.records, sources, fingerprints.keys(), same.keys())
    changes = replace(told, passages_added=came, passages_removed=went)
    return Plan(served, earlier, weave, rows, anew, groups, texts, prints, changes)


def _same(records: Records, fingerprints: Mapping[str, str]) -> dict[str, int]:
    """The numbers, by id, of the documents in `records` that are to stay as they are."""
    known = records.fingerprints.astype(str).tolist()
    pairs = enumerate(zip(records.ids.tolist(), known, strict=True))
    return {id: number for number, (id, print) in pairs if fingerprints.get(id) == print}


def _cut(
    documents: Sequence[Document], count: Count
) -> tuple[list[tuple[Passage, ...]], list[str]]:
    groups: list[tuple[Passage, ...]] = []
    texts: list[str] = []
    for document in counted(documents, count, len(documents)):
        groups.append(passages(document))
        texts.extend(embedded_text(document, passage) for passage in groups[-1])
    return groups, texts


def _changes(
    served: Records, sources: Sources, present: Collection[str], same: Collection[str]
) -> Changes:
    """The changes but for passages; `present` are the ids there are now, and `same` those of
    documents that have not changed."""
    before = {id: number for number, id in enumerate(served.ids.tolist())}
    fresh = sorted((it for it in sources.documents if it.id not in same), key=lambda it: it.id)
    gone = [number for id, number in before.items() if id not in present]
    return Changes(
        added=_several([it for it in fresh if it.id not in before]),
        changed=_several([it for it in fresh if it.id in before]),
        removed=replace(
            _several([served.document(number) for number in gone[:NAMED]]), count=len(gone)
        ),
    )


def _several(documents: Sequence[Document]) -> Several:
    named = (Named(document.id, document.title) for document in documents[:NAMED])
    return Several(len(documents), tuple(named))
