"""The paper that a table of states is drawn on, from the top down, in lengths that a phone shows.
The only module that draws with Pillow.

A pixel is the number of a shade, and only the file says which colours those are: a third of what
colours take, and nothing has to find out afterwards which there are. The shades of a look run from
its fill to its ink, so that the edges of letters, which lie between the two, are smooth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from bot.readiness import State

WIDTH = 360
"""Pixels across on the phone; it is drawn three times as fine."""

TEXT, SMALL = 12, 10
"""Heights of letters."""

ROW = 26

_FINE = 3
_MARGIN, _LINE, _SWATCH = 6, 16, 18
_WIDEST = 176
"""What labels may take; the rest is for the cells."""

_LETTERS = 50
"""Letters of a line across the sheet."""

_BESIDE_ROWS = 900
"""More than everything but the rows ever takes; what is left empty is cut off."""


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, letters and pattern of a state: lines one way, both ways, dots, or none."""

    fill: str
    ink: str
    pattern: str = ""


LOOKS: Mapping[State, Look] = {
    State.NOT_YET: Look("#4c2a6b", "#ffffff", "x"),
    State.ACTION: Look("#f2d8a7", "#1a202c", "/"),
    State.UNKNOWN: Look("#ffffff", "#1a202c", "."),
    State.READY: Look("#cfe2f6", "#1a202c"),
}
"""No green, yellow and red: in the field those mean the use of force."""

PLAIN, LOUD = Look("#ffffff", "#1a202c"), Look("#1a202c", "#ffffff")
"""The paper, and the band on top of it."""

_SHADES = 16
_SHADED = (PLAIN, LOUD, *LOOKS.values())


class Sheet:
    """Paper for so many rows, each with as many cells. `labels` are all labels of rows, and `small`
    what stands under them: they decide how wide the cells are."""

    def __init__(self, rows: int, cells: int, labels: Sequence[str], small: Sequence[str]) -> None:
        longest = max([*(_long(it, TEXT) for it in labels), *(_long(it, SMALL) for it in small)])
        size = WIDTH * _FINE, (_BESIDE_ROWS + ROW * rows) * _FINE
        self._at = _MARGIN
        self._label = min(_WIDEST, longest + _MARGIN + 4)
        self._across = (WIDTH - self._label - _MARGIN) / cells
        self._image = Image.new("L", size, _fill(PLAIN))
        self._draw = ImageDraw.Draw(self._image)

    def band(self, words: str) -> None:
        """Loud words from edge to edge."""
        lines = wrap(words, _LETTERS)
        deep = _LINE * len(lines) + _MARGIN
        box = (0, self._at, WIDTH, self._at + deep)
        self._draw.rectangle([each * _FINE for each in box], _fill(LOUD))
        for number, line in enumerate(lines):
            middle = self._at + _MARGIN / 2 + _LINE * (number + 0.5)
            self._write(WIDTH / 2, middle, line, LOUD, anchor="mm", bold=True)
        self._at += deep + _MARGIN

    def line(self, words: str, bold: bool = False) -> None:
        """Words across the sheet, in as many lines as they need."""
        for each in wrap(words, _LETTERS):
            self._write(_MARGIN, self._at + _LINE / 2, each, anchor="lm", bold=bold)
            self._at += _LINE

    def gap(self) -> None:
        """A little room."""
        self._at += _MARGIN

    def columns(self, names: Sequence[str]) -> None:
        """The names of the cells below, written upwards."""
        deep = round(max(_long(name, TEXT) for name in names)) + 4
        for place, name in enumerate(names):
            if name:
                strip = Image.new("L", (deep * _FINE, _LINE * _FINE), _fill(PLAIN))
                middle = 0, _LINE * _FINE / 2
                ImageDraw.Draw(strip).text(middle, name, _ink(PLAIN), _font(TEXT), anchor="lm")
                left = self._label + self._across * (place + 0.5) - _LINE / 2
                at = round(left * _FINE), round(self._at * _FINE)
                self._image.paste(strip.rotate(90, expand=True), at)
        self._at += deep + 2

    def row(self, label: str, below: str, cells: Sequence[tuple[State, str]]) -> None:
        """A label, with something small under it or nothing, and its cells with their letters."""
        top, right = self._at, self._label - 4
        if below:
            self._write(right, top + 8, _cut(label, TEXT), anchor="rm")
            self._write(right, top + 19, _cut(below, SMALL), size=SMALL, anchor="rm")
        else:
            self._write(right, top + ROW / 2, _cut(label, TEXT), anchor="rm")
        for place, (state, letters) in enumerate(cells):
            left = round((self._label + self._across * place) * _FINE)
            after = round((self._label + self._across * (place + 1)) * _FINE)
            cell = _cell(state, letters, after - left - 1, ROW * _FINE - 2)
            self._image.paste(cell, (left, top * _FINE))
        self._at += ROW

    def swatch(self, state: State, letter: str, words: str) -> None:
        """A cell as it is drawn, and what it means."""
        cell = _cell(state, letter, _SWATCH * _FINE, _SWATCH * _FINE)
        self._image.paste(cell, (_MARGIN * _FINE, (self._at + 1) * _FINE))
        self._write(_MARGIN + _SWATCH + 6, self._at + _SWATCH / 2 + 1, words, anchor="lm")
        self._at += _SWATCH + 2

    def png(self) -> bytes:
        """What is written, as a PNG."""
        written = BytesIO()
        drawn = self._image.crop((0, 0, self._image.width, (self._at + _MARGIN) * _FINE))
        drawn.putpalette(_palette())
        drawn.save(written, "PNG", compress_level=3)
        return written.getvalue()

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        look: Look = PLAIN,
        *,
        size: int = TEXT,
        anchor: str,
        bold: bool = False,
    ) -> None:
        stroke = 1 if bold else 0  # the font has no bold of its own
        at = x * _FINE, y * _FINE
        self._draw.text(at, words, _ink(look), _font(size), anchor, stroke_width=stroke)


