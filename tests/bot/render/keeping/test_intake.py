from __future__ import annotations

from pathlib import Path

from bot import texts
from bot.keeping.intake import Added, AddedLaw, Intake
from bot.keeping.sources import Listed
from bot.render.keeping.intake import intake_lines
from corpus.draft import Entry, Feed
from tests.bot.documents import document

FILE = Path("berita/gudang.md")


def test_what_was_added_is_told_with_what_is_to_be_looked_at() -> None:
    other = document(id="lain", title="Gudang lain")
    added = Added(document(id="gudang", drill=True, publisher="KPU"), FILE, ((other, 0.917),))
    lines = list(intake_lines(Intake((added,), ())))
    assert lines == [
        "ditambahkan: gudang → berita/gudang.md",
        texts.ADDED_DRILL,
        texts.ADDED_UNRECORDED.format(fields="url, published_on, area"),
        "  mirip 92% dengan lain: Gudang lain",
    ]


def test_a_law_is_one_line_and_what_was_not_found_of_it() -> None:
    law = AddedLaw("UU 5/2021", 12, Path("regulasi/uu-2021-5"), ("1 pasal tidak ditemukan.",))
    assert list(intake_lines(Intake((), (), (law,)))) == [
        "ditambahkan: UU 5/2021, 12 dokumen → regulasi/uu-2021-5",
        "  1 pasal tidak ditemukan.",
    ]


def test_a_feed_tells_its_pages_and_how_to_add_them() -> None:
    entries = (
        Entry("Gudang", "https://kpu.go.id/a", "2024-02-05"),
        Entry(None, "https://kpu.go.id/b", None),
    )
    listed = Listed("https://kpu.go.id/feed", Feed(entries, 3))
    assert list(intake_lines(Intake((), (), (), (listed,)))) == [
        "https://kpu.go.id/feed menyebut 5 halaman; belum ada yang ditambahkan:",
        "  https://kpu.go.id/a  2024-02-05 Gudang",
        "  https://kpu.go.id/b",
        "  3 lagi tidak ditampilkan.",
        texts.FEED_ADD,
    ]


def test_nothing_is_said_to_be_nothing() -> None:
    assert list(intake_lines(Intake((), ()))) == [texts.NOTHING_ADDED]
