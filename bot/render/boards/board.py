"""The board of an area on one screen of a phone: what is most amiss first, then every row, or where
there are areas in it how each of them stands. What does not fit is told by "Selengkapnya"."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from bot import texts
from bot.boards.composition import AreaBoard, Part
from bot.readiness import State, gaps
from bot.render.boards.board_buttons import area_rows, rows_of
from bot.render.boards.board_parts import counts, part_lines
from bot.render.boards.board_rows import row_lines
from bot.render.boards.board_words import gap_words, short
from bot.render.dates import moment_at
from bot.render.drills.drills import banner
from bot.render.markup import Text, bold, join
from bot.render.reply import Reply, reply
from bot.render.screen import fits
from corpus.areas import Area, AreaTree

PAGE = 6
"""Parts of a page: with the gaps as many as a screen holds."""


def render_board(board: AreaBoard, areas: AreaTree, page: int = 0) -> Reply:
    """An area's rows; of an area with parts, a page of these."""
    if not board.parts:
        return reply(_rows_screen(board, areas), rows_of(board, (), 0, 1))
    pages = ceil(len(board.parts) / PAGE)
    page = min(page, pages - 1)
    shown = board.parts[page * PAGE : (page + 1) * PAGE]
    blocks = _parts_screen(board, areas, shown, page, pages)
    return reply(blocks, rows_of(board, [part.area for part in shown], page, pages))


def render_rows(board: AreaBoard, areas: AreaTree) -> Reply:
    """An area's own rows, also where it has parts."""
    return reply(_rows_screen(board, areas), area_rows([board.area]))


def render_which(areas: Sequence[Area]) -> Reply:
    """The question which of `areas` is meant."""
    return reply([texts.BOARD_WHICH], area_rows(areas))


def drill_blocks(board: AreaBoard, areas: AreaTree) -> tuple[Text, ...]:
    """The banner, where a drill is on that concerns the area."""
    return banner([area.name for id in board.drills if (area := areas.get(id))])


def _rows_screen(board: AreaBoard, areas: AreaTree) -> list[Text]:
    """The own rows; of ways to put them, each shorter than the one before, the first that fits."""
    found = [gap_words(cell) for _, cell in gaps([board.own])]
    brief = [gap_words(cell, with_numbers=False) for _, cell in gaps([board.own])]
    ways = (
        [_gaps(found), row_lines(board, whole=True)],
        [_gaps(found), row_lines(board, whole=False)],
        [_gaps_in_line(brief), row_lines(board, whole=False, legend=False)],
    )
    return _first_that_fits([*drill_blocks(board, areas), _head(board, board.own.level)], ways)


def _parts_screen(
    board: AreaBoard, areas: AreaTree, shown: Sequence[Part], page: int, pages: int
) -> list[Text]:
    """How many units are at each level, what is most amiss in them, and a page of the parts."""
    names = [(areas.get(id), cell) for id, cell in board.gaps]
    found = [_gap_in(area, gap_words(cell)) for area, cell in names if area]
    brief = [_gap_in(area, gap_words(cell, with_numbers=False)) for area, cell in names if area]
    parts = [part_lines(shown, page, pages)]
    ways = ([_gaps(found), *parts], [_gaps(brief), *parts], [_gaps_in_line(brief), *parts])
    return _first_that_fits([*drill_blocks(board, areas), _head(board), Text(counts(board))], ways)


def _first_that_fits(head: Sequence[Text], ways: Sequence[Sequence[Text]]) -> list[Text]:
    screens = ([*head, *way] for way in ways)
    return next((blocks for blocks in screens if fits(blocks)), [*head, *ways[-1]])


def _head(board: AreaBoard, level: State | None = None) -> Text:
    """Which area, how it stands if that is said at all, and when."""
    moment = moment_at(board.as_of, board.zone)
    if level:
        moment = texts.BOARD_LEVEL.format(level=texts.STATES[level], moment=moment)
    return bold(texts.BOARD.format(area=short(board.area.name))) + Text(f"\n{moment}")


def _gaps(found: Sequence[str]) -> Text:
    if not found:
        return Text(texts.BOARD_NO_GAPS)
    lines = (f"{number}. {gap}" for number, gap in enumerate(found, start=1))
    return join("\n", [bold(texts.BOARD_GAPS), *lines])


def _gaps_in_line(found: Sequence[str]) -> Text:
    if not found:
        return Text(texts.BOARD_NO_GAPS)
    return Text(texts.BOARD_GAPS_SHORT.format(gaps=", ".join(found)))


def _gap_in(area: Area, gap: str) -> str:
    return texts.BOARD_PART.format(area=short(area.name), told=gap)
