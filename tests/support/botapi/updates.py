"""Which updates the bot gets when: the queue behind getUpdates, long polling and confirmation."""

import asyncio
from collections.abc import Sequence
from enum import Enum

from tests.support.botapi.errors import Conflict
from tests.support.botapi.shapes import Json

_TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
# Telegram sends these only to bots that ask for them by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class _Woken(Enum):
    BY_UPDATE = "update"
    BY_OTHER_POLL = "other poll"


class UpdateQueue:
    """Unconfirmed updates in order; one long poll at a time, a second one terminates the first."""

    def __init__(self) -> None:
        self.pending: list[Json] = []
        self._next_id = 1
        self._allowed: frozenset[str] = frozenset()
        self._waiting: asyncio.Future[_Woken] | None = None

    def push(self, update: Json) -> Json | None:
        """The update as queued, with its id; None where the bot did not ask for its kind."""
        kind = next(key for key in update if key != "update_id")
        if not self._wants(kind):
            return None
        numbered = {"update_id": self._next_id, **update}
        self._next_id = max(self._next_id, numbered["update_id"]) + 1
        self.pending.append(numbered)
        self._wake(_Woken.BY_UPDATE)
        return numbered

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirms what is below `offset`, waits up to `seconds` for updates, returns them."""
        self._confirm(offset)
        if not self.pending and seconds > 0:
            self._wake(_Woken.BY_OTHER_POLL)
            await self._wait(seconds)
        return self.pending[: min(max(limit, 1), 100)]

    def allow(self, kinds: Sequence[str]) -> None:
        """From now on only these kinds are queued; empty means Telegram's default set."""
        self._allowed = frozenset(kinds)

    def clear(self) -> None:
        self.pending.clear()

    def close(self) -> None:
        """Lets a waiting poll return with nothing."""
        self._wake(_Woken.BY_UPDATE)

    def _wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _ON_REQUEST

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    async def _wait(self, seconds: float) -> None:
        waiting: asyncio.Future[_Woken] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        try:
            woken = await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if woken is _Woken.BY_OTHER_POLL:
            raise Conflict(_TERMINATED)

    def _wake(self, reason: _Woken) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(reason)
