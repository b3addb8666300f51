"""Which units have not reported, by name, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import texts
from bot.boards.composition import AreaBoard, Part
from bot.readiness import AreaReadiness
from bot.render.boards.board import drill_blocks
from bot.render.boards.board_buttons import View, area_rows, turn_buttons
from bot.render.boards.board_words import short
from bot.render.markup import bold, italic, join
from bot.render.reply import Reply, reply
from corpus.areas import AreaTree

_NAMES = 60
"""Names of a page: two screens of a phone, and far from Telegram's limit."""


def render_silent(board: AreaBoard, areas: AreaTree, page: int = 0) -> Reply:
    """A page of them; the last one where there are not so many."""
    pages = list(_pages(board.parts))
    page = min(page, max(0, len(pages) - 1))
    head = texts.SILENT.format(count=len(board.silent), all=len(board.units))
    head = head if board.silent else texts.SILENT_NONE
    lines = [_line(part, areas) for part in (pages[page] if pages else ())]
    blocks = [*drill_blocks(board, areas), join("\n", [bold(head), *lines])]
    if len(pages) > 1:
        blocks.append(italic(texts.PAGES.format(page=page + 1, pages=len(pages))))
    turns = tuple(turn_buttons(View.SILENT, board.area.id, page, len(pages)))
    return reply(blocks, [*([turns] if turns else []), *area_rows([board.area])])


def _pages(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts with silent units in pages; those of one part stay together."""
    page: list[Part] = []
    for part in parts:
        if (
            page
            and part.silent
            and sum(len(one.silent) for one in page) + len(part.silent) > _NAMES
        ):
            yield page
            page = []
        if part.silent:
            page.append(part)
    if page:
        yield page


def _line(part: Part, areas: AreaTree) -> str:
    named = [_name(unit, areas) for unit in part.units if unit.is_silent]
    if len(part.units) == 1:
        return named[0]
    return texts.SILENT_OF.format(
        area=short(part.area.name),
        count=len(part.silent),
        all=len(part.units),
        names=", ".join(named),
    )


def _name(unit: AreaReadiness, areas: AreaTree) -> str:
    """Its name, and whether it did report once."""
    area = areas.get(unit.area)
    name = short(area.name) if area else unit.area
    return name if unit.newest is None else texts.SILENT_STALE.format(area=name)
