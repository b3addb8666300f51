"""An encoder that a journey can hold up or break. It stands in for the bundled one under its name,
and gives the bundled one's vectors."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from index.embed import Vectors, open_embedder

PATIENCE = 5.0


class StubbornEncoder:
    """The text `slow` waits for `release`; the text `broken` raises, quoting it."""

    def __init__(self, slow: str = "", broken: str = "") -> None:
        self._bundled = open_embedder()
        self.name = self._bundled.name
        self.dimension = self._bundled.dimension
        self._slow, self._broken = slow, broken
        self._gate = Event()
        self.held = Event()

    def release(self) -> None:
        self._gate.set()

    def encode(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            if text == self._slow:
                self.held.set()
                assert self._gate.wait(PATIENCE), "nobody released the encoder"
            if text == self._broken:
                raise KeyError(text)
        return self._bundled.encode(texts)
