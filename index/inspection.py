"""Whether a new generation may take the place of the one that is served: not where its exam went
worse, unless whoever decides accepts each failure by its id; never where it misquotes."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from functools import partial

from index.build import Inspect
from index.embed import Embedder
from index.exam import Exam
from index.examine import examine
from index.notes import read_notes
from index.progress import Phase, Progress, silent
from index.reader import Reader
from index.remembered import RememberingReader
from index.snapshot import Snapshot, open_generation
from index.store import Damaged, Store, StoreError
from index.verdict import Check, Verdict, compare

_READINGS = "readings.json"
_TOLD = 5
"""Failures that the message of a refusal tells; `Refused.worse` holds all."""


class Refused(StoreError):
    """A generation did worse in its exam than the one that is served: `worse` are the checks that
    nobody accepted, `verdict` holds all."""

    def __init__(self, verdict: Verdict, worse: tuple[Check, ...]) -> None:
        told = [f"{it.id}: diharapkan {it.expected}, hasilnya {it.came}" for it in worse[:_TOLD]]
        more = [f"dan {len(worse) - _TOLD} lagi"] if len(worse) > _TOLD else []
        reasons = "; ".join((*told, *more))
        super().__init__(f"generasi baru lebih buruk dan tidak diterbitkan ({reasons})")
        self.verdict = verdict
        self.worse = worse


def inspection(
    store: Store,
    exam: Exam,
    embedder: Embedder,
    reader: Reader | None,
    insist: Collection[str] = frozenset(),
    progress: Progress = silent,
) -> Inspect:
    """What examines a new generation of `store` with `exam`, answering as it will be served, with
    `reader`; it raises Refused for failures whose ids are not among those of `insist`."""

    def inspect(new: Snapshot) -> Verdict:
        quick = RememberingReader(reader, store.root / _READINGS) if reader else None
        verdict = examine(replace(new, reader=quick), exam, partial(progress, Phase.EXAM))
        served = _served(store, exam, embedder, quick)
        if quick:
            quick.save()
        failures = compare(served, verdict) if served else ()
        refused = (check for check in failures if check.id not in insist)
        if worse := tuple(dict.fromkeys((*verdict.broken, *refused))):
            raise Refused(verdict, worse)
        return verdict

    return inspect


def _served(store: Store, exam: Exam, embedder: Embedder, reader: Reader | None) -> Verdict | None:
    """The verdict on what is served, from its notes where they are on the same exam, or by holding
    it again; None where nothing can be served."""
    name = store.current()
    if name is None:
        return None
    notes = read_notes(store.folder(name))
    asked = exam.fingerprint, reader.name if reader else None
    if notes and notes.verdict and (notes.verdict.exam, notes.verdict.reader) == asked:
        return notes.verdict
    try:
        with closing(open_generation(store.folder(name), embedder, reader)) as snapshot:
            return examine(snapshot, exam)
    except Damaged:
        return None
