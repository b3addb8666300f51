"""A change of the served generation that is under way, as the disk tells it: who does it and what
was served before, until whoever began it is told how it ended. A bot killed in between reads it at
the next start and finishes the story."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

FILE = "underway.json"


class AnotherUnderway(Exception):
    """Another bot on this machine is changing what is served."""


@dataclass(frozen=True, slots=True)
class Begun:
    """`actor` is a pseudonym, `action` and `details` what the trail will say, `before` the
    generation that was the current one. `is_over`: only the telling is left."""

    actor: str
    action: str
    before: str | None
    details: Mapping[str, Any] = field(default_factory=dict)
    is_over: bool = False


class Underway:
    """At most one change at a time in the index folder `root`, over all processes. The file is
    locked while the change is under way, so that nobody takes it for one that was cut off."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE

    @contextmanager
    def holding(self, begun: Begun) -> Iterator[None]:
        """The change is under way while the context lasts, and remembered until `forget`. Raises
        AnotherUnderway."""
        try:
            stream = self._locked()
        except BlockingIOError:
            raise AnotherUnderway from None
        with stream:
            _write(stream, json.dumps(asdict(begun)))
            try:
                yield
            finally:
                _write(stream, json.dumps(asdict(replace(begun, is_over=True))))

    def forget(self) -> None:
        """Whoever began the change that is over was told."""
        with suppress(OSError), self._locked() as stream:
            _write(stream, "")

    @contextmanager
    def left(self) -> Iterator[Begun | None]:
        """The change whose story nobody finished, forgotten when the context ends well; None where
        there is none, one is under way, or nothing can be changed here."""
        try:
            stream = self._locked()
        except OSError:
            yield None
            return
        with stream:
            yield _read(stream)
            _write(stream, "")

    def begun(self) -> Begun | None:
        """The change under way, or cut off."""
        try:
            with self._file.open("r", encoding="utf-8") as stream:
                begun = _read(stream)
        except FileNotFoundError:
            return None
        return None if begun is None or begun.is_over else begun

    def _locked(self) -> IO[str]:
        """The file, for this process alone. Raises BlockingIOError where another has it."""
        stream = self._file.open("a+", encoding="utf-8")
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.close()
            raise
        return stream


def _read(stream: IO[str]) -> Begun | None:
    """None as well where whoever wrote it was killed while doing so: nothing had begun yet."""
    stream.seek(0)
    try:
        return Begun(**json.load(stream))
    except (ValueError, TypeError):
        return None


def _write(stream: IO[str], text: str) -> None:
    stream.truncate(0)
    stream.write(text)
    stream.flush()
