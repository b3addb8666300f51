"""What is published about the readiness of an area: sentences of its documents, component by
component, each as it stands there. Nothing of what officers report is known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.boards.speaking import Speaking, speaking
from bot.library import Library
from bot.readiness import Component
from corpus.areas import AreaTree
from corpus.contacts import EVERYWHERE
from corpus.document import Document, Reliability
from corpus.passages import Passage
from index.evidence import Candidate, candidates
from index.search import Query, hits
from index.snapshot import Snapshot
from index.types import Evidence

EACH = 2
"""Quotes of a component: the newest, and what another source says."""

_LOOKED_INTO = 100
"""Passages looked into for a component."""

_LEAST = 0.5
"""Score below which a sentence has too little of the question; read off what the twenty areas with
the most documents would be shown."""

_KEPT = 1000
"""Areas kept: all there are."""

_NEARNESS = list(Reliability)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that speaks of a component, with where it stands."""

    evidence: Evidence
    document: Document
    passage: Passage


Quotes = Mapping[Component, tuple[Quote, ...]]
"""The components that something is published about, in their order; the best quote first."""


class Publications:
    """The quotes of areas from whatever generation is served; kept as long as that is."""

    def __init__(self, library: Library, areas: AreaTree) -> None:
        self._library = library
        self._areas = areas
        self._kept: dict[tuple[str, str], Quotes] = {}

    async def of(self, area: str) -> Quotes:
        """What is published of `area`, an id, and the areas in it; of the country, only what is
        said of all of it. Raises LibraryClosed."""
        kept = self._kept.get((self._library.generation, area))
        if kept is not None:
            return kept
        generation, found = await self._library.read(partial(_quotes, area=area, areas=self._areas))
        if len(self._kept) >= _KEPT or any(of != generation for of, _ in self._kept):
            self._kept.clear()  # a document that was deleted is not quoted again
        self._kept[generation, area] = found
        return found


def _quotes(snapshot: Snapshot, area: str, areas: AreaTree) -> tuple[str, Quotes]:
    """The generation that `snapshot` is of, and what it tells of the area."""
    told: dict[Component, tuple[Quote, ...]] = {}
    said: set[tuple[str, int]] = set()
    for component, one in speaking().items():
        found = list(_found(snapshot, one, area, areas))
        # A sentence may speak of two; the second is given another one, if there is any.
        fresh = [quote for quote in found if _place(quote) not in said]
        if quotes := tuple((fresh or found)[:EACH]):
            told[component] = quotes
            said.update(map(_place, quotes))
    return snapshot.manifest.generation, told


def _found(snapshot: Snapshot, spoken: Speaking, area: str, areas: AreaTree) -> Iterator[Quote]:
    """The best sentence of each document that has one, the best documents first."""
    named = areas.get(area)
    assert named is not None, "areas are looked up before they are asked about"
    query = Query.of(spoken.asks.format(area=named.name), snapshot)
    within = {
        hit.passage.id: hit
        for hit in hits(snapshot, query, _LOOKED_INTO)
        if spoken.may_be_in(hit.document) and _lies_in(hit.document, area, areas)
    }
    if not within:
        return
    first: dict[str, Candidate] = {}
    for candidate in candidates(snapshot, query, list(within.values())):
        evidence = candidate.evidence
        if candidate.score >= _LEAST and _is_said(evidence.text, candidate.document, spoken, areas):
            first.setdefault(evidence.document_id, candidate)
    for one in sorted(first.values(), key=lambda it: _order(it, area)):
        hit = within[one.evidence.passage_id]
        yield Quote(one.evidence, hit.document, hit.passage)


def _is_said(sentence: str, document: Document, spoken: Speaking, areas: AreaTree) -> bool:
    """Whether it speaks of the component where the document is: of the areas that a sentence names
    one has to be that, or in or above it."""
    where, within = document.area or "", areas.within
    named = areas.named_in(sentence)
    here = any(within(one.id, where) or within(where, one.id) for one in named)
    return (here or not named) and spoken.is_said_by(sentence, where)


def _lies_in(document: Document, area: str, areas: AreaTree) -> bool:
    named = areas.get(document.area or "")
    if named is None or area == EVERYWHERE:
        return document.area == area
    return areas.within(named.id, area)


def _order(candidate: Candidate, area: str) -> tuple[Any, ...]:
    """Of the area itself before what lies in it; then the newest, the nearest to whoever said it,
    and the best."""
    document = candidate.document
    return (
        document.area != area,
        _backwards(document.published_on or ""),
        _NEARNESS.index(document.reliability),
        -candidate.score,
        document.id,
    )


def _backwards(day: str) -> tuple[int, ...]:
    """Orders ISO dates from the newest, and those less exact or not known after the others."""
    parts = [-int(part) for part in day.split("-") if part]
    return tuple([*parts, 0, 0, 0][:3])


def _place(quote: Quote) -> tuple[str, int]:
    return quote.document.id, quote.evidence.start
