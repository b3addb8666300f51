from __future__ import annotations

import pytest

from corpus.areas import bundled as areas
from corpus.patterns import BUNDLED, Pattern, Tally, patterns_in
from tests.corpus.evidence import tells_number, text_of

PATTERNS = patterns_in(BUNDLED.parent)
ALL = [pattern for each in PATTERNS.patterns.values() for pattern in each]
TALLIES = [tally for each in PATTERNS.tallies.values() for tally in each]


def label(entry: Pattern | Tally) -> str:
    return f"{entry.election}-{entry.area}"


@pytest.mark.parametrize("pattern", ALL, ids=label)
def test_every_figure_of_a_pattern_stands_in_its_source(pattern: Pattern) -> None:
    text = text_of(pattern.source)
    numbers = [n for number in (pattern.police, pattern.linmas) for n in number or ()]
    if not pattern.each:
        numbers.extend(pattern.tps or ())
    assert [n for n in numbers if not tells_number(text, n)] == []
    assert all(part in text for part in (pattern.written or "").split(" sampai "))


@pytest.mark.parametrize("entry", [*ALL, *TALLIES], ids=label)
def test_what_a_source_tells_is_filed_where_and_under_the_election_it_tells_it_of(
    entry: Pattern | Tally,
) -> None:
    area = areas().get(entry.area)
    assert area is not None
    source = entry.source
    told = f"{source.title} {text_of(source)}"
    short = area.name.removeprefix("Kota ").removeprefix("Kabupaten ")
    metro = entry.area == "jakarta" and ("DKI" in told or "Metro Jaya" in told)
    jateng = entry.area == "jawa-tengah" and "Jateng" in told
    assert entry.area == "indonesia" or short in told or metro or jateng
    year = entry.election.split()[-1]
    psu = "PSU" in entry.election and "PSU" in told
    assert psu or year in told or year in (source.published_on or "")


@pytest.mark.parametrize("tally", TALLIES, ids=label)
def test_every_count_of_a_tally_stands_in_its_source(tally: Tally) -> None:
    text = text_of(tally.source)
    counts = [*tally.parts.values(), *([tally.total] if tally.total else [])]
    assert [count for count in counts if not tells_number(text, count)] == []


def test_a_pattern_whose_order_no_source_tells_has_no_named_figures() -> None:
    bare = [pattern.written for pattern in ALL if not pattern.explained]
    assert bare == ["2-4-6", "4-2-8", "2:10:5", "2:4:2"]


def test_only_the_stations_of_2020_do_not_add_up() -> None:
    (off,) = [tally for tally in TALLIES if not tally.adds_up]
    assert (off.election, off.total, off.sum) == ("Pilkada 2020", 300_152, 306_928)


def test_an_area_without_patterns_has_those_of_the_nearest_it_lies_in_newest_first() -> None:
    assert {it.area for it in PATTERNS.of("kota-tarakan").patterns} == {"kota-tarakan"}
    found = PATTERNS.of("kota-bogor")
    assert {it.area for it in (*found.patterns, *found.tallies)} == {"indonesia"}
    told = [pattern.source.published_on or "" for pattern in found.patterns]
    assert told == sorted(told, reverse=True) and len(set(told)) > 1
    assert {it.area for it in PATTERNS.of("kabupaten-demak").tallies} == {"jawa-tengah"}
