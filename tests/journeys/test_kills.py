"""kill -9 in the midst of a reload. A handful of points here; `python -m tests.bench.kills` tries
every one, many times."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.progress import Phase
from tests.support.doomed import SWAP
from tests.support.survival import installation, survived


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installation(tmp_path_factory.mktemp("asal") / "own")


@pytest.mark.parametrize(
    ("point", "victim", "published"),
    [
        (Phase.BUILD, "bot", False),
        (Phase.PUBLISH, "bot", None),
        (SWAP, "bot", True),
        (Phase.EXAM, "child", False),
    ],
)
async def test_a_bot_that_is_killed_starts_on_a_whole_generation_and_loses_nothing(
    point: str, victim: str, published: bool | None, built: Path, tmp_path: Path
) -> None:
    result = await survived(built, tmp_path / "own", str(point), victim)
    assert result.faults == []
    assert published in (None, result.was_published)
