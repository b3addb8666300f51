from __future__ import annotations

from datetime import date

import pytest

from corpus.areas import bundled as areas
from corpus.indices import BUNDLED, Reading, indices_in
from tests.corpus.evidence import documents, tells_day, text_of

INDICES = indices_in(BUNDLED.parent)
READINGS = [reading for each in INDICES.by_area.values() for reading in each]
NAMES = {"jakarta": ("Jakarta",), "nusa-tenggara-barat": ("NTB",), "nusa-tenggara-timur": ("NTT",)}
SHORT = {"sulawesi-selatan": "Sulsel", "sulawesi-tengah": "Sulteng", "jawa-timur": "Jatim"}
SHORT |= {"kalimantan-timur": "Kaltim", "di-yogyakarta": "DIY", "kabupaten-yahukimo": "Yahukimo"}


def spellings(reading: Reading) -> list[str]:
    """How sources name the area."""
    area = areas().get(reading.area)
    assert area is not None
    return [*NAMES.get(reading.area, (area.name,)), SHORT.get(reading.area, area.name)]


def label(reading: Reading) -> str:
    return f"{reading.edition.key}-{reading.area}"


@pytest.mark.parametrize("reading", READINGS, ids=label)
def test_area_value_and_category_stand_together_in_the_source(reading: Reading) -> None:
    sentences = text_of(reading.source).replace("\n\n", " ").split(". ")
    own = [it for it in sentences if any(name in it for name in spellings(reading))]
    for told in filter(None, (reading.value, reading.category)):
        assert any(told in sentence for sentence in own), (told, own)


def test_every_edition_tells_its_day_in_one_of_its_sources() -> None:
    for reading in READINGS:
        edition = reading.edition
        cited = {it.source.id for it in READINGS if it.edition is edition} | {edition.source.id}
        told = [documents()[id] for id in cited]
        assert any(
            document.published_on == edition.dated
            or tells_day(document.text, date.fromisoformat(edition.dated))
            for document in told
        ), edition.key


def test_limits_stand_in_the_source_of_the_edition() -> None:
    limited = {it.edition.key: it.edition for it in READINGS if it.edition.categories}
    (edition,) = [it for it in limited.values() if it.categories[0].limits]
    text = text_of(edition.source)
    assert "68,5-100 berarti kerawanan tinggi, 21,7-68,5 sedang" in text
    assert [it.lowest for it in edition.categories] == [68.5, 21.7, 0]
    assert edition.about == "memetakan 34 provinsi dan 514 kabupaten/kota"
    assert edition.about in text


def test_bawaslus_index_and_polris_are_never_one() -> None:
    publishers = {it.edition.key: it.edition.publisher for it in READINGS}
    assert set(publishers.values()) == {"Bawaslu", "Polri"}
    for reading in READINGS:
        assert ("IPKP" in reading.edition.name) <= (reading.edition.publisher == "Polri")


def test_an_area_has_its_own_readings_and_those_of_where_it_lies_newest_first() -> None:
    found = INDICES.of("kota-balikpapan")
    assert [it.edition.dated for it in found] == ["2024-08-26", "2023-10-02", "2022-12-16"]
    assert [it.area for it in found] == ["kalimantan-timur", "kota-balikpapan", "kalimantan-timur"]
    assert INDICES.of("indonesia") == ()


def test_an_area_that_is_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        INDICES.of("atlantis")
