from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.reloads.underway import FILE, AnotherUnderway, Begun, Underway

BEGUN = Begun("P-1", "reload", "lama", {"insisted": ["q1"]})

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.reloads.underway import Begun, Underway
with Underway(Path(sys.argv[1])).holding(Begun("P-1", "reload", "lama", {"insisted": ["q1"]})):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_is_under_way_is_known_as_long_as_it_lasts(tmp_path: Path) -> None:
    underway = Underway(tmp_path)
    assert underway.begun() is None
    with underway.holding(BEGUN):
        assert Underway(tmp_path).begun() == BEGUN
    assert underway.begun() is None


def test_what_is_over_is_remembered_until_whoever_began_it_is_told(tmp_path: Path) -> None:
    underway = Underway(tmp_path)
    with underway.holding(BEGUN):
        underway.forget()
        assert underway.begun() == BEGUN, "it goes on"
    with pytest.raises(ZeroDivisionError), underway.left() as left:
        assert left == replace(BEGUN, is_over=True)
        raise ZeroDivisionError
    underway.forget()
    with underway.left() as left:
        assert left is None


def test_two_changes_are_not_under_way_at_once(tmp_path: Path) -> None:
    with (
        Underway(tmp_path).holding(BEGUN),
        pytest.raises(AnotherUnderway),
        Underway(tmp_path).holding(BEGUN),
    ):
        pass
    with Underway(tmp_path).holding(BEGUN):
        pass


def test_what_somebody_is_doing_is_not_left(tmp_path: Path) -> None:
    with Underway(tmp_path).holding(BEGUN), Underway(tmp_path).left() as left:
        assert left is None


def test_what_a_killed_process_left_is_found_until_its_story_is_finished(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)])
    assert ran.returncode < 0
    with pytest.raises(ZeroDivisionError), Underway(tmp_path).left() as left:
        assert left == BEGUN
        raise ZeroDivisionError
    with Underway(tmp_path).left() as left:
        assert left == BEGUN
    with Underway(tmp_path).left() as left:
        assert left is None


@pytest.mark.parametrize("text", ["", '{"actor": "P-', "[]", '{"siapa": 1}'])
def test_half_a_note_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert Underway(tmp_path).begun() is None
    with Underway(tmp_path).left() as left:
        assert left is None
