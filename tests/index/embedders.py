"""Embedders that stand in for the bundled one in tests of builds: they give its vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from index.embed import Vectors, open_embedder

_bundled = cache(open_embedder)


class CountingEmbedder:
    """Remembers every text that it was given to embed; `name` may make it another model."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name or _bundled().name
        self.dimension = _bundled().dimension
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        return _bundled().encode(texts)


class BrokenEmbedder(CountingEmbedder):
    """Fails at the first text, as a model does that has no memory left."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise MemoryError
