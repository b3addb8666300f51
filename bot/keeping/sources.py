"""What stands in files and at addresses that somebody names in the terminal, as documents. He keeps
the machine, so any public address is fetched, and what he does not tell is what the schema says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.db.candidates import Brought
from bot.keeping.folder import slug
from bot.keeping.reception import Fetch, Received, Unreceived, from_address, from_file
from bot.keeping.statutes import articles_of, statute
from corpus.areas import AreaTree
from corpus.document import Document
from corpus.draft import Feed
from corpus.formats import plain
from corpus.formats.record import Bad
from corpus.limits import LIMITS
from corpus.publishers import Publishers
from corpus.read import Rejected, content_of, entries
from corpus.statute.law import Law

_OWN_FORMATS = (".md", ".jsonl")
_TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Unreached:
    """An address of which nothing comes, and why."""

    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a line of a source: a document, or all articles of a law, whose `text` that
    is."""

    source: str
    line: int
    documents: tuple[Document, ...]
    law: Law | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source that only names pages."""

    source: str
    feed: Feed


Met = Found | Listed | Rejected | Unreached


@dataclass(frozen=True, slots=True)
class Sources:
    """How sources are read: `fields` tell what they do not tell themselves, `publishers` who is at
    an address, `fetch` what is there."""

    fields: Mapping[str, Any]
    areas: AreaTree
    publishers: Publishers
    fetch: Fetch

    def meet(self, source: str) -> Iterator[Met]:
        """What stands in the file `source`, or at that address."""
        if is_address(source):
            yield from self._at(source)
            return
        file = Path(source)
        if file.is_dir() or file.suffix.lower() in _OWN_FORMATS:
            yield from self._written(file)
        elif file.suffix.lower() == _TEXT:
            content = content_of(file)
            yield content if isinstance(content, Rejected) else self._of_text(file, content)
        else:
            yield from self._extracted(file)

    def _at(self, address: str) -> Iterator[Met]:
        try:
            received = from_address(address, self.publishers, None, self.fetch)
        except Unreceived as error:
            yield Unreached(address, str(error))
            return
        for met in self._received(address, received):
            yield Unreached(address, met.reason) if isinstance(met, Bad) else met

    def _extracted(self, file: Path) -> Iterator[Met]:
        try:
            with file.open("rb") as stream:
                received = from_file(stream.read(LIMITS.content + 1), file.name)
        except FileNotFoundError:
            yield Rejected(file, 1, "tidak ada")
            return
        except Unreceived as error:
            yield Rejected(file, 1, str(error))
            return
        for met in self._received(str(file), received):
            yield Rejected(file, 1, met.reason) if isinstance(met, Bad) else met

    def _written(self, file: Path) -> Iterator[Met]:
        """The formats of the corpus itself tell all that is to be told."""
        if self.fields:
            names = ", ".join(sorted(self.fields))
            reason = f"{names}: hanya untuk yang bukan .md atau .jsonl; tulis di dalam berkasnya"
            yield Rejected(file, 1, reason)
            return
        for entry in entries([file], self.areas):
            if isinstance(entry, Rejected):
                yield entry
            else:
                place, line, document = entry
                yield Found(str(place), line, (document,))

    def _of_text(self, file: Path, content: str) -> Met:
        found = self._found(Brought(str(file), {"id": slug(file.stem)}, content))
        return Rejected(file, 1, found.reason) if isinstance(found, Bad) else found

    def _received(self, source: str, received: Received) -> Iterator[Found | Listed | Bad]:
        if isinstance(received, Feed):
            yield Listed(source, received)
            return
        for brought in received:
            name = brought.fields.get("title") if is_address(source) else Path(source).stem
            fields = {"id": slug(str(name or source)), **brought.fields}
            yield self._found(Brought(source, fields, brought.text))

    def _found(self, brought: Brought) -> Found | Bad:
        fields = {**brought.fields, **self.fields}
        if law := statute(brought.text):
            articles = articles_of(brought.text, fields, self.areas)
            if isinstance(articles, Bad):
                return articles
            return Found(brought.source, 1, articles, law, brought.text)
        # As its file will say it, so that the same document is known the next time.
        document = plain.parse(brought.text, fields, self.areas)
        return document if isinstance(document, Bad) else Found(brought.source, 1, (document,))


def is_address(source: str) -> bool:
    """Whether `source` is meant as an address of the web."""
    return source.lower().startswith(("http://", "https://"))
