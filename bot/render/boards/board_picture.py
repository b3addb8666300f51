"""A board as a picture: areas by components, or the rows of one area by the last thirty days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot import texts
from bot.boards.composition import AreaBoard, Part
from bot.boards.history import History, last_days
from bot.readiness import Cell, Component, State
from bot.render.boards.board_parts import counts
from bot.render.boards.board_words import numbers, short
from bot.render.boards.grid import Grid, Row, draw
from bot.render.dates import moment_at
from corpus.areas import AreaTree

MOST_ROWS = 20
"""Areas of a picture: Telegram shrinks a taller one, and then it is not legible."""

_WEEK = 7


def pictures(board: AreaBoard, history: History, areas: AreaTree) -> Iterator[bytes]:
    """As PNGs, each drawn when it is asked for. `history` is looked at where there are no parts."""
    if not board.parts:
        yield draw(_days(board, history, areas))
    for at in range(0, len(board.parts), MOST_ROWS):
        yield draw(_parts(board, board.parts[at : at + MOST_ROWS], areas))


def _days(board: AreaBoard, history: History, areas: AreaTree) -> Grid:
    """A row a component, a column a day."""
    days = last_days(board.as_of, board.zone)
    columns = tuple(_short(day) if (days[-1] - day).days % _WEEK == 0 else "" for day in days)
    rows = tuple(
        Row(
            texts.COMPONENTS_SHORT[cell.component],
            _now(cell),
            tuple((state, "") for state in history[cell.component]),
        )
        for cell in board.own.cells
    )
    level = texts.STATES[board.own.level]
    moment = moment_at(board.as_of, board.zone)
    head = _title(board), texts.BOARD_LEVEL.format(level=level, moment=moment)
    return Grid(_loud(board, areas), head, columns, rows, (texts.PICTURE_DAYS,))


def _parts(board: AreaBoard, parts: Sequence[Part], areas: AreaTree) -> Grid:
    """A row an area, a column a component; of an area with several units, how many of them are in
    the worst state that any is in."""
    columns = tuple(texts.COMPONENTS_SHORT[component] for component in Component)
    rows = tuple(Row(_name(part), "", tuple(_cells(part))) for part in parts)
    head = _title(board), moment_at(board.as_of, board.zone), counts(board)
    notes = (texts.PICTURE_COUNTS,) if any(len(part.units) > 1 for part in parts) else ()
    return Grid(_loud(board, areas), head, columns, rows, notes)


def _cells(part: Part) -> Iterator[tuple[State, str]]:
    for place in range(len(Component)):
        states = [unit.cells[place].state for unit in part.units]
        worst = next(state for state in State if state in states)
        letter = texts.STATE_LETTERS[worst]
        yield worst, letter if len(states) == 1 else f"{letter}{states.count(worst)}"


def _name(part: Part) -> str:
    name = short(part.area.name)
    return name if len(part.units) == 1 else f"{name} ({len(part.units)})"


def _now(cell: Cell) -> str:
    """How the component is now, in words, with what was counted."""
    counted = numbers(cell.report) if cell.report and not cell.stale else ""
    return " ".join(filter(None, (texts.STATES[cell.state], counted)))


def _title(board: AreaBoard) -> str:
    return texts.BOARD.format(area=short(board.area.name))


def _loud(board: AreaBoard, areas: AreaTree) -> str:
    names = [area.name for id in board.drills if (area := areas.get(id))]
    return texts.PICTURE_DRILL.format(areas=", ".join(names)) if names else ""


def _short(day: date) -> str:
    return f"{day.day} {texts.MONTHS[day.month - 1][:3]}"
