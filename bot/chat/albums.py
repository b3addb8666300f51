"""Which albums were spoken of already: Telegram sends each photo of an album as a message of its
own, and ten photos deserve one answer."""

from __future__ import annotations

from collections import deque

_REMEMBERED = 100


class Albums:
    """Remembers the last hundred; an album arrives within seconds."""

    def __init__(self) -> None:
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)

    def is_new(self, album: str | None) -> bool:
        """Whether nothing of `album` came before; a message without an album is always new."""
        if album is None:
            return True
        new = album not in self._recent
        self._recent.append(album)
        return new
