"""What reading one file may cost before it is given up: whoever sends a file decides how hard it is
to read, so nothing in the file may decide how long that takes or how much it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and counts for one file."""

    content: int = 20_000_000
    """Bytes of the file as it was sent, and of what a gzip around it holds."""
    memory: int = 900_000_000
    """Bytes of address space of the process that reads."""
    seconds: float = 60.0
    """By the clock and, rounded up, of processor time."""
    unpacked: int = 100_000_000
    """Bytes of all parts of an Office file together, as its directory declares them."""
    parts: int = 5_000
    ratio: int = 200
    """How often larger than its packed form one part over a megabyte may be; Word's own XML, which
    says the same for every table cell, stays below 100."""
    pages: int = 2_000
    text: int = 2_000_000
    """Code points of all texts of one file; the longest statute has a tenth of that."""
    drafts: int = 200
    entries: int = 200

    @property
    def answer(self) -> int:
        """Bytes that the reading process may write: every code point as a pair of JSON escapes."""
        return 12 * self.text + 10_000 * (self.entries + self.drafts)


LIMITS = Limits()
