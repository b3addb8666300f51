from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import texts
from bot.db.candidates import Candidate, State
from bot.keeping.candidates import View
from bot.keeping.completeness import CHOICES, WRITTEN, area_named, lacking
from bot.keeping.likeness import LookAlike
from bot.render.keeping import candidate_buttons as buttons
from bot.render.keeping.candidate import render_card, render_refused
from bot.render.keeping.candidate_buttons import CARD_DATA, pressed
from bot.render.keeping.candidate_prompt import Prompted, prompt_words, prompted_in
from bot.render.keeping.choices import choice_label
from bot.render.reply import Reply
from corpus.areas import bundled
from index.documents import key_of

MOMENT = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
LARGEST = 10**10
HOSTILE = "<b>Judul</b> & \u202e'lain' " + "x" * 480
WHOLE = {
    "title": "Gudang dijaga",
    "kind": "news",
    "form": "original",
    "reliability": "copy",
    "drill": True,
}


def view(
    fields: dict[str, Any],
    state: State = State.WAITING,
    alike: tuple[LookAlike, ...] = (),
    **told: Any,
) -> View:
    known: dict[str, Any] = {
        "id": LARGEST,
        "source": "kabar.txt",
        "text": "Isi <i>naskah</i>. " * 200,
        "remarks": (),
        "batch": None,
        "document": "gudang-dijaga",
        "copy_of": None,
        "brought_by": "P-1",
        "brought_at": MOMENT,
        "decided_by": "P-2",
        "decided_at": MOMENT,
        "filed_at": MOMENT,
    }
    candidate = Candidate(**{**known, "state": state, "fields": fields, **told})
    area = area_named(fields, bundled())
    return View(candidate, lacking(fields), alike, area, None, None, "Wayan")


def shown(of: View, asked: str | None = None) -> Reply:
    card = render_card(of, bundled(), asked)
    assert len(card.parts) == 1
    return card


def labels(card: Reply) -> list[str]:
    return [button.label for button in card.buttons]


def test_what_is_not_known_is_said_and_asked_for_first() -> None:
    card = shown(view({}))
    assert card.parts[0].count(f"<i>{texts.UNKNOWN}</i>") == 8
    assert "Wilayah: <i>belum diketahui</i>" in card.parts[0]
    assert texts.ASKED["title"] in card.parts[0]
    assert labels(card) == ["Tulis judul", texts.BUTTON_CORRECT, texts.BUTTON_DISCARD]


def test_what_is_known_is_told_line_by_line_and_can_be_approved() -> None:
    fields = {**WHOLE, "publisher": "KPU", "area": "kota-blitar", "regime": ["pemilu", "psu"]}
    card = shown(view({**fields, "published_on": "2024-02", "stages": ["kampanye"]}))
    for line in (
        "Penerbit: KPU",
        "Tanggal: Februari 2024",
        "Wilayah: Kota Blitar",
        "Pemilihan: Pemilu, PSU",
        "Jenis: Berita",
        "Latihan: latihan (simulasi)",
        "Tahapan: kampanye",
        "Panjang: 400 kata",
    ):
        assert f"\n{line}\n" in card.parts[0]
    assert labels(card) == [texts.BUTTON_APPROVE, texts.BUTTON_CORRECT, texts.BUTTON_DISCARD]


def test_an_area_is_proposed_where_the_title_names_one() -> None:
    card = shown(view({**WHOLE, "title": "Gudang Kota Blitar dijaga"}))
    assert labels(card)[0] == "Wilayah: Kota Blitar?"
    assert "Wilayah: <i>belum diketahui</i>" in card.parts[0]


