from __future__ import annotations

import pytest

from bot.places import meant
from corpus.areas import bundled


@pytest.mark.parametrize(
    ("words", "areas"),
    [
        ("Balikpapan", ["kota-balikpapan"]),
        ("  balikpapan\n", ["kota-balikpapan"]),
        ("kaltim", ["kalimantan-timur"]),
        ("kab. blitar", ["kabupaten-blitar"]),
        ("blitar", ["kabupaten-blitar", "kota-blitar"]),
        ("di papua tengah saja", ["papua-tengah"]),
        # Everyday words elsewhere, names here.
        ("serang", ["kabupaten-serang", "kota-serang"]),
        ("medan", ["kota-medan"]),
    ],
)
def test_a_name_is_known_however_it_is_written(words: str, areas: list[str]) -> None:
    found = meant(words, bundled())
    assert found.sure and [area.id for area in found.areas] == areas


def test_every_area_is_known_by_all_its_names() -> None:
    tree = bundled()
    unknown = [
        name
        for area in tree.areas
        for name in (area.name, *area.also)
        if area not in meant(name.lower(), tree).areas
    ]
    assert unknown == []


def test_a_slip_is_a_guess() -> None:
    found = meant("Balikpapn", bundled())
    assert not found.sure and [area.id for area in found.areas] == ["kota-balikpapan"]


@pytest.mark.parametrize("words", ["", "   ", "?!", "resep rendang yang empuk", "x" * 4096])
def test_what_is_like_no_name_means_no_area(words: str) -> None:
    assert meant(words, bundled()).areas == ()
