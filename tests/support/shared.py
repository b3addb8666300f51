"""Files that stand beside the clone and are no part of it: real sources, open question sets. Where
they are missing, what needs them is skipped and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"


def shared(name: str) -> Path:
    """The file or folder `name` of `../shared`; skips the test where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not beside this clone", allow_module_level=True)
    return path
