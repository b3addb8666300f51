"""A report written as a line again, the shortest that says the same: to be copied and mended."""

from __future__ import annotations

from collections.abc import Iterable

from bot.readiness import State, state_of
from bot.reports.shorthand.outcome import Line
from bot.reports.shorthand.words import CODES

CODE_OF = {component: code for code, component in CODES.items()}
_WORDS = {State.READY: "siap", State.ACTION: "kurang", State.NOT_YET: "belum", State.UNKNOWN: "?"}


def written(area: str | None, lines: Iterable[Line]) -> str:
    """`parse` understands it as these lines; `area` is a name, if one is known."""
    return " ".join([*([area] if area else []), *map(_line, lines)])


def _line(line: Line) -> str:
    values = [_values(line.state, line.have, line.need)]
    note = [f'"{line.note}"'] if line.note else []
    return " ".join([CODE_OF[line.component], *values, *note])


def _values(state: State, have: int | None, need: int | None) -> str:
    if have is None:
        return _WORDS[state]
    if need is None:
        return f"{have} {_WORDS[state]}"
    counts = f"{have}/{need}"
    return counts if state_of(have, need) is state else f"{counts} {_WORDS[state]}"
