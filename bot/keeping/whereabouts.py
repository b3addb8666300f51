"""Where a document stands in the corpus folder, and how it leaves it: also from among others in one
file, and every time that it stands there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from bot.keeping.folder import whole
from corpus.areas import AreaTree
from corpus.document import Document
from corpus.read import Rejected, entries, files_in, parsed, pieces

_PLAIN_ID = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A document, and the file and line where it stands."""

    document: Document
    file: Path
    line: int


def find(id: str, corpus: Path, areas: AreaTree) -> tuple[Place, ...]:
    """Everywhere in the corpus where a document with that id stands."""
    return tuple(_places(id, corpus, areas))


def in_folder(folder: Path, areas: AreaTree) -> tuple[Place, ...]:
    """All documents in `folder`, in the order of reading."""
    found = (entry for entry in entries([folder], areas) if not isinstance(entry, Rejected))
    return tuple(Place(document, file, line) for file, line, document in found)


def take_out(places: Iterable[Place]) -> None:
    """Take the documents out of the corpus: their files, or their lines out of a file that holds
    others as well. Raises OSError."""
    lines: dict[Path, set[int]] = {}
    for place in places:
        lines.setdefault(place.file, set()).add(place.line)
    for file, numbers in lines.items():
        if file.suffix.lower() == ".jsonl":
            _cut(file, numbers)
        else:
            file.unlink(missing_ok=True)


def take_out_folder(folder: Path) -> None:
    """Take everything in `folder` out of the corpus at once. Raises OSError."""
    aside = Path(mkdtemp(prefix=".", dir=folder.parent))
    os.rename(folder, aside)
    shutil.rmtree(aside)


def _places(id: str, corpus: Path, areas: AreaTree) -> Iterator[Place]:
    """Only what holds the letters of the id is parsed: a whole corpus takes too long to."""
    written = id.encode() if _PLAIN_ID.fullmatch(id) else b""
    for file in files_in([corpus]):
        if isinstance(file, Rejected):
            continue
        path = Path(file)
        for piece in pieces(path):
            if isinstance(piece, Rejected) or written not in piece[1]:
                continue
            document = parsed(path, *piece, areas)
            if isinstance(document, Document) and document.id == id:
                yield Place(document, path, piece[0])


def _cut(file: Path, numbers: set[int]) -> None:
    with file.open("rb") as lines:
        kept = [raw for number, raw in enumerate(lines, start=1) if number not in numbers]
    if not any(raw.strip() for raw in kept):
        file.unlink()
        return
    with whole(file) as stream:
        stream.writelines(kept)
