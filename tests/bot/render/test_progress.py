from __future__ import annotations

import io
import sys
import time

import pytest

from bot.render.progress import Bar

A_WHILE = 1.1


class Screen(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """The terminal on stderr. No fixture: pytest puts its own stderr there before each test."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with Bar() as bar:
        for done in range(100):
            bar("membaca", done, 100)
    assert screen.getvalue() == ""


def test_long_work_is_shown_and_cleared_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = watched(monkeypatch)
    with Bar() as bar:
        bar("membaca", 1, 2)
        time.sleep(A_WHILE)
        bar("menulis", 40, 200)
    assert "membaca" in screen.getvalue() and "40/200" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")
    assert capsys.readouterr().out == ""


def test_a_failure_stops_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with pytest.raises(ValueError), Bar() as bar:
        time.sleep(A_WHILE)
        bar("membaca", 1, 2)
        raise ValueError
    assert screen.getvalue().endswith("\x1b[2K")


def test_where_nobody_watches_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with Bar() as bar:
        time.sleep(A_WHILE)
        bar("membaca", 1, 2)
    assert log.getvalue() == ""
