"""A table of states as a picture for a phone: told apart by letter, by pattern and by colour, so
that it is read in grey and by whoever sees no colours. Drawn with Pillow: matplotlib takes 0.8
seconds for the regencies of a province, this a tenth of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from bot import texts
from bot.readiness import State

WIDTH = 360
"""All lengths are pixels of a phone that shows it so wide; it is drawn three times as fine."""

_FINE = 3
_TEXT, _SMALL = 12, 10
"""Heights of letters."""

_MARGIN, _LINE, _ROW, _SWATCH = 6, 16, 26, 18
_WIDEST = 176
"""What labels may take; the rest is for the cells."""

_LETTERS = 50
"""Letters of a line across the picture."""

PAPER, INK = "#ffffff", "#1a202c"
LOUD_PAPER, LOUD_INK = "#1a202c", "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, letters and pattern of a state: lines one way, both ways, dots, or none."""

    fill: str
    ink: str
    pattern: str = ""


LOOKS = {
    State.NOT_YET: Look("#4c2a6b", "#ffffff", "x"),
    State.ACTION: Look("#f2d8a7", "#1a202c", "/"),
    State.UNKNOWN: Look("#ffffff", "#1a202c", "."),
    State.READY: Look("#cfe2f6", "#1a202c"),
}
"""No green, yellow and red: in the field those mean the use of force."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its label, what stands small under that, and its cells."""

    label: str
    below: str
    cells: tuple[tuple[State, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`loud` stands on top in a band, `head` under it, the first line large; `columns` are written
    upwards over the cells, `legend` and `notes` below."""

    loud: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[State, str], ...]
    notes: tuple[str, ...]


def draw(grid: Grid) -> bytes:
    """The picture as a PNG."""
    sheet = _Sheet(_height(grid), _label(grid.rows), len(grid.columns))
    if grid.loud:
        sheet.band(grid.loud)
    for number, line in enumerate(grid.head):
        sheet.line(line, bold=number == 0)
    sheet.columns(grid.columns)
    for row in grid.rows:
        sheet.row(row)
    sheet.at += _MARGIN
    for state, words in grid.legend:
        sheet.swatch(state, words)
    for note in grid.notes:
        sheet.line(note)
    return sheet.png()


class _Sheet:
    """Paper that is written on from the top; `at` is how far."""

    def __init__(self, height: int, label: float, cells: int) -> None:
        self.at = _MARGIN
        self._label = label
        self._image = Image.new("RGB", (WIDTH * _FINE, height * _FINE), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._across = (WIDTH - label - _MARGIN) / cells

    def band(self, words: str) -> None:
        lines = wrap(words, _LETTERS)
        deep = _LINE * len(lines) + _MARGIN
        self._box(0, self.at, WIDTH, self.at + deep, LOUD_PAPER)
        for number, line in enumerate(lines):
            middle = self.at + _MARGIN / 2 + _LINE * (number + 0.5)
            self._write(WIDTH / 2, middle, line, LOUD_INK, anchor="mm", bold=True)
        self.at += deep + _MARGIN

    def line(self, words: str, bold: bool = False) -> None:
        for each in wrap(words, _LETTERS):
            self._write(_MARGIN, self.at + _LINE / 2, each, INK, anchor="lm", bold=bold)
            self.at += _LINE

    def columns(self, names: Sequence[str]) -> None:
        """The names, written upwards."""
        deep = _columns(names)
        for place, name in enumerate(names):
            if name:
                strip = Image.new("RGB", (deep * _FINE, _LINE * _FINE), PAPER)
                middle = 0, _LINE * _FINE / 2
                ImageDraw.Draw(strip).text(middle, name, INK, _font(_TEXT), anchor="lm")
                left = self._label + self._across * (place + 0.5) - _LINE / 2
                turned = strip.rotate(90, expand=True)
                self._image.paste(turned, (round(left * _FINE), round(self.at * _FINE)))
        self.at += deep + 2

    def row(self, row: Row) -> None:
        top = self.at
        right = self._label - 4
        if row.below:
            self._write(right, top + 8, _cut(row.label, _TEXT), INK, anchor="rm")
            self._write(right, top + 19, _cut(row.below, _SMALL), INK, _SMALL, anchor="rm")
        else:
            self._write(right, top + _ROW / 2, _cut(row.label, _TEXT), INK, anchor="rm")
        for place, (state, letters) in enumerate(row.cells):
            left = round((self._label + self._across * place) * _FINE)
            after = round((self._label + self._across * (place + 1)) * _FINE)
            cell = _cell(state, letters, after - left - 1, _ROW * _FINE - 2)
            self._image.paste(cell, (left, top * _FINE))
        self.at += _ROW

    def swatch(self, state: State, words: str) -> None:
        """A cell as it is drawn, and what it means."""
        cell = _cell(state, texts.STATE_LETTERS[state], _SWATCH * _FINE, _SWATCH * _FINE)
        self._image.paste(cell, (_MARGIN * _FINE, (self.at + 1) * _FINE))
        self._write(_MARGIN + _SWATCH + 6, self.at + _SWATCH / 2 + 1, words, INK, anchor="lm")
        self.at += _SWATCH + 2

    def png(self) -> bytes:
        written = BytesIO()
        # A dozen colours: encoding them as such takes a third of the time.
        few = self._image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(written, "PNG", compress_level=3)
        return written.getvalue()

    def _box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self._draw.rectangle([each * _FINE for each in (left, top, right, bottom)], fill)

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        ink: str,
        size: int = _TEXT,
        *,
        anchor: str,
        bold: bool = False,
    ) -> None:
        stroke = 1 if bold else 0  # the font has no bold of its own
        at = x * _FINE, y * _FINE
        self._draw.text(at, words, ink, _font(size), anchor, stroke_width=stroke)


@lru_cache(512)
def _cell(state: State, letters: str, width: int, height: int) -> Image.Image:
    """A cell: the letters stand on the plain fill, so that no pattern runs through them."""
    look = LOOKS[state]
    cell = Image.new("RGB", (width, height), look.fill)
    pen = ImageDraw.Draw(cell)
    _hatch(pen, look, width, height)
    if letters:
        middle = width / 2, height / 2
        box = pen.textbbox(middle, letters, _font(_TEXT), anchor="mm", stroke_width=1)
        pen.rectangle([box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4], look.fill)
        pen.text(middle, letters, look.ink, _font(_TEXT), "mm", stroke_width=1)
    pen.rectangle([0, 0, width - 1, height - 1], outline=INK)
    return cell


def _hatch(pen: ImageDraw.ImageDraw, look: Look, width: int, height: int) -> None:
    for start in range(-height, width, 4 * _FINE):
        if look.pattern in ("/", "x"):
            pen.line([(start, height), (start + height, 0)], look.ink, 2)
        if look.pattern == "x":
            pen.line([(start, 0), (start + height, height)], look.ink, 2)
    if look.pattern == ".":
        for x in range(2 * _FINE, width, 4 * _FINE):
            for y in range(2 * _FINE, height, 4 * _FINE):
                pen.ellipse([x - 2, y - 2, x + 2, y + 2], look.ink)


def _height(grid: Grid) -> int:
    loud = len(wrap(grid.loud, _LETTERS)) * _LINE + 2 * _MARGIN if grid.loud else 0
    lines = sum(len(wrap(line, _LETTERS)) for line in (*grid.head, *grid.notes))
    legend = len(grid.legend) * (_SWATCH + 2)
    return (
        3 * _MARGIN
        + loud
        + lines * _LINE
        + _columns(grid.columns)
        + 2
        + len(grid.rows) * _ROW
        + legend
    )


def _columns(names: Sequence[str]) -> int:
    """How deep the names of columns reach."""
    return round(max((_long(name, _TEXT) for name in names), default=0)) + 4


def _label(rows: Sequence[Row]) -> float:
    """How wide labels are."""
    written = (max(_long(row.label, _TEXT), _long(row.below, _SMALL)) for row in rows)
    return min(_WIDEST, max(written, default=0) + _MARGIN + 4)


def _cut(words: str, size: int) -> str:
    """As much of a label as there is room for."""
    room = _WIDEST - _MARGIN - 4
    while _long(words, size) > room:
        words = words.rstrip("…")[:-1].rstrip() + "…"
    return words


def _long(words: str, size: int) -> float:
    return _font(size).getlength(words) / _FINE


@cache
def _font(size: int) -> FreeTypeFont:
    font = ImageFont.load_default(size * _FINE)
    assert isinstance(font, FreeTypeFont), "Pillow is built with FreeType"
    return font
