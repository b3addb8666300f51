"""What goes wrong because a test wants it to: error answers, connections that drop, and more
messages in a second than are allowed."""

import time
from collections import deque
from dataclasses import dataclass

from tests.support.botapi.errors import Injected


@dataclass
class Fault:
    """`error` None drops the connection; `after` lets the call take effect and loses its answer."""

    method: str
    error: Injected | None
    after: bool
    times: int


class Faults:
    """Faults in the order in which they were asked for; each is used up by the calls it hits."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._allowed: int | None = None
        self._recent: deque[float] = deque()

    def allow(self, per_second: int) -> None:
        """Messages beyond so many in a second are refused for a second."""
        self._allowed = per_second

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def take(self, method: str) -> Fault | None:
        """The first fault for that method ("*" is any but getUpdates), one use of it spent."""
        for fault in self._faults:
            if fault.method == method or (fault.method == "*" and method != "getUpdates"):
                fault.times -= 1
                if not fault.times:
                    self._faults.remove(fault)
                return fault
        return self._excess(method)

    def _excess(self, method: str) -> Fault | None:
        if self._allowed is None or not method.startswith(("send", "edit")):
            return None
        now = time.monotonic()
        while self._recent and self._recent[0] < now - 1:
            self._recent.popleft()
        if len(self._recent) >= self._allowed:
            return Fault(method, Injected(429, retry_after=1), after=False, times=1)
        self._recent.append(now)
        return None

    @property
    def left(self) -> list[Fault]:
        """Those that no call has met yet."""
        return list(self._faults)
