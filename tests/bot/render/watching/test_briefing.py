from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import texts
from bot.access import Role
from bot.readiness import Component, Report, State, assess
from bot.render.watching.briefing import render_briefing
from bot.render.watching.watching import (
    QUIET_DATA,
    UNWATCH_ALL_DATA,
    UNWATCH_DATA,
    UNWATCH_THERE_DATA,
    WATCH_DATA,
    parsed_area,
    parsed_quiet,
    render_watches,
    rows_under,
)
from bot.watching.alerts import Kind
from bot.watching.briefing import Altered, Briefing, Digest
from bot.watching.hours import ALWAYS, CHOICES, NIGHT
from bot.watching.watches import Watch
from corpus.areas import AreaKind, bundled

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
TREE = bundled()
UNITS = [it.id for it in TREE.areas if it.kind in (AreaKind.REGENCY, AreaKind.CITY)]
AGES = dict.fromkeys(Component, timedelta(days=1))


def altered(area: str, component: Component, kind: Kind = Kind.WORSE) -> Altered:
    seen = NOW - timedelta(hours=25 if kind is Kind.STALE else 1)
    report = Report(
        1, area, component, State.ACTION, 1480, 1500, "", "P-1", Role.OFFICER, seen, seen
    )
    (cell,) = (it for it in assess(area, [report], NOW, AGES).cells if it.report)
    return Altered(kind, area, cell, State.READY)


def briefing(*told: Altered, digests: tuple[Digest, ...] = ()) -> Briefing:
    return Briefing(told, (), (), digests, ("kota-balikpapan",), ())


def test_what_became_stale_is_told_with_what_it_was_and_from_when() -> None:
    told = render_briefing(
        briefing(altered("kota-jayapura", Component.PERSONNEL, Kind.STALE)), TREE
    )
    assert told.parts == (
        "<b>Kota Jayapura</b>\n• Personel: tak diketahui lagi, laporan terakhir "
        "(PERLU TINDAKAN, 1.480/1.500 orang) dari 13 Feb 2027 15.30 WIT",
    )


def test_of_very_many_cells_some_are_told_and_the_others_counted() -> None:
    many = [altered(area, component) for area in UNITS[:40] for component in Component]
    (part,) = render_briefing(briefing(*many), TREE).parts
    assert part.count("•") == 20
    assert part.endswith(texts.ALERTS_MORE.format(count=380))


def test_of_the_whole_country_a_digest_names_some_who_are_silent_and_counts_the_others() -> None:
    silent = tuple(assess(area, [], NOW, AGES) for area in UNITS)
    (part,) = render_briefing(briefing(digests=(Digest("indonesia", silent, ()),)), TREE).parts
    assert "Dari 514 wilayah: 514 TAK DIKETAHUI." in part
    assert "Belum ada laporan (514 dari 514 wilayah)" in part and "dan 504 lainnya." in part


@pytest.mark.parametrize("number", [1, 3, 4])
def test_one_tap_ends_it_however_much_is_watched(number: int) -> None:
    rows = list(rows_under(UNITS[:number], TREE))
    data = [it.data for row in rows if isinstance(row, tuple) for it in row]
    if number == 4:
        (row,) = rows
        assert not isinstance(row, tuple) and UNWATCH_ALL_DATA.fullmatch(row.data)
    else:
        ends = [one for one in data if UNWATCH_THERE_DATA.fullmatch(one)]
        assert [parsed_area(one) for one in ends] == UNITS[:number]


def test_telegram_takes_the_data_of_every_button_and_it_is_read_back() -> None:
    longest = max(TREE.areas, key=lambda area: len(area.id))
    own = [Watch(31, longest.id, NIGHT, NOW)]
    buttons = [
        *render_watches(own, [longest], TREE).buttons,
        *render_watches([], [longest], TREE).buttons,
    ]
    assert all(len(button.data.encode()) <= 64 for button in buttons)
    patterns = (WATCH_DATA, UNWATCH_DATA, QUIET_DATA)
    found = [next(it for it in patterns if it.fullmatch(button.data)) for button in buttons]
    assert set(found) == set(patterns)
    hours = [parsed_quiet(it.data) for it in buttons if QUIET_DATA.fullmatch(it.data)]
    assert hours == list(CHOICES)
    assert parsed_quiet("pt:q:0-0") == ALWAYS and parsed_quiet("pt:q:7-7") is None