@lru_cache(512)
def _cell(state: State, letters: str, width: int, height: int) -> Image.Image:
    """The letters stand on the plain fill, so that no pattern runs through them."""
    look = LOOKS[state]
    cell = Image.new("L", (width, height), _fill(look))
    pen = ImageDraw.Draw(cell)
    _hatch(pen, look, width, height)
    if letters:
        middle = width / 2, height / 2
        box = pen.textbbox(middle, letters, _font(TEXT), anchor="mm", stroke_width=1)
        pen.rectangle([box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4], _fill(look))
        pen.text(middle, letters, _ink(look), _font(TEXT), "mm", stroke_width=1)
    pen.rectangle([0, 0, width - 1, height - 1], outline=_ink(PLAIN))
    return cell


def _hatch(pen: ImageDraw.ImageDraw, look: Look, width: int, height: int) -> None:
    for start in range(-height, width, 4 * _FINE):
        if look.pattern in ("/", "x"):
            pen.line([(start, height), (start + height, 0)], _ink(look), 2)
        if look.pattern == "x":
            pen.line([(start, 0), (start + height, height)], _ink(look), 2)
    if look.pattern == ".":
        for x in range(2 * _FINE, width, 4 * _FINE):
            for y in range(2 * _FINE, height, 4 * _FINE):
                pen.ellipse([x - 2, y - 2, x + 2, y + 2], _ink(look))


def _fill(look: Look) -> int:
    return _SHADED.index(look) * _SHADES


def _ink(look: Look) -> int:
    return _fill(look) + _SHADES - 1


@cache
def _palette() -> bytes:
    """The colours of all shades, red, green and blue of each."""
    return bytes(
        round(fill + (ink - fill) * shade / (_SHADES - 1))
        for look in _SHADED
        for shade in range(_SHADES)
        for fill, ink in zip(ImageColor.getrgb(look.fill), ImageColor.getrgb(look.ink), strict=True)
    )


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
