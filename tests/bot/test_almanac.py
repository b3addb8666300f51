from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.almanac import almanac_of, faults
from bot.readiness import Component
from corpus.ages import COMPONENTS
from corpus.stages import BUNDLED

BROKEN = ("stages.yaml", "indices.yaml", "patterns.yaml", "readiness.yaml")


def test_the_components_of_the_file_are_those_of_the_board() -> None:
    assert tuple(Component) == COMPONENTS


def test_reports_age_faster_during_an_election() -> None:
    almanac = almanac_of(BUNDLED.parent)
    on = almanac.ages(date(2024, 2, 14))("kota-balikpapan")
    off = almanac.ages(date(2026, 11, 25))("kota-balikpapan")
    assert on.keys() == set(Component) == off.keys()
    assert on[Component.PERSONNEL] == timedelta(hours=24)
    assert off[Component.PERSONNEL] == timedelta(days=30)


@pytest.mark.parametrize("name", BROKEN)
def test_the_projects_own_stands_in_for_a_file_that_is_broken_and_the_log_says_so(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / name).write_text("- bukan\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert almanac_of(tmp_path) == almanac_of(BUNDLED.parent)
    assert caplog.messages == [f"{name} harus berisi nama dan nilai"]
    assert [str(fault) for fault in faults(tmp_path)] == caplog.messages


def test_a_corpus_without_files_of_its_own_has_no_faults(tmp_path: Path) -> None:
    assert list(faults(tmp_path)) == []
