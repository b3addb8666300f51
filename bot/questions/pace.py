"""How fast one person may ask. Pure but for what it remembers, and it forgets whoever is quiet."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil

TURNS, SECONDS = 20, 60.0
"""Turns of one person in any so many seconds; nobody reads an answer in three."""


@dataclass(frozen=True, slots=True)
class Flooded:
    """Too fast: how many seconds to wait. `first` since the last turn taken, so that it is said
    once: answering every message of a flood would be another flood."""

    seconds: int
    first: bool


@dataclass(slots=True)
class _Recent:
    turns: deque[float] = field(default_factory=deque)
    told: bool = False


class Pace:
    """Remembers the turns of the last `seconds` seconds, of whoever took any."""

    def __init__(self, turns: int = TURNS, seconds: float = SECONDS) -> None:
        self._turns = turns
        self._seconds = seconds
        self._people: dict[int, _Recent] = {}  # who took a turn last comes last

    def admit(self, person: int, now: float) -> Flooded | None:
        """None, and the turn counts; or why not, and it does not. `now` never goes back."""
        self._forget(now - self._seconds)
        recent = self._people.get(person) or _Recent()
        while recent.turns and recent.turns[0] <= now - self._seconds:
            recent.turns.popleft()
        if len(recent.turns) >= self._turns:
            first, recent.told = not recent.told, True
            return Flooded(ceil(recent.turns[0] + self._seconds - now), first)
        recent.turns.append(now)
        recent.told = False
        self._people.pop(person, None)
        self._people[person] = recent
        return None

    def _forget(self, before: float) -> None:
        while self._people:
            person = next(iter(self._people))
            if self._people[person].turns[-1] > before:
                return
            del self._people[person]
