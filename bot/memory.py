"""What a follow-up may lean on: the last question of each person in each chat, for a quarter of an
hour. In memory only: a restart forgets it, and nothing of it is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from index.followup.asked import Turn

SECONDS = 15 * 60.0
"""After so long a person has most likely turned to something else."""

CONVERSATIONS = 10_000
"""Conversations that are kept at once, the least recent forgotten first: some MiB."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Whose it is and where: in a group, two people's questions are not mixed."""

    person: int
    chat: int


class Memory:
    """Remembers the last turn of every conversation. Times are seconds that never go back."""

    def __init__(self, seconds: float = SECONDS, conversations: int = CONVERSATIONS) -> None:
        self._seconds = seconds
        self._conversations = conversations
        self._turns: dict[Conversation, tuple[float, Turn]] = {}  # the latest stands last

    def __len__(self) -> int:
        return len(self._turns)

    def remember(self, conversation: Conversation, turn: Turn, now: float) -> None:
        """`turn` in the stead of the one before it."""
        self._forget(now)
        self._turns.pop(conversation, None)
        self._turns[conversation] = now, turn
        while len(self._turns) > self._conversations:
            del self._turns[next(iter(self._turns))]

    def recall(self, conversation: Conversation, now: float) -> Turn | None:
        """The last turn; None where there was none, or too long ago."""
        self._forget(now)
        _, turn = self._turns.get(conversation, (now, None))
        return turn

    def _forget(self, now: float) -> None:
        while self._turns:
            conversation = next(iter(self._turns))
            if self._turns[conversation][0] > now - self._seconds:
                return
            del self._turns[conversation]
