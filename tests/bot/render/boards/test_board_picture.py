from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from bot import texts
from bot.boards.composition import AreaBoard
from bot.boards.history import DAYS, History
from bot.readiness import Component, State
from bot.render.boards import board_picture, grid, sheet
from bot.render.boards.board_picture import MOST_ROWS, pictures
from bot.render.boards.grid import Grid, Row
from bot.render.boards.sheet import LOOKS
from corpus.areas import bundled
from tests.bot.render.boards.test_board import one_of_each
from tests.support.boards import CITY, COUNTRY, PROVINCE, board, report

SILENT: dict[Component, tuple[State, ...]] = {
    component: (State.UNKNOWN,) * DAYS for component in Component
}


def luminance(colour: str) -> float:
    """WCAG 2's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Grid]:
    """What is drawn, as it is handed to the pen."""
    grids: list[Grid] = []

    def noted(grid_: Grid) -> bytes:
        grids.append(grid_)
        return grid.draw(grid_)

    monkeypatch.setattr(board_picture, "draw", noted)
    return grids


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def images(found: AreaBoard, history: History = SILENT) -> list[Image.Image]:
    drawn = pictures(found, history, bundled())
    return [Image.open(BytesIO(each)).convert("RGB") for each in drawn]


def test_the_ratio_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("state", State)
def test_letters_stand_out_from_their_cell(state: State) -> None:
    assert contrast(LOOKS[state].ink, LOOKS[state].fill) >= 4.5


def test_words_stand_out_from_the_paper() -> None:
    for look in (sheet.PLAIN, sheet.LOUD):
        assert contrast(look.ink, look.fill) >= 4.5


def test_states_differ_by_letter_and_by_pattern_not_by_colour_alone() -> None:
    assert len(set(texts.STATE_LETTERS.values())) == len(State)
    for one, other in combinations(LOOKS.values(), 2):
        assert one.pattern != other.pattern


def test_no_colour_is_green_yellow_or_red() -> None:
    """Those mean the use of force in the field: a strong hue between them is none of ours."""
    for look in LOOKS.values():
        red, green, blue = (int(look.fill[at : at + 2], 16) for at in (1, 3, 5))
        assert not (green > 1.3 * red and green > 1.3 * blue), look
        assert not (red > 1.6 * green and red > 1.6 * blue), look
        assert not (min(red, green) > 2 * blue), look


@pytest.mark.parametrize("area", [CITY, PROVINCE, COUNTRY])
def test_letters_are_at_least_ten_high_where_the_picture_is_360_wide(area: str) -> None:
    (first, *_) = images(board(one_of_each(), area))
    assert first.width == 360 * 3
    assert min(sheet.TEXT, sheet.SMALL) >= 10
    # Telegram shrinks to 1280; as long as 360 are left across, nothing is lost on a phone.
    assert 1280 * first.width / max(first.size) >= 360


@pytest.mark.parametrize(("area", "number"), [(CITY, 1), (PROVINCE, 1), ("jawa-timur", 2)])
def test_a_picture_holds_no_more_areas_than_are_legible(
    area: str, number: int, drawn: list[Grid]
) -> None:
    found = board([], area)
    assert len(images(found)) == number
    assert max(len(each.rows) for each in drawn) <= MOST_ROWS
    if found.parts:
        assert sum(len(each.rows) for each in drawn) == len(found.parts)


def test_a_city_has_a_row_a_component_and_a_column_a_day(drawn: list[Grid]) -> None:
    history = SILENT | {Component.POSTS: (State.READY,) * DAYS}
    images(board(one_of_each()), history)
    (shown,) = drawn
    assert [row.label for row in shown.rows] == list(texts.COMPONENTS_SHORT.values())
    assert {len(row.cells) for row in shown.rows} == {DAYS} == {len(shown.columns)}
    assert [name for name in shown.columns if name] == [
        *("29 Okt", "5 Nov", "12 Nov", "19 Nov", "26 Nov")
    ]
    assert shown.rows[2].cells[0] == (State.READY, "")
    assert [row.below for row in shown.rows[:3]] == [
        *("SIAP 12/12 dokumen", "PERLU TINDAKAN 480/500 orang", "BELUM 0/4 posko")
    ]


def test_a_province_has_a_row_an_area_and_a_letter_a_component(drawn: list[Grid]) -> None:
    images(board(one_of_each(), PROVINCE))
    (shown,) = drawn
    row = next(row for row in shown.rows if row.label == "Kota Balikpapan")
    assert "".join(letters for _, letters in row.cells) == "SPBP?P????"
    assert shown.columns == tuple(texts.COMPONENTS_SHORT.values())


def test_the_country_tells_of_how_many_units_each_worst_state_is(drawn: list[Grid]) -> None:
    images(
        board(
            [*one_of_each(), report(Component.POSTS, State.NOT_YET, area="kota-bontang")], COUNTRY
        )
    )
    rows = {row.label: row for shown in drawn for row in shown.rows}
    row = rows["Kalimantan Timur (10)"]
    assert [letters for _, letters in row.cells[:3]] == ["?9", "P1", "B2"]


def test_a_drill_stands_in_a_band_on_top(drawn: list[Grid]) -> None:
    quiet, loud = images(board([]))[0], images(board([], drills=(CITY,)))[0]
    assert [each.loud for each in drawn] == [
        "",
        texts.PICTURE_DRILL.format(areas="Kota Balikpapan"),
    ]
    assert min(at(quiet, 2, 40)) > 250 and max(at(loud, 2, 40)) < 50


def test_every_sort_of_cell_is_drawn_otherwise_also_in_grey() -> None:
    drawn = []
    for state in State:
        table = Grid("", ("Uji",), ("",) * 10, (Row("Uji", "", ((state, ""),) * 10),), ())
        picture = Image.open(BytesIO(grid.draw(table))).convert("L")
        drawn.append(picture.crop((3 * 60, 0, picture.width, 3 * 50)).tobytes())
    assert len(set(drawn)) == len(State)


@pytest.mark.parametrize("letter", sorted({*"".join(area.name for area in bundled().areas)}))
def test_the_font_has_every_letter_of_areas(letter: str) -> None:
    font, none = sheet._font(12), "\uffff"
    missing = bytes(font.getmask(none)), font.getbbox(none)
    assert letter == " " or (bytes(font.getmask(letter)), font.getbbox(letter)) != missing


def test_a_label_that_is_too_long_is_cut_not_drawn_over_the_cells() -> None:
    cell = ((State.READY, ""),)
    drawn = [
        Image.open(BytesIO(grid.draw(Grid("", ("Uji",), ("",), (row,), ())))).convert("RGB")
        for row in (Row("W" * 60, "w" * 90, cell), Row("W" * 400, "w" * 900, cell))
    ]
    cells = [one.crop((3 * 180, 0, one.width, one.height)).tobytes() for one in drawn]
    assert cells[0] == cells[1]
