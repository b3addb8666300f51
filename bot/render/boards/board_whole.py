"""All that is known of an area's readiness: every report with its note and who stands for it, how
each row was in the last thirty days; and apart from them, what is published."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.boards.composition import AreaBoard
from bot.boards.history import History
from bot.boards.quotes import Quotes
from bot.readiness import Cell, Component, Report, State
from bot.render.boards.board import drill_blocks
from bot.render.boards.board_buttons import area_rows
from bot.render.boards.board_words import age, is_verified, numbers, short
from bot.render.boards.public_buttons import beside
from bot.render.boards.quotes import quote_blocks, quote_buttons
from bot.render.citing import Citing
from bot.render.dates import moment_at
from bot.render.markup import Text, bold, code, folded, italic, join
from bot.render.reply import Reply, reply
from corpus.areas import AreaTree


def render_whole(board: AreaBoard, history: History, quotes: Quotes, areas: AreaTree) -> Reply:
    """Reports first, then quotes under a heading of their own."""
    moment = moment_at(board.as_of, board.zone)
    head = bold(texts.BOARD.format(area=short(board.area.name))) + Text(f"\n{moment}")
    blocks = [*drill_blocks(board, areas), head, *_components(board)]
    if not board.parts or not board.own.is_silent:
        blocks += [bold(texts.BOARD_REPORTS), *_cells(board, history)]
        blocks.append(italic(texts.BOARD_TREND_LEGEND))
    citing = Citing()
    blocks.append(bold(texts.BOARD_QUOTES if quotes else texts.BOARD_QUOTES_NONE))
    blocks += quote_blocks(quotes, board.area.id, citing, areas)
    rows = [*beside(quote_buttons(quotes, citing)), *area_rows([board.area])]
    return reply([*blocks, *([folded(citing.block())] if quotes else [])], rows)


def letters(states: tuple[State, ...]) -> str:
    """A letter a day."""
    return "".join(texts.STATE_LETTERS[state] for state in states)


def _components(board: AreaBoard) -> Iterator[Text]:
    """Of an area with parts, in how many units each component stands how."""
    if not board.parts:
        return
    lines = []
    for place, component in enumerate(Component):
        states = [unit.cells[place].state for unit in board.units]
        counts = (
            texts.BOARD_COUNT.format(count=states.count(state), state=texts.STATES[state])
            for state in State
            if state in states
        )
        lines.append(
            texts.BOARD_COMPONENT.format(
                component=texts.COMPONENTS[component], counts=", ".join(counts), all=len(states)
            )
        )
    yield join("\n", [bold(texts.BOARD_COMPONENTS), *lines])


def _cells(board: AreaBoard, history: History) -> Iterator[Text]:
    for cell in board.own.cells:
        heading = texts.BOARD_CELL.format(
            component=texts.COMPONENTS[cell.component], state=texts.STATES[cell.state]
        )
        told = _report(cell, cell.report, board) if cell.report else [texts.BOARD_CELL_NONE]
        before, _, after = texts.BOARD_TREND.partition("{letters}")
        trend = Text(before) + code(letters(history[cell.component])) + Text(after)
        yield join("\n", [bold(heading), *told, trend])


def _report(cell: Cell, report: Report, board: AreaBoard) -> Iterator[str]:
    seen = texts.BOARD_CELL_SEEN.format(
        moment=moment_at(report.observed_at, board.zone), age=age(report, board.as_of)
    )
    yield ". ".join(filter(None, (numbers(report), seen)))
    if cell.stale:
        yield texts.BOARD_CELL_STALE.format(state=texts.STATES[report.state])
    if report.note:
        yield texts.BOARD_CELL_NOTE.format(note=report.note)
    judged = texts.BOARD_UNVERIFIED
    if is_verified(report):
        judged = texts.BOARD_VERIFIED_BY.format(officer=report.judged_by)
    yield texts.BOARD_CELL_BY.format(
        role=texts.ROLES[report.role], officer=report.officer, judged=judged
    )
