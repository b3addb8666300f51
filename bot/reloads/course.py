"""The course of a reload: how far it is, and how it ended. Frozen values, so that the process that
builds and whoever shows them need know nothing of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator

from index.changes import Changes
from index.types import Manifest
from index.verdict import Check, Part

Figures: TypeAlias = Mapping[Part, tuple[int, int]]
"""Of each part of an exam, how many checks were passed, and how many there were."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """It is about to begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, how much of it is done, and how much there is."""

    label: str
    done: int
    total: int
    kind: Literal["step"] = "step"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another process builds; `step` is how far it is, where that is known."""

    step: Step | None


@dataclass(frozen=True, slots=True)
class Published:
    """A new generation is served. `embedded` of its passages were new; `rejected`, each with its
    reason, were not taken; `insisted` failures of the exam were accepted."""

    manifest: Manifest
    changes: Changes
    figures: Figures
    embedded: int
    rejected: tuple[str, ...]
    insisted: int = 0
    seconds: float = 0.0
    kind: Literal["published"] = "published"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The corpus is what the served generation was built from."""

    generation: str
    rejected: tuple[str, ...]
    kind: Literal["unchanged"] = "unchanged"


@dataclass(frozen=True, slots=True)
class Refused:
    """The new generation does worse at the exam: `failures` say in what. Those that are `final` are
    taken by nobody; the others under `entry`, the number by which the trail knows this refusal."""

    failures: tuple[Check, ...]
    final: bool
    entry: int | None = None
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class Failed:
    """It cannot be done as things are; `reason` says what to do."""

    reason: str
    kind: Literal["failed"] = "failed"


@dataclass(frozen=True, slots=True)
class Crashed:
    """A fault of ours. `trace` goes to the log, under the `incident` that people are told."""

    trace: str
    incident: str = ""
    kind: Literal["crashed"] = "crashed"


@dataclass(frozen=True, slots=True)
class Busy:
    """Another process has the right to build."""

    kind: Literal["busy"] = "busy"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The bot stopped, or was killed, before it was done."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The bot was killed when the new generation was published; it is served since it is back."""

    generation: str


Told = Published | Unchanged | Refused | Failed | Crashed | Busy
"""How building ended, as the process that does it tells it."""

Said: TypeAlias = Annotated[Step | Told, Discriminator("kind")]
"""All that it can say."""

Ended = Published | Unchanged | Refused | Failed | Crashed | Interrupted | Resumed
State = Ordered | Step | Waiting | Ended
