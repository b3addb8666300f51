"""What goes wrong next because a test wants it to: error answers, and connections that drop."""

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
        return None

    @property
    def left(self) -> list[Fault]:
        """Those that no call has met yet."""
        return list(self._faults)
