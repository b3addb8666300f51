"""What a candidate is told from, or tells once more: look-alikes among the documents that are
served and among other candidates, found by search and compared word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from bot.db.candidates import Candidate
from corpus.document import Document
from corpus.likeness import ALIKE, likeness, runs
from index.search import Query, hits
from index.snapshot import Snapshot

SHOWN = 3
"""Look-alikes that are shown: of a story on twenty sites the nearest tell enough."""

_PROBE = 60
"""Words that are searched by at once. The beginning finds every document of the starter corpus
again under another headline, and with another lead; the middle finds three in four of those that
were put into something ten times as long."""
_FOUND = 10


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A document that shares `share`, in (0, 1], of the shorter one's words. `document` is its id
    in the corpus, None for a candidate that waits, whose number is `candidate`."""

    title: str
    publisher: str | None
    published_on: str | None
    url: str | None
    share: float
    document: str | None
    candidate: int | None = None


def look_alikes(
    snapshot: Snapshot,
    candidate: Candidate,
    others: Iterable[Candidate],
    compared: Callable[[str], Set[int]] = runs,
) -> tuple[LookAlike, ...]:
    """The nearest to `candidate`, nearest first, in `snapshot` and among `others`. `compared` is
    `corpus.likeness.runs`, or the same with a memory, where many are compared to each other."""
    own = compared(candidate.text)
    found: dict[object, LookAlike] = {}
    compared_to: list[Document | Candidate] = [*_served(snapshot, candidate)]
    compared_to += (one for one in others if one.id != candidate.id)
    for one in compared_to:
        share = likeness(own, compared(one.text))
        if share >= ALIKE:
            alike = _alike(one, share)
            found.setdefault(alike.document or alike.candidate, alike)
    order = sorted(found.values(), key=lambda it: (-it.share, it.candidate or 0, it.document or ""))
    return tuple(order[:SHOWN])


def repeated(snapshot: Snapshot, title: str | None, text: str) -> Document | None:
    """The document of `snapshot` that has the very words of `text`."""
    own = runs(text)
    return next((it for it in _found(snapshot, title, text) if runs(it.text) == own), None)


def _served(snapshot: Snapshot, candidate: Candidate) -> Iterator[Document]:
    own = candidate.document
    return (it for it in _found(snapshot, candidate.title, candidate.text) if it.id != own)


def _found(snapshot: Snapshot, title: str | None, text: str) -> Iterator[Document]:
    found: dict[str, Document] = {}
    queries = (Query.of(probe, snapshot) for probe in _probes(title, text))
    for query in queries:
        for hit in hits(snapshot, query, _FOUND) if query.terms else ():
            found.setdefault(hit.document.id, hit.document)
    return iter(found.values())


def _probes(title: str | None, text: str) -> Iterator[str]:
    words = text.split()
    yield " ".join([title or "", *words[:_PROBE]])
    if len(words) > _PROBE:
        middle = len(words) // 2
        yield " ".join(words[middle : middle + _PROBE])


def _alike(one: Document | Candidate, share: float) -> LookAlike:
    if isinstance(one, Document):
        return LookAlike(one.title, one.publisher, one.published_on, one.url, share, one.id)
    told = one.fields.get
    waits = one.id if one.is_waiting else None
    title = one.title or one.source
    known = told("publisher"), told("published_on"), told("url")
    return LookAlike(title, *known, share, None if waits else one.document, waits)
