from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.boards.composition import AreaBoard, worst_first
from bot.readiness import Component, Report, State
from bot.render.boards.board import PAGE, render_board, render_rows, render_which
from bot.render.boards.board_buttons import BOARD_DATA, View, parsed_board
from bot.render.boards.silent import render_silent
from bot.render.reply import Reply
from corpus.areas import bundled
from tests.support.boards import CITY, COUNTRY, NOW, PROVINCE, board, report
from tests.support.botapi.html import parse_html

LONGEST = max(bundled().areas, key=lambda area: len(area.name)).id
counted = st.none() | st.integers(0, 999_999_999)
rows = st.tuples(st.sampled_from(State), counted, counted, st.floats(0, 364 * 24), st.booleans())
Told: TypeAlias = dict[Component, tuple[State, int | None, int | None, float, bool]]
"""By component: state, numbers, hours ago, and whether a superior stands for it."""


def shown(reply: Reply) -> str:
    """What a person reads, in one message."""
    (part,) = reply.parts
    return parse_html(part).text


def height(words: str, columns: int = 40) -> int:
    """Lines of a screen, counted otherwise than the program does: word by word."""
    lines = 0
    for line in words.split("\n"):
        left = columns
        lines += 1
        for word in line.split():
            if len(word) > left and left < columns:
                lines, left = lines + 1, columns
            left -= len(word) + 1
    return lines


def reports_of(area: str, told: Told) -> list[Report]:
    return [
        report(component, state, have, need, area=area, hours=hours, verified=verified)
        for component, (state, have, need, hours, verified) in told.items()
    ]


def one_of_each() -> list[Report]:
    return [
        report(Component.POSTS, State.NOT_YET, 0, 4, hours=3),
        report(Component.PERSONNEL, State.ACTION, 480, 500, hours=3, verified=True),
        report(Component.LOGISTICS, State.ACTION, hours=30),
        report(Component.BUDGET, State.ACTION, 150, 200, hours=0.5),
        report(Component.PLANS, State.READY, 12, 12, hours=26),
        report(Component.TRAINING, State.READY, hours=31 * 24),
    ]


def ordered(found: AreaBoard) -> AreaBoard:
    """With its parts as the use case orders them."""
    return replace(found, parts=worst_first(found.parts))


def test_a_board_reads_as_a_person_on_a_phone_wants_it() -> None:
    assert shown(render_board(board(one_of_each()), bundled())) == (
        "Papan Kota Balikpapan\n"
        "BELUM · 26 Nov 2026 14.05 WITA\n"
        "\n"
        "Kesenjangan utama\n"
        "1. Posko BELUM 0/4 posko\n"
        "2. Anggaran PERLU TINDAKAN 150/200 juta rupiah\n"
        "3. Personel PERLU TINDAKAN 480/500 orang\n"
        "\n"
        "BELUM (1 dari 10)\n"
        "Posko 0/4 posko · 3 jam lalu\n"
        "PERLU TINDAKAN (3 dari 10)\n"
        "Personel 480/500 orang · 3 jam lalu ✓\n"
        "Logistik · 1 hari lalu\n"
        "Anggaran 150/200 juta rupiah · 30 menit\n"
        "TAK DIKETAHUI (5 dari 10)\n"
        "Latihan · 31 hari lalu, usang\n"
        "Tanpa laporan: Kamtibmas, Masyarakat, Koordinasi, Kontinjensi\n"
        "SIAP (1 dari 10)\n"
        "Perangkat lunak 12/12 dokumen · 1 hari\n"
        "✓ diverifikasi atasan; tanpa ✓ belum."
    )


