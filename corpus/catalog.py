"""What was read where and from which bytes, so that what has not changed since is not read again.

A file counts as unchanged where its size, times and inode are what they were. One that was touched
less than two seconds before that reading began, or after, never does: within one tick of a clock it
can change and look the same. What stands in a file that did change is still known by its bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

_TICK = 2_000_000_000
"""Nanoseconds: no file system in use keeps times more coarsely."""


Known = tuple[int, str, str, str]
"""A document that was read before: the line where it stands, the hash of the bytes it was read
from, its id and its fingerprint. A bare tuple, like the others here: of a hundred thousand of them
the garbage collector need look at none."""

Stamp = tuple[int, int, int, int]
"""What a file system says of a file that changes whenever the file does: its size in bytes, when it
was changed and moved in ns, its inode."""

_KNOWN = ("line", "print", "id", "fingerprint")
_FILE = ("path", "size", "changed", "moved", "inode", "first", "end")


def stamp_of(file: str) -> Stamp | None:
    """The stamp of `file` now; None where it cannot be told."""
    try:
        told = os.stat(file)
    except (OSError, ValueError):
        return None
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


@dataclass
class Catalog:
    """The documents that were taken from a corpus, in the order of reading.

    `recipe` names what reads documents, `begun` is when that began (ns since 1970). `files` holds
    of each file from which nothing was rejected its stamp, and which of `documents` it holds: the
    place of the first, and that of the first one after them.
    """

    recipe: str
    begun: int
    files: dict[str, tuple[Stamp, int, int]] = field(default_factory=dict)
    documents: list[Known] = field(default_factory=list)

    @classmethod
    def loads(cls, text: str) -> Catalog:
        """What `dumps` wrote; ValueError, KeyError or TypeError where `text` is something else."""
        told = json.loads(text)
        paths, *stamps, first, end = (told["files"][name] for name in _FILE)
        files = zip(zip(*stamps, strict=True), first, end, strict=True)
        documents = zip(*(told["documents"][name] for name in _KNOWN), strict=True)
        named = dict(zip(paths, files, strict=True))
        return cls(told["recipe"], told["begun"], named, list(documents))

    def dumps(self) -> str:
        """The catalog as JSON, in columns, which are read back faster; in ASCII, because the name
        of a file may be no text."""
        files = [(path, *stamp, first, end) for path, (stamp, first, end) in self.files.items()]
        told = {
            "recipe": self.recipe,
            "begun": self.begun,
            "files": _columns(_FILE, files),
            "documents": _columns(_KNOWN, self.documents),
        }
        return json.dumps(told, separators=(",", ":"))

    def close(self, file: str, stamp: Stamp, first: int) -> None:
        """Take down that `file` was as `stamp` says before it was read, and that it holds the
        documents from place `first` on, and nothing else."""
        self.files[file] = (stamp, first, len(self.documents))

    def unchanged(self, file: str, stamp: Stamp) -> list[Known] | None:
        """The documents in `file`; None where it has to be read."""
        then, first, end = self.files.get(file) or (None, 0, 0)
        if then != stamp or max(stamp[1:3]) >= self.begun - _TICK:
            return None
        return self.documents[first:end]

    def known(self, print: str) -> Known | None:
        """The document that was read from bytes of the hash `print`."""
        return self._by_print.get(print)

    @cached_property
    def _by_print(self) -> dict[str, Known]:
        return {known[1]: known for known in self.documents}


def _columns(names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> dict[str, list[object]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}
