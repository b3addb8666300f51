"""The areas of a board in lines of a phone: how many units are at each level, never without of how
many, and how each part stands."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.boards.composition import AreaBoard, Part
from bot.readiness import State
from bot.render.boards.board_words import short
from bot.render.markup import Text, bold, italic, join


def counts(board: AreaBoard) -> str:
    """How many of the units are at each level."""
    found = board.counts
    told = (
        texts.BOARD_COUNT.format(count=found[level], state=texts.STATES[level])
        for level in reversed(State)
        if found[level]
    )
    return texts.BOARD_COUNTS.format(all=found.total(), counts=", ".join(told))


def part_lines(shown: Sequence[Part], page: int, pages: int) -> Text:
    """Those of a page, a line each."""
    lines: list[Text | str] = [bold(texts.BOARD_PARTS), *map(_part, shown)]
    if pages > 1:
        lines.append(italic(texts.PAGES.format(page=page + 1, pages=pages)))
    return join("\n", lines)


def _part(part: Part) -> str:
    """A unit and its level; of several units, how many are at the worst level that any has."""
    worst = next(level for level in State if part.counts[level])
    told = texts.STATES[worst]
    if len(part.units) > 1:
        told = texts.BOARD_PART_COUNT.format(
            count=part.counts[worst], all=len(part.units), state=told
        )
    elif part.silent:
        stale = part.units[0].newest is not None
        told = texts.BOARD_PART_STALE if stale else texts.BOARD_PART_SILENT
    return texts.BOARD_PART.format(area=short(part.area.name), told=told)