@given(st.dictionaries(st.sampled_from(Component), rows))
@pytest.mark.parametrize("area", [CITY, LONGEST])
@pytest.mark.parametrize("drills", [(), (CITY,), (CITY, PROVINCE, COUNTRY)])
def test_the_rows_of_an_area_fit_one_screen_whatever_is_reported(
    area: str,
    drills: tuple[str, ...],
    told: Told,
) -> None:
    words = shown(render_board(board(reports_of(area, told), area, drills), bundled()))
    assert height(words) <= 25
    for component in Component:
        assert texts.COMPONENTS_SHORT[component] in words


@given(st.dictionaries(st.sampled_from(Component), rows))
def test_every_row_stands_under_its_state_and_the_counts_add_up(
    told: Told,
) -> None:
    found = board(reports_of(CITY, told))
    lines = shown(render_board(found, bundled())).split("\n")
    heads = {f"{texts.STATES[state]} (": state for state in State}
    under: dict[str, State] = {}
    state, counts = None, 0
    for line in lines:
        head = next((it for it in heads if line.startswith(it)), None)
        if head:
            state, counts = heads[head], counts + int(line.removeprefix(head).split()[0])
        elif state:
            under |= {
                name: state
                for name in texts.COMPONENTS_SHORT.values()
                if line.startswith(name) or (line.startswith("Tanpa laporan") and name in line)
            }
    assert counts == len(Component)
    assert under == {texts.COMPONENTS_SHORT[cell.component]: cell.state for cell in found.own.cells}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "baru saja"),
        (0.5, "30 menit lalu"),
        (1, "1 jam lalu"),
        (23.9, "23 jam lalu"),
        (24, "1 hari lalu"),
        (29 * 24, "29 hari lalu"),
    ],
)
def test_the_age_is_told_in_whole_units(hours: float, words: str) -> None:
    told = shown(render_board(board([report(hours=hours)]), bundled()))
    assert f"Personel · {words}\n" in told


def test_where_nothing_is_amiss_that_is_said_and_where_nobody_reported_nothing_is_ready() -> None:
    told = shown(render_board(board([]), bundled()))
    assert texts.BOARD_NO_GAPS in told and "TAK DIKETAHUI (10 dari 10)" in told
    assert "SIAP" not in told


def test_no_percentage_is_told_and_no_count_without_of_how_many() -> None:
    for area in (CITY, PROVINCE, COUNTRY):
        reply = render_board(ordered(board(one_of_each(), area)), bundled())
        assert "%" not in shown(reply) and "persen" not in shown(reply)
    told = shown(render_board(ordered(board(one_of_each(), PROVINCE)), bundled()))
    assert "Dari 10 wilayah: 9 TAK DIKETAHUI, 1 BELUM." in told


@pytest.mark.parametrize(
    ("area", "zone"), [("kota-medan", "WIB"), (CITY, "WITA"), ("papua", "WIT")]
)
def test_the_moment_is_told_on_the_areas_own_clocks(area: str, zone: str) -> None:
    hours = {"WIB": "13.05", "WITA": "14.05", "WIT": "15.05"}[zone]
    assert f"26 Nov 2026 {hours} {zone}" in shown(render_board(board([], area), bundled()))


def test_notes_and_names_of_officers_are_not_on_the_first_screen() -> None:
    told = shown(render_board(board([report(note="gudang timur tanpa penjaga")]), bundled()))
    assert "gudang" not in told and "P-0000" not in told


