"""How a generation did in its exam, check by check, and what in it is worse than in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a check is for."""

    INTEGRITY = "integrity"
    GOLDEN = "golden"
    ABSTENTION = "abstention"
    REFUSAL = "refusal"
    NEUTRALITY = "neutrality"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `id` names it in every generation, `about` is the question or
    the title of the document; what was `expected` and what `came`, in Indonesian."""

    id: str
    part: Part
    about: str
    expected: str
    came: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """One exam, which `exam` names, taken with the reading model `reader`: a check for each thing
    that was asked, the ids of the questions left out because the corpus holds none of their
    documents, and a failed check for each document that calls itself a drill and is not marked."""

    exam: str
    reader: str | None
    checks: tuple[Check, ...]
    left_out: tuple[str, ...] = ()
    unmarked: tuple[Check, ...] = ()

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that were not passed."""
        return (*(check for check in self.checks if not check.passed), *self.unmarked)

    @property
    def broken(self) -> tuple[Check, ...]:
        """The failures that nobody may accept: an answer that does not say what its source says."""
        return tuple(check for check in self.failed if check.part is Part.INTEGRITY)

    @property
    def figures(self) -> Mapping[Part, tuple[int, int]]:
        """Of each part that was examined, how many checks were passed, and how many there were."""
        every = (*self.checks, *self.unmarked)
        told = {part: [it.passed for it in every if it.part is part] for part in Part}
        return {part: (sum(passed), len(passed)) for part, passed in told.items() if passed}


def compare(old: Verdict, new: Verdict) -> tuple[Check, ...]:
    """The failures of `new` that `old` does not have. What `old` was not asked is no worse."""
    passed = {check.id for check in old.checks if check.passed}
    known = {check.id for check in old.unmarked}
    failed = (check for check in new.checks if not check.passed and check.id in passed)
    return (*failed, *(check for check in new.unmarked if check.id not in known))
