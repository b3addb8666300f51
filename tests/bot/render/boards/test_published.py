"""What is published of an area: indices of vulnerability and patterns of guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.render.boards.indices import index_blocks
from bot.render.boards.patterns import pattern_blocks
from bot.render.citing import Citing
from corpus.areas import bundled as areas
from corpus.indices import BUNDLED as INDICES
from corpus.indices import indices_in
from corpus.patterns import BUNDLED as PATTERNS
from corpus.patterns import patterns_in


def indices(area: str) -> list[str]:
    blocks = index_blocks(indices_in(INDICES.parent).of(area), Citing(), areas())
    return [block.plain for block in blocks]


def patterns(area: str) -> list[str]:
    blocks = pattern_blocks(patterns_in(PATTERNS.parent).of(area), Citing(), areas())
    return [block.plain for block in blocks]


def test_an_index_is_shown_with_name_publisher_date_value_and_scale() -> None:
    *_, ikp, differ = indices("kota-balikpapan")
    assert ikp == (
        "IKP 2024, Bawaslu, 16 Desember 2022\n"
        "Kalimantan Timur: tinggi, 77,04 [3]\n"
        "skala: skor sampai 100; kategori: tinggi 68,5 sampai 100, sedang 21,7 sampai 68,5, "
        "rendah di bawah 21,7; memetakan 34 provinsi dan 514 kabupaten/kota [4]"
    )
    assert differ == texts.INDICES_DIFFER


def test_a_scale_that_no_source_tells_is_said_to_be_unknown() -> None:
    ipkp = next(block for block in indices("kota-balikpapan") if block.startswith("IPKP"))
    assert ipkp == (
        "IPKP tahap ketiga, Polri, 2 Oktober 2023\n"
        "Kota Balikpapan: kurang rawan [2]\nskala tidak tercatat di sumber [2]"
    )


def test_indices_of_one_publisher_are_not_said_to_differ() -> None:
    assert texts.INDICES_DIFFER not in indices("banten")
    assert indices("indonesia") == []


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (
            "kota-tarakan",
            "Pemilu 2024, Kota Tarakan, TPS kurang rawan: 2 polisi dan 8–16 Linmas untuk 4–8 TPS, "
            "ditulis 2.4.8 sampai 2.8.16 [1]",
        ),
        ("kota-balikpapan", "Pemilu 2024, Kota Balikpapan: 2 Linmas di tiap TPS [1]"),
        (
            "kabupaten-banyuwangi",
            "Pilkada 2024, Kabupaten Banyuwangi, TPS aman: 1 polisi untuk 4–5 TPS, "
            "2 Linmas di tiap TPS [1]",
        ),
        ("kota-bogor", "Pilkada 2020, Indonesia, TPS aman: 2 polisi untuk 10 TPS [1]"),
    ],
)
def test_a_pattern_names_what_each_figure_counts(area: str, said: str) -> None:
    assert said == patterns(area)[0]


def test_a_pattern_whose_order_is_not_told_is_shown_as_written_with_that_remark() -> None:
    told = next(block for block in patterns("indonesia") if "2-4-6" in block)
    assert "2-4-6; sumbernya tidak menjelaskan arti urutan angkanya" in told
    assert "polisi" not in told


def test_a_total_that_does_not_add_up_is_flagged_and_one_that_does_is_not() -> None:
    *_, off = patterns("indonesia")
    assert "tertulis total 300.152" in off
    assert off.endswith(texts.TALLY_OFF.format(sum="306.928"))
    *_, right = patterns("kabupaten-serang")
    assert "tertulis total 2.355" in right and "tidak cocok" not in right


def test_numbers_of_sources_go_on_where_a_message_has_some_already(tmp_path: Path) -> None:
    citing = Citing(first=4)
    readings = indices_in(tmp_path).of("banten")
    assert citing.mark(readings[0].source) == "[4]" == citing.mark(readings[0].source)
    assert citing.block().plain.startswith("Sumber\n4. ")
