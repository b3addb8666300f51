"""How a test looks at what the bot did, and waits for it: messages, calls, refusals, answers."""

import asyncio
import copy
from collections.abc import Callable

from tests.support.botapi.shapes import Call, Json
from tests.support.botapi.state import State

PATIENCE = 20.0


class Watch:
    """The looking and waiting half of the server."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.calls: list[Call] = []
        self._seen: dict[int, int] = {}

    @property
    def refusals(self) -> list[Call]:
        """Calls that this server refused by its own judgement: none, in a test of a good bot."""
        return [call for call in self.calls if call.refused]

    @property
    def pending_updates(self) -> list[Json]:
        """Updates that the bot has not confirmed."""
        return list(self.state.updates.pending)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def sent(self, chat_id: int) -> list[Json]:
        """The bot's messages in the chat as they stand now, oldest first, without deleted ones."""
        here = [it for it in self.state.outbox if it.message["chat"]["id"] == chat_id]
        return [copy.deepcopy(it.message) for it in here if not it.deleted]

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """One message as it stands now; None where it was deleted."""
        return copy.deepcopy(self.state.messages.get((chat_id, message_id)))

    async def wait_for(self, chat_id: int, count: int = 1, timeout: float = PATIENCE) -> list[Json]:
        """The next `count` messages of the bot in the chat that no wait has returned yet.

        In their present form: an edit that came before is in them, a deleted one in its last.
        """
        start = self._seen.get(chat_id, 0)

        def enough() -> bool:
            return len(self._outbox(chat_id)) >= start + count

        await self.wait_until(enough, timeout, f"{count} message(s) in chat {chat_id}")
        self._seen[chat_id] = start + count
        return copy.deepcopy(self._outbox(chat_id)[start : start + count])

    async def wait_for_answer(self, query_id: str, timeout: float = PATIENCE) -> Json:
        """The parameters with which the bot answered a pressed button or an inline query."""
        query = self.state.queries[query_id]

        def answered() -> bool:
            return query.answer is not None

        await self.wait_until(answered, timeout, f"an answer to query {query_id}")
        return query.answer

    async def wait_until(
        self, condition: Callable[[], object], timeout: float = PATIENCE, what: str = "it"
    ) -> None:
        """Returns once the condition holds, asked after every call; else AssertionError."""
        try:
            async with asyncio.timeout(timeout):
                while not condition():
                    await self.state.changed.wait()
        except TimeoutError:
            raise AssertionError(f"waited {timeout} s for {what}; {self._account()}") from None

    def _outbox(self, chat_id: int) -> list[Json]:
        return [it.message for it in self.state.outbox if it.message["chat"]["id"] == chat_id]

    def _account(self) -> str:
        recent = [call.method for call in self.calls if call.method != "getUpdates"][-8:]
        refused = [f"{call.method}: {call.error['description']}" for call in self.refusals]
        return (
            f"last calls: {recent}, refused: {refused}, "
            f"unconfirmed updates: {len(self.pending_updates)}"
        )