@pytest.mark.parametrize("area", [PROVINCE, COUNTRY, "jawa-timur", "sulawesi-utara"])
@pytest.mark.parametrize("state", [State.NOT_YET, State.UNKNOWN])
def test_every_page_of_parts_fits_one_screen_and_all_parts_are_on_one(
    area: str, state: State
) -> None:
    reports = [
        report(component, state, 1, 250_000, area=each.id)
        for each in bundled().areas
        for component in (Component.PERSONNEL, Component.LOGISTICS)
    ]
    found = ordered(board(reports, area, (area,)))
    pages = -(-len(found.parts) // PAGE)
    named: list[str] = []
    for page in range(pages):
        told = render_board(found, bundled(), page)
        assert height(shown(told)) <= 25
        parts = found.parts[page * PAGE : (page + 1) * PAGE]
        targets = [parsed_board(it.data)[1] for it in told.buttons if it.label[0] not in "‹›▲"]
        named += [part.area.id for part in parts if part.area.id in targets]
    assert named == [part.area.id for part in found.parts]
    assert shown(render_board(found, bundled(), 99)) == shown(
        render_board(found, bundled(), pages - 1)
    )


def test_a_silent_unit_is_named_as_such_and_one_that_reported_too_little_is_not() -> None:
    reports = [report(Component.PLANS, State.READY, area=CITY)]
    found = ordered(board(reports, PROVINCE))
    told = "\n".join(shown(render_board(found, bundled(), page)) for page in (0, 1))
    assert "Kota Bontang: belum melapor" in told
    assert "Kota Balikpapan: TAK DIKETAHUI" in told


def test_a_unit_whose_reports_all_grew_old_is_told_apart_from_one_that_never_reported() -> None:
    found = ordered(board([report(hours=800, area=CITY)], PROVINCE))
    pages = [shown(render_board(found, bundled(), page)) for page in (0, 1)]
    assert "Kota Balikpapan: laporan usang" in "\n".join(pages)
    told = shown(render_silent(found, bundled()))
    assert told.startswith("Belum melapor: 10 dari 10 wilayah\n")
    assert "Kota Balikpapan (laporan usang)\nKota Bontang\n" in told


def test_all_that_have_not_reported_are_named_with_of_how_many() -> None:
    found = ordered(board([report(area=CITY)], COUNTRY))
    pages = [shown(render_silent(found, bundled(), page)) for page in range(20)]
    assert pages[0].startswith("Belum melapor: 513 dari 514 wilayah\n")
    told = "\n".join(dict.fromkeys(pages))
    assert "Kalimantan Timur (9 dari 10): " in told and "Kota Balikpapan" not in told
    assert told.count("Kota Bontang") == 1
    everyone = [shown(render_silent(ordered(board([], PROVINCE)), bundled()))]
    assert everyone[0].count("\n") == 10


def test_where_everybody_reported_that_is_said() -> None:
    reports = [report(area=area.id) for area in bundled().areas]
    assert texts.SILENT_NONE in shown(render_silent(board(reports, PROVINCE), bundled()))


def test_a_drill_is_told_loudly_before_anything_else() -> None:
    for render in (render_board, render_rows, render_silent):
        told = shown(render(board(one_of_each(), PROVINCE, (CITY,)), bundled()))
        assert told.startswith(texts.DRILL_ON)


def test_buttons_name_what_they_show_and_fit_telegrams_limit() -> None:
    found = ordered(board([], "sulawesi-utara"))
    replies = [
        render_board(found, bundled()),
        render_rows(found, bundled()),
        render_silent(found, bundled()),
        render_which(bundled().areas[:40]),
        render_board(board([], LONGEST), bundled()),
    ]
    for button in (button for reply in replies for button in reply.buttons):
        assert BOARD_DATA.fullmatch(button.data) and len(button.data.encode()) <= 64
        view, area, _ = parsed_board(button.data)
        assert view in list(View) and bundled().get(area)


def test_the_way_up_is_there_only_for_whoever_may_go_it() -> None:
    alone = render_board(board([]), bundled())
    above = bundled().get(PROVINCE)
    beside = render_board(replace(board([]), above=above), bundled())
    assert {it.data for it in beside.buttons} - {it.data for it in alone.buttons} == {
        f"o:b:{PROVINCE}:0"
    }


def test_a_value_of_the_future_is_as_new_as_can_be() -> None:
    found = board([report(hours=-2)], now=NOW)
    assert "Personel · baru saja" in shown(render_board(found, bundled()))
    later = board([report(hours=-2)], now=NOW + timedelta(hours=3))
    assert "Personel · 1 jam lalu" in shown(render_board(later, bundled()))
