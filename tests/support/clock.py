"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells `now`, half past two in the afternoon in Jakarta."""

    def __init__(self) -> None:
        self.now = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let so many days, hours, minutes … go by."""
        self.now += timedelta(**span)
