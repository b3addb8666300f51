from __future__ import annotations

from dataclasses import replace

from bot.reloads.generations import Restored, Version
from bot.render.keeping.generations import (
    RESTORE_DATA,
    RESTORE_YES_DATA,
    parsed_generation,
    render_restore,
    render_restored,
    render_versions,
)
from index.notes import Notes
from index.verdict import Verdict
from tests.bot.render.keeping.test_course import MANIFEST, PUBLISHED, check


def versions() -> tuple[Version, ...]:
    older = replace(MANIFEST, generation="20270101T000000000000Z-ffffffff")
    notes = Notes(PUBLISHED.changes, Verdict("e", None, (check(1),)))
    return (Version(MANIFEST, notes, True), Version(older, None, False))


def test_versions_tell_when_what_and_which_is_served() -> None:
    shown = render_versions(versions())
    (part,) = shown.parts
    newest, oldest = part.split("\n\n")[1:]
    assert "1. 14 Februari 2027 pukul 14.30 WIB, dilayani sekarang" in newest
    assert "156 dokumen, 1234 bagian\nditambah 12, diubah 1, dihapus 0" in newest
    assert "jawaban benar 0/1" in newest and "Ujian" not in oldest
    (button,) = shown.buttons
    assert RESTORE_DATA.fullmatch(button.data)
    assert parsed_generation(button.data) == "20270101T000000000000Z-ffffffff"


def test_going_back_is_asked_with_what_it_does_not_do() -> None:
    asked = render_restore(versions()[1])
    assert "muat ulang berikutnya membangun lagi" in asked.parts[0]
    yes, _ = asked.buttons
    assert RESTORE_YES_DATA.fullmatch(yes.data) and len(yes.data) <= 64
    assert "dalam 250 milidetik" in render_restored(Restored(MANIFEST, 0.25)).parts[0]
