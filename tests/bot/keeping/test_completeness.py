from __future__ import annotations

from typing import Any

import pytest

from bot.keeping.completeness import CHOICES, Wrong, area_named, corrected, lacking
from corpus.areas import bundled

WHOLE = {
    "title": "Judul",
    "kind": "news",
    "form": "original",
    "reliability": "primary",
    "drill": False,
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_must_be_known_is_asked_for_and_no_is_an_answer(name: str) -> None:
    assert lacking(WHOLE) == ()
    assert lacking({key: it for key, it in WHOLE.items() if key != name}) == (name,)


@pytest.mark.parametrize(
    ("name", "value", "known"),
    [
        ("title", "  Gudang\n dijaga ", "Gudang dijaga"),
        ("published_on", "2023-10-02", "2023-10-02"),
        ("published_on", "2 Oktober 2023", "2023-10-02"),
        ("published_on", "02/10/2023", "2023-10-02"),
        ("published_on", "oktober 2023", "2023-10"),
        ("published_on", "2023", "2023"),
        ("url", "https://kpu.go.id/a", "https://kpu.go.id/a"),
        ("area", "kota blitar", "kota-blitar"),
        ("area", "serang selatan", None),
        ("drill", "true", True),
        ("drill", "false", False),
        ("kind", "statement", "statement"),
        ("regime", "pilkada", ["pilkada"]),
    ],
)
def test_a_field_is_taken_as_people_write_it(name: str, value: str, known: Any) -> None:
    fields = corrected({}, name, value, bundled())
    if known is None:
        assert isinstance(fields, Wrong)
    else:
        assert fields == {name: known}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("published_on", "kemarin", "bukan tanggal"),
        ("published_on", "31 Februari 2024", "bukan tanggal"),
        ("url", "kpu.go.id", "bukan alamat"),
        ("title", "x" * 501, "lebih dari 500"),
        ("title", "a\x00b", "karakter kendali"),
        ("kind", "gosip", "tidak dikenal"),
        ("area", "atlantis raya", "tidak dikenal"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(name: str, value: str, reason: str) -> None:
    wrong = corrected(WHOLE, name, value, bundled())
    assert isinstance(wrong, Wrong) and reason in wrong.reason
    assert not wrong.reason.startswith(name)


def test_a_name_that_areas_share_is_given_back_to_choose_from() -> None:
    wrong = corrected({}, "area", "blitar", bundled())
    assert isinstance(wrong, Wrong)
    assert [area.id for area in wrong.areas] == ["kabupaten-blitar", "kota-blitar"]


def test_what_is_not_known_is_taken_away() -> None:
    assert corrected({"publisher": "KPU", "area": "jakarta"}, "publisher", "-", bundled()) == {
        "area": "jakarta"
    }


def test_of_what_may_hold_several_times_each_is_switched() -> None:
    fields: Any = {}
    for value in ("pemilu", "psu", "pemilu"):
        fields = corrected(fields, "regime", value, bundled())
    assert fields == {"regime": ["psu"]}


def test_every_choice_is_one_that_a_document_takes() -> None:
    for name, values in CHOICES.items():
        for value in values:
            assert isinstance(corrected({}, name, value, bundled()), dict)


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Gudang logistik Kota Blitar dijaga", "kota-blitar"),
        ("Apel di Balikpapan dan Samarinda", None),
        ("Pemilu di Indonesia aman", None),
        ("Logistik aman", None),
    ],
)
def test_the_area_that_a_title_names_is_proposed_where_it_is_one(
    title: str, area: str | None
) -> None:
    named = area_named({"title": title}, bundled())
    assert (named.id if named else None) == area
    assert area_named({"title": title, "area": "jakarta"}, bundled()) is None
