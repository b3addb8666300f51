"""The figures of an evaluation as tables, for the terminal and for the report alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot import texts
from bot.render.answers.terminal import pairs

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its heading, the names of its columns (none: a list of names and values), its
    rows."""

    heading: str
    columns: Row
    rows: tuple[Row, ...]


def sheets(figures: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """The tables of `figures`, as `siaga evaluate` measures them."""
    return tuple(_sheets(figures))


def figure_lines(figures: Mapping[str, Any]) -> RenderableType:
    """`figures` as they are printed."""
    return Group(*(_lines(sheet) for sheet in sheets(figures)))


def shown(value: Any) -> str:
    """A figure as it is written; a dash where there is none."""
    return texts.FIGURE_NONE if value is None else str(value)


def _sheets(figures: Mapping[str, Any]) -> Iterator[Sheet]:
    yield Sheet(texts.REPORT_FIGURES, (), tuple(_plain(figures)))
    if told := figures.get("calibration"):
        heading = texts.FIGURES_CALIBRATION.format(
            questions=told["questions"], error=shown(told["expected_calibration_error"])
        )
        bins = {f"{row['from']:.1f}–{row['to']:.1f}": row for row in told["table"]}
        counts = ("questions", "confidence", "right")
        yield _compared(heading, texts.FIGURES_BIN, bins, counts)
    if kinds := figures.get("kinds"):
        columns = tuple(next(iter(kinds.values())))
        yield _compared(texts.FIGURES_KINDS, texts.FIGURES_KIND, kinds, columns)
    if told := figures.get("robustness"):
        noises = {name: own for name, own in told.items() if isinstance(own, Mapping)}
        heading = texts.FIGURES_ROBUSTNESS.format(questions=told["questions"])
        yield _compared(heading, texts.FIGURES_NOISE, noises, tuple(noises["all"]))


def _plain(figures: Mapping[str, Any]) -> Iterator[Row]:
    for name, value in figures.items():
        if name == "latency_ms":
            yield from ((f"{name} {part}", shown(each)) for part, each in value.items())
        elif not isinstance(value, Mapping):
            yield name, shown(value)


def _compared(
    heading: str, label: str, groups: Mapping[str, Mapping[str, Any]], columns: Row
) -> Sheet:
    """A row a group; a group that lacks a column shows a dash in it."""
    rows = ((name, *(shown(own.get(it)) for it in columns)) for name, own in groups.items())
    return Sheet(heading, (label, *columns), tuple(rows))


def _lines(sheet: Sheet) -> RenderableType:
    if not sheet.columns:
        return pairs((name, value) for name, value in sheet.rows)
    first, *others = sheet.columns
    table = Table(box=SIMPLE, show_edge=False)
    table.add_column(Text(first), no_wrap=True)
    for name in others:
        table.add_column(Text(name), justify="right", overflow="fold")
    for row in sheet.rows:
        table.add_row(*map(Text, row))
    return Group(Text(f"\n{sheet.heading}", style="bold"), table)
