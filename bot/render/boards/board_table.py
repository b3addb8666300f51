"""A board as a table for the daily analysis: a line for every area and component as it was
reported, and, apart from these and never mixed with them, one for every sentence published."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from bot import texts
from bot.boards.composition import AreaBoard
from bot.boards.quotes import Quote, Quotes
from bot.readiness import AreaReadiness, Cell, Component
from bot.render.boards.board_words import is_verified
from bot.render.dates import moment_at
from corpus.areas import AreaTree, Zone

_SEPARATOR = ";"
"""What Excel with Indonesian settings takes for one; the comma is its decimal point."""

_FORMULA = ("=", "+", "-", "@")


def table(board: AreaBoard, quotes: Quotes, areas: AreaTree) -> bytes:
    """CSV in UTF-8, with the mark by which Excel knows it."""
    written = StringIO()
    writer = csv.writer(written, delimiter=_SEPARATOR, lineterminator="\r\n")
    writer.writerow(texts.TABLE_HEADS)
    for unit in _units(board):
        writer.writerows(_reported(unit, board.as_of, areas))
    for component, own in quotes.items():
        writer.writerows(_published(component, quote, areas) for quote in own)
    return written.getvalue().encode("utf-8-sig")


def file_name(board: AreaBoard) -> str:
    """Whose table it is, and of when."""
    moment = f"{board.as_of.astimezone(board.zone.tzinfo):%Y%m%d-%H%M}"
    return texts.TABLE_FILE.format(area=board.area.id, moment=moment)


def caption(board: AreaBoard) -> str:
    """Under the file."""
    moment = moment_at(board.as_of, board.zone)
    told = texts.TABLE_CAPTION.format(area=board.area.name, moment=moment)
    return f"{texts.DRILL_ON}\n{told}" if board.drills else told


def _units(board: AreaBoard) -> Iterator[AreaReadiness]:
    """The area itself, unless all there is to say is in its parts; then these."""
    if not board.parts or not board.own.is_silent:
        yield board.own
    yield from board.units


def _reported(unit: AreaReadiness, now: datetime, areas: AreaTree) -> Iterator[list[str]]:
    named = areas.get(unit.area)
    name, zone = named.name if named else unit.area, areas.zone(unit.area)
    for cell in unit.cells:
        yield [_harmless(each) for each in (name, *_cell(cell, zone, now))]


def _cell(cell: Cell, zone: Zone, now: datetime) -> list[str]:
    component, state = texts.COMPONENTS[cell.component], texts.STATES[cell.state]
    if cell.report is None:
        return [component, state, *[""] * 12]
    one = cell.report
    hours = f"{(now - one.observed_at).total_seconds() / 3600:.1f}".replace(".", ",")
    return [
        component,
        state,
        "" if one.have is None else str(one.have),
        "" if one.need is None else str(one.need),
        texts.UNITS[one.component],
        _moment(one.observed_at, zone),
        _moment(one.received_at, zone),
        zone.value,
        hours,
        texts.TABLE_YES if cell.stale else "",
        texts.TABLE_YES if is_verified(one) else texts.TABLE_NO,
        texts.TABLE_REPORT,
        f"{texts.ROLES[one.role]} {one.officer}",
        " ".join(one.note.split()),
    ]


def _published(component: Component, quote: Quote, areas: AreaTree) -> list[str]:
    """A sentence with where it stands; it has no state."""
    document = quote.document
    area = areas.get(document.area or "")
    labels = (
        texts.DRILL_SHORT if document.drill else None,
        document.title,
        document.publisher,
        document.published_on,
        document.url,
    )
    source = ", ".join(each for each in labels if each)
    cells = [area.name if area else "", texts.COMPONENTS[component], *[""] * 10]
    told = [*cells, texts.TABLE_QUOTE, source, quote.evidence.text]
    return [_harmless(each) for each in told]


def _moment(moment: datetime, zone: Zone) -> str:
    return f"{moment.astimezone(zone.tzinfo):%Y-%m-%d %H:%M}"


def _harmless(cell: str) -> str:
    """Nothing that a program for tables would take for a formula and carry out."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
