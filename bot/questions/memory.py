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


@dataclass(frozen=True, slots=True)
class Said:
    """A question as it was understood on `generation`, and the person's own words for it."""

    turn: Turn
    words: str
    generation: str

    def on(self, generation: str) -> Turn:
        """What a question to `generation` may lean on. Of what sources said, only what the same
        generation said: in another one they may have been deleted."""
        return self.turn if generation == self.generation else Turn(self.words)


class Memory:
    """Remembers the last turn of every conversation. Times are seconds that never go back."""

    def __init__(self, seconds: float = SECONDS, conversations: int = CONVERSATIONS) -> None:
        self._seconds = seconds
        self._conversations = conversations
        self._turns: dict[Conversation, tuple[float, Said]] = {}  # the latest stands last

    def __len__(self) -> int:
        return len(self._turns)

    def remember(self, conversation: Conversation, said: Said, now: float) -> None:
        """`said` in the stead of what was said before it."""
        self._forget(now)
        self._turns.pop(conversation, None)
        self._turns[conversation] = now, said
        while len(self._turns) > self._conversations:
            del self._turns[next(iter(self._turns))]

    def recall(self, conversation: Conversation, now: float) -> Said | None:
        """What was said last; None where there was none, or too long ago."""
        self._forget(now)
        _, said = self._turns.get(conversation, (now, None))
        return said

    def forget(self, person: int) -> None:
        """Forget what the person asked, everywhere."""
        for conversation in [one for one in self._turns if one.person == person]:
            del self._turns[conversation]

    def _forget(self, now: float) -> None:
        while self._turns:
            conversation = next(iter(self._turns))
            if self._turns[conversation][0] > now - self._seconds:
                return
            del self._turns[conversation]
