"""What is told of a generation beside what it holds: what changed, and how it did in its exam. The
file is not sealed, and a generation is served without it just as well."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.changes import Changes
from index.store import NOTES
from index.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Notes:
    """`verdict` is None where no exam was held."""

    changes: Changes
    verdict: Verdict | None = None


_NOTES = TypeAdapter(Notes)


def write_notes(folder: Path, notes: Notes) -> None:
    """Write `notes` on the generation in `folder`."""
    (folder / NOTES).write_bytes(_NOTES.dump_json(notes, indent=1))


def read_notes(folder: Path) -> Notes | None:
    """The notes on the generation in `folder`; None where there are none that can be read."""
    try:
        return _NOTES.validate_json((folder / NOTES).read_bytes())
    except (OSError, ValidationError):
        return None
