"""The rows of an area's board, each on a line of a phone: what was counted, how long ago, and
whether a superior stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import texts
from bot.boards.composition import AreaBoard
from bot.readiness import Cell, Report, State
from bot.render.boards.board_words import age, is_verified, numbers
from bot.render.markup import Text, bold, italic, join
from bot.render.screen import COLUMNS


def row_lines(board: AreaBoard, whole: bool, legend: bool = True) -> Text:
    """All ten, those of one state together, the worst first. Unless they are `whole`, what would
    not fit its line goes without its numbers."""
    cells, lines = board.own.cells, list[Text]()
    for state in State:
        of_state = [cell for cell in cells if cell.state is state]
        if of_state:
            counted = texts.BOARD_GROUP.format(
                state=texts.STATES[state], count=len(of_state), all=len(cells)
            )
            lines += [bold(counted), *map(Text, _group(of_state, board, whole))]
    if legend:
        lines.append(italic(_legend(cells)))
    return join("\n", lines)


def _group(cells: Sequence[Cell], board: AreaBoard, whole: bool) -> Iterator[str]:
    for cell in cells:
        if cell.report:
            yield _row(cell, cell.report, board, whole)
    if names := [texts.COMPONENTS_SHORT[cell.component] for cell in cells if not cell.report]:
        yield texts.BOARD_UNREPORTED.format(components=", ".join(names))


def _row(cell: Cell, report: Report, board: AreaBoard, whole: bool) -> str:
    """A reported component: its numbers, how old they are, whether a superior stands for them."""
    name, told = texts.COMPONENTS_SHORT[cell.component], age(report, board.as_of)
    if cell.stale:
        told = f"{told}, {texts.BOARD_STALE}"
    if is_verified(report):
        told = f"{told} {texts.BOARD_MARK}"
    counted = " ".join(filter(None, (name, numbers(report))))
    rows = (f"{counted} · {told}", f"{counted} · {told.replace(texts.AGO, '')}", f"{name} · {told}")
    if whole:
        return next((row for row in rows[:2] if len(row) <= COLUMNS), rows[0])
    return next((row for row in rows if len(row) <= COLUMNS), rows[-1])


def _legend(cells: Sequence[Cell]) -> str:
    verified = any(cell.report and is_verified(cell.report) for cell in cells)
    return texts.BOARD_LEGEND if verified else texts.BOARD_NONE_VERIFIED
