"""Taking documents into the corpus by hand: from files and addresses of any format that is read,
checked, into one Markdown file each, where anybody can read and mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.keeping.arrival import gaps
from bot.keeping.folder import has_law, put, put_law
from bot.keeping.reception import Fetch
from bot.keeping.sources import Found, Listed, Met, Sources, Unreached, is_address
from corpus.areas import bundled
from corpus.document import Document
from corpus.fetch import fetch
from corpus.likeness import alike
from corpus.publishers import publishers_in
from corpus.read import Rejected, read

_SHOWN = 3
_RECORDED = ("publisher", "url", "published_on", "area")


@dataclass(frozen=True, slots=True)
class Added:
    """A document now in the corpus, where its file stands, and those that it looks like, with the
    share of the shorter one's words that stand in the other."""

    document: Document
    file: Path
    alike: tuple[tuple[Document, float], ...] = ()

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """Names of the fields that a reader would want to see and that are not known."""
        return tuple(name for name in _RECORDED if getattr(self.document, name) is None)


@dataclass(frozen=True, slots=True)
class AddedLaw:
    """A law now in the corpus, its articles a file each in `folder`; `remarks` are sentences about
    what was not found."""

    label: str
    documents: int
    folder: Path
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in, what was not, and the feeds whose entries can be."""

    added: tuple[Added, ...]
    rejected: tuple[Rejected | Unreached, ...]
    laws: tuple[AddedLaw, ...] = ()
    listed: tuple[Listed, ...] = ()


def add(
    sources: Sequence[Path | str],
    fields: Mapping[str, Any],
    corpus: Path,
    fetch: Fetch = fetch,
    everything: bool = False,
) -> Intake:
    """Take the documents of `sources`, files or addresses, into the folder `corpus`; of a feed only
    with `everything`, and then all its entries.

    `fields` tell what a source does not say; the corpus's own formats tell it themselves. A
    document is rejected, and nothing of the corpus changed, where its id is in use by another.
    """
    reading = Sources(fields, bundled(), publishers_in(corpus), fetch)
    known = {document.id: document for document in read([corpus], bundled()).documents}
    present = tuple(known.values())
    met = _met([str(source) for source in sources], reading, everything)
    results = [_result(one, known, corpus) for one in met]
    added = [result for result in results if isinstance(result, Added)]
    return Intake(
        tuple(_with_alike(added, present)),
        tuple(result for result in results if isinstance(result, Rejected | Unreached)),
        tuple(result for result in results if isinstance(result, AddedLaw)),
        tuple(result for result in results if isinstance(result, Listed)),
    )


def _met(sources: Iterable[str], reading: Sources, everything: bool) -> Iterator[Met]:
    for source in sources:
        for met in reading.meet(source):
            if everything and isinstance(met, Listed):
                yield from _met((entry.url for entry in met.feed.entries), reading, False)
            else:
                yield met


def _result(
    met: Met, known: dict[str, Document], corpus: Path
) -> Added | AddedLaw | Listed | Rejected | Unreached:
    if not isinstance(met, Found):
        return met
    return _take_law(met, corpus) if met.law else _take(met, known, corpus)


def _take(found: Found, known: dict[str, Document], corpus: Path) -> Added | Rejected | Unreached:
    # As its file will say it, so that the same document is known the next time.
    (document,) = found.documents
    document = document.model_copy(update={"text": document.text.strip()})
    if document.id in known:
        same = known[document.id].fingerprint == document.fingerprint
        reason = "sudah ada dalam korpus" if same else "id sudah dipakai dokumen lain"
        return _refused(found, f"'{document.id}' {reason}")
    known[document.id] = document
    return Added(document, put(document, corpus, bundled()))


def _take_law(found: Found, corpus: Path) -> AddedLaw | Rejected | Unreached:
    law = found.law
    assert law is not None, "it is no law"
    if has_law(law.slug, corpus):
        return _refused(found, f"'{law.slug}' sudah ada dalam korpus")
    folder = put_law(law.slug, found.documents, corpus)
    return AddedLaw(law.label, len(found.documents), folder, gaps(found.text))


def _refused(found: Found, reason: str) -> Rejected | Unreached:
    if is_address(found.source):
        return Unreached(found.source, reason)
    return Rejected(Path(found.source), found.line, reason)


def _with_alike(added: Sequence[Added], present: Sequence[Document]) -> Iterator[Added]:
    """`added` with what they look like, in the corpus before them and among themselves."""
    others = [*present, *(one.document for one in added)]
    found: dict[int, list[tuple[Document, float]]] = {}
    texts = [one.document.text for one in added]
    for own, other, share in alike(texts, (document.text for document in others)):
        if others[other] is not added[own].document:
            found.setdefault(own, []).append((others[other], share))
    for number, one in enumerate(added):
        nearest = sorted(found.get(number, ()), key=lambda it: (-it[1], it[0].id))
        yield replace(one, alike=tuple(nearest[:_SHOWN]))
