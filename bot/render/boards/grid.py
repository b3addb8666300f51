"""A table of states as a picture for a phone: told apart by letter, by pattern and by colour, so
that it is read in grey and by whoever sees no colours. Drawn with Pillow: matplotlib takes many
times as long."""

from __future__ import annotations

from dataclasses import dataclass

from bot import texts
from bot.readiness import State
from bot.render.boards.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its label, what stands small under that, and its cells."""

    label: str
    below: str
    cells: tuple[tuple[State, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`loud` stands on top in a band, `head` under it, the first line large; `columns` are written
    upwards over the cells, and `notes` stand below what each state looks like."""

    loud: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def draw(grid: Grid) -> bytes:
    """The picture as a PNG."""
    labels, small = [row.label for row in grid.rows], [row.below for row in grid.rows]
    sheet = Sheet(len(grid.rows), len(grid.columns), labels, small)
    if grid.loud:
        sheet.band(grid.loud)
    for number, line in enumerate(grid.head):
        sheet.line(line, bold=number == 0)
    sheet.columns(grid.columns)
    for row in grid.rows:
        sheet.row(row.label, row.below, row.cells)
    sheet.gap()
    for state in reversed(State):
        sheet.swatch(state, texts.STATE_LETTERS[state], texts.STATES[state])
    for note in grid.notes:
        sheet.line(note)
    return sheet.png()