def test_look_alikes_stand_beside_with_what_can_be_done_about_them() -> None:
    other = LookAlike("Lain", "KPU", "2024", "https://kpu.go.id/a", 0.917, "lain")
    waits = LookAlike("Tunggu", None, None, None, 0.5, None, 7)
    card = shown(view(WHOLE, alike=(other, waits)))
    assert (
        '1. <a href="https://kpu.go.id/a">Lain</a>\n<i>KPU · 2024 · mirip 92%</i>' in card.parts[0]
    )
    assert labels(card)[:2] == ["Salinan dari 1", "Buka naskah 7"]
    said = pressed(card.buttons[0].data)
    assert (said.act, said.value) == (buttons.COPY, key_of("lain"))
    copied = shown(view(WHOLE, alike=(other,), copy_of="lain"))
    assert texts.COPY_OF.format(id="lain") in copied.parts[0]
    assert labels(copied)[0] == texts.BUTTON_NO_COPY


@pytest.mark.parametrize(
    ("state", "told", "words"),
    [
        (State.APPROVED, {}, "disetujui Wayan, 14 Februari 2027 pukul 14.30 WIB"),
        (State.APPROVED, {"filed_at": None}, texts.NOT_FILED),
        (State.DISCARDED, {}, "dibuang Wayan"),
        (State.REMOVED, {"fields": {}}, texts.MANUSCRIPT_REMOVED),
    ],
)
def test_what_was_decided_says_by_whom_and_offers_nothing_to_decide(
    state: State, told: dict[str, Any], words: str
) -> None:
    card = shown(view(told.pop("fields", WHOLE), state, **told))
    assert words in card.parts[0] and "Isi" not in card.parts[0]
    assert labels(card) == ([texts.BUTTON_RELOAD] if state is State.APPROVED else [])


def test_every_button_fits_and_says_what_was_meant() -> None:
    alike = LookAlike(HOSTILE, HOSTILE[:200], "2024", "https://a.id/?q=<>", 1.0, "d" * 200)
    of = view({"title": HOSTILE, "publisher": HOSTILE[:200]}, alike=(alike,) * 3)
    asked = [None, buttons.EDIT, buttons.THROW_AWAY, "area", *WRITTEN, *CHOICES]
    for name in asked:
        card = render_card(of, bundled(), name, bundled().areas[:8])
        assert len(card.parts) == 1
        assert "<b>Judul" not in card.parts[0]
        for button in card.buttons:
            assert CARD_DATA.fullmatch(button.data) and len(button.data.encode()) <= 64
            assert pressed(button.data).candidate == LARGEST


def test_every_area_fits_into_a_button() -> None:
    longest = max(bundled().areas, key=lambda area: len(area.id))
    card = render_card(view({}), bundled(), "area", [longest])
    said = pressed(next(it.data for it in card.buttons if it.label == longest.name))
    assert (said.act, said.name, said.value) == (buttons.SET, "area", longest.id)
    assert len(card.buttons[0].data.encode()) <= 64


def test_what_is_chosen_is_marked() -> None:
    card = shown(view({**WHOLE, "regime": ["psu"]}), "regime")
    assert labels(card) == ["Pemilu", "Pilkada", "✓ PSU", texts.BUTTON_RETURN]
    assert "✓ latihan (simulasi)" in labels(shown(view(WHOLE), "drill"))


def test_every_choice_has_words() -> None:
    for name, values in CHOICES.items():
        assert all(choice_label(name, value) for value in values)


def test_a_refusal_stands_over_the_card() -> None:
    refused = render_refused(view(WHOLE), bundled(), "Tidak <bisa>.")
    assert refused.parts[0].startswith("Tidak &lt;bisa&gt;.\n\n<i>Naskah")


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("reason", [None, "Bukan tanggal."])
def test_what_is_asked_for_is_read_off_the_message_that_asks(name: str, reason: str | None) -> None:
    asked = Prompted(LARGEST, 77, name)
    assert prompted_in(prompt_words(asked, reason)) == asked


@pytest.mark.parametrize("message", ["", "Halo", "Naskah 1 · menunggu", "Naskah 1/2 · Judul lama"])
def test_no_other_message_asks_for_a_field(message: str) -> None:
    assert prompted_in(message) is None
    assert prompted_in("Kutipan:\n" + prompt_words(Prompted(1, 2, "title"))) is None
