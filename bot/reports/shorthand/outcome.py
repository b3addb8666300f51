"""What a line can turn out to be: understood, or unclear for a reason that is told. Nothing is
between them: a guess that nobody sees would be a wrong report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.readiness import Component, State


@dataclass(frozen=True, slots=True)
class Line:
    """One component as it was reported; `have` of `need`, None where no number was given."""

    component: Component
    state: State
    have: int | None = None
    need: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A word that is nearly another, to be said back: `meant` is a component, or an area's id."""

    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class Understood:
    """`areas`: the one that is meant; several where the writer has to say which; none where he did
    not name one and has none of his own. `observed_at` is None where no time was given; `named` is
    false where no area was."""

    areas: tuple[str, ...]
    lines: tuple[Line, ...]
    observed_at: datetime | None = None
    guesses: tuple[Guess, ...] = ()
    named: bool = True


class Reason(Enum):
    """Why a line is not understood."""

    WORD = auto()  # a word that means nothing here
    OUTSIDE = auto()  # an area that is not his
    AREAS = auto()  # two areas in one report
    NO_COMPONENT = auto()  # a value before any component
    NO_VALUE = auto()  # a component without one
    TWICE = auto()  # one component in two places
    VALUES = auto()  # two values for one component
    STATES = auto()  # two states, or one that its numbers contradict
    NUMBER = auto()  # digits that are no count
    UNIT = auto()  # what is counted of another component
    LETTER_O = auto()  # the letter O among digits, which is a code as well
    RANGE = auto()  # 480-500
    NEGATIVE = auto()
    PERCENT = auto()
    HUGE = auto()
    LACKING = auto()  # "kurang 20 dari 500" are twenty that are not there
    NEED = auto()  # how many there are, not of how many
    NO_NEED = auto()  # of none
    WHICH = auto()  # not ready, but how far from it was not said
    BELOW = auto()  # a part of a regency or city
    NOTE_ENDS = auto()  # a note that goes on like a report
    TIME = auto()  # a time that is none, or not whole
    FUTURE = auto()
    ZONE = auto()  # a time in one of several zones
    LONG = auto()
    NOTE_LONG = auto()


@dataclass(frozen=True, slots=True)
class Unclear:
    """`about`: the piece of the line that the reason is about, as it was written."""

    reason: Reason
    about: str


class Asked(Exception):
    """Reading ends here, and why."""

    def __init__(self, reason: Reason, about: str) -> None:
        super().__init__(reason)
        self.unclear = Unclear(reason, about)
