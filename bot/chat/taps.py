"""Whether a press is the second tap of a double one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from telegram import CallbackQuery


class Taps:
    """Presses that are being acted on, so that a second tap at the same time is left alone: what
    the first does is what the message shows."""

    def __init__(self) -> None:
        self._underway: set[tuple[int, object, str | None]] = set()

    @contextmanager
    def first(self, query: CallbackQuery) -> Iterator[bool]:
        """Whether nobody is at it; as long as the block lasts, this one is."""
        message = query.message.message_id if query.message else query.inline_message_id
        tap = query.from_user.id, message, query.data
        if tap in self._underway:
            yield False
            return
        self._underway.add(tap)
        try:
            yield True
        finally:
            self._underway.discard(tap)
