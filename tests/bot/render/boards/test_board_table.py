from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.readiness import Component, State
from bot.render.boards.board_table import caption, file_name, table
from corpus.areas import bundled
from tests.bot.render.boards.test_board_whole import QUOTES
from tests.support.boards import CITY, OFFICER, PROVINCE, board, report


def rows_of(written: bytes) -> list[dict[str, str]]:
    """As Excel with Indonesian settings opens it."""
    assert written.startswith(b"\xef\xbb\xbf")
    lines = StringIO(written.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(lines, delimiter=";"))


def test_a_row_tells_all_there_is_to_know_of_a_report() -> None:
    reports = [
        report(Component.POSTS, State.NOT_YET, 0, 4, verified=True, note="dua\nposko; rusak")
    ]
    row = rows_of(table(board(reports), {}, bundled()))[2]
    assert row == {
        "wilayah": "Kota Balikpapan",
        "komponen": "Posko",
        "keadaan": "BELUM",
        "ada": "0",
        "perlu": "4",
        "satuan": "posko",
        "dilihat": "2026-11-26 11:05",
        "diterima": "2026-11-26 11:06",
        "zona": "WITA",
        "umur_jam": "3,0",
        "usang": "",
        "diverifikasi": "ya",
        "jenis_bukti": "laporan",
        "sumber": f"petugas {OFFICER}",
        "catatan": "dua posko; rusak",
    }


def test_there_is_one_row_for_every_unit_and_component_reported_or_not() -> None:
    found = rows_of(table(board([report()], PROVINCE), {}, bundled()))
    counted = Counter((row["wilayah"], row["komponen"]) for row in found)
    assert len(counted) == len(found) == 10 * len(Component)
    assert Counter(row["jenis_bukti"] for row in found) == {"laporan": 1, "": 99}
    assert all(row["keadaan"] in texts.STATES.values() for row in found)


def test_what_is_published_has_rows_of_its_own_without_a_state() -> None:
    found = rows_of(table(board([report()]), QUOTES, bundled()))
    (quoted,) = (row for row in found if row["jenis_bukti"] == "kutipan")
    assert quoted["catatan"] == "Simulasi itu melibatkan 512 personel gabungan."
    assert quoted["sumber"].startswith("SIMULASI, Simulasi Sispamkota di Balikpapan, Kabar Teluk")
    assert "https://kabarteluk.example/sispamkota" in quoted["sumber"]
    empty = ("keadaan", "ada", "perlu", "dilihat", "diterima", "diverifikasi")
    assert [quoted[each] for each in empty] == [""] * len(empty)


def test_what_grew_old_is_marked() -> None:
    row = rows_of(table(board([report(hours=800)]), {}, bundled()))[1]
    assert (row["keadaan"], row["usang"], row["umur_jam"]) == ("TAK DIKETAHUI", "ya", "800,0")


@pytest.mark.parametrize(
    "note", ["=1+1", "+62812", "-5", "@SUM(A1)", "  =cmd|'/c calc'!A0", "\t=1"]
)
def test_a_note_is_never_a_formula(note: str) -> None:
    row = rows_of(table(board([report(note=note)]), {}, bundled()))[1]
    assert row["catatan"] == f"'{' '.join(note.split())}"


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_any_note_stays_in_its_cell(note: str) -> None:
    found = rows_of(table(board([report(note=note)]), {}, bundled()))
    assert len(found) == len(Component)
    plain = " ".join(note.split())
    assert found[1]["catatan"] in (plain, f"'{plain}")
    assert found[1]["catatan"][:1] not in ("=", "+", "-", "@")


def test_the_file_says_whose_it_is_and_of_when() -> None:
    found = board([])
    assert file_name(found) == "papan-kota-balikpapan-20261126-1405.csv"
    assert "Kota Balikpapan, 26 Nov 2026 14.05 WITA" in caption(found)


def test_a_drill_is_told_with_the_file() -> None:
    assert caption(board([], drills=(CITY,))).startswith(texts.DRILL_ON)
