"""What the buttons of boards say, and how it is read back. Each names its area, so it works on
messages of any age; whether the person may see that area is asked again when it is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from bot import texts
from bot.boards.composition import AreaBoard
from bot.render.boards.board_words import short
from bot.render.boards.public_buttons import beside
from bot.render.reply import Button, Row
from corpus.areas import Area

BOARD_DATA = re.compile(r"o:([a-z]):([a-z0-9-]{1,50}):(\d{1,4})\Z")
"""A view of an area's board, and the page of it."""


class View(StrEnum):
    """What a button shows of a board."""

    BOARD = "b"
    ROWS = "r"  # the area's own, where the board is of its parts
    SILENT = "s"
    WHOLE = "w"
    PICTURE = "p"
    TABLE = "t"


def parsed_board(data: str) -> tuple[str, str, int]:
    """View, area and page of data that matches BOARD_DATA; the view may be none of an older or a
    made-up button."""
    _, view, area, page = data.split(":")
    return view, area, int(page)


def board_button(label: str, view: View, area: str, page: int = 0) -> Button:
    """Shows it."""
    return Button(label, f"o:{view}:{area}:{page}")


def area_rows(areas: Iterable[Area]) -> list[Row]:
    """The boards of `areas`, two beside each other."""
    return beside(board_button(short(area.name), View.BOARD, area.id) for area in areas)


def rows_of(board: AreaBoard, shown: Iterable[Area], page: int, pages: int) -> list[Row]:
    """Everything that can be done from the board of an area, of whose parts some are `shown`."""
    area = board.area.id
    rows: list[Row] = [
        (
            board_button(texts.BUTTON_WHOLE, View.WHOLE, area),
            board_button(texts.BUTTON_PICTURE, View.PICTURE, area),
            board_button(texts.BUTTON_TABLE, View.TABLE, area),
        )
    ]
    if board.parts:
        rows.append(tuple(_about_parts(board)))
    rows += area_rows(shown)
    if turns := tuple(turn_buttons(View.BOARD, area, page, pages)):
        rows.append(turns)
    if board.above:
        above = board.above
        rows.append(board_button(f"{texts.BUTTON_UP} {short(above.name)}", View.BOARD, above.id))
    return rows


def turn_buttons(view: View, area: str, page: int, pages: int) -> Iterator[Button]:
    """To the page before and the one after."""
    if page > 0:
        yield board_button(texts.BUTTON_BACK, view, area, page - 1)
    if page < pages - 1:
        yield board_button(texts.BUTTON_FORTH, view, area, page + 1)


def _about_parts(board: AreaBoard) -> Iterator[Button]:
    area = board.area
    label = texts.BUTTON_OWN_ROWS.format(area=short(area.name))
    yield board_button(label, View.ROWS, area.id)
    if board.silent:
        count = texts.BUTTON_SILENT.format(count=len(board.silent))
        yield board_button(count, View.SILENT, area.id)
