"""Content hashes: they decide what is the same document, passage or corpus, and so what a rebuild
may keep. BLAKE2b, 16 bytes: no collision to fear at any size a corpus can have."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def digest(content: str | bytes) -> str:
    """32 hexadecimal digits that name `content`."""
    raw = content.encode() if isinstance(content, str) else content
    return blake2b(raw, digest_size=16).hexdigest()


def corpus_fingerprint(fingerprints: Iterable[str]) -> str:
    """One hash for a set of documents, whatever order they were read in."""
    return digest("\n".join(sorted(fingerprints)))
