from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from bot import texts
from bot.almanac import Almanac, almanac_of
from bot.readiness import Component
from bot.render.boards.public import render_published, render_which_published
from bot.render.boards.public_buttons import PUBLISHED_DATA, parsed_published
from bot.render.reply import PASSAGE_DATA, Reply
from bot.render.screen import COLUMNS, LINES
from corpus.areas import Area, bundled
from corpus.indices import BUNDLED as INDICES
from corpus.patterns import BUNDLED as PATTERNS
from corpus.stages import BUNDLED as STAGES
from tests.bot.render.boards.test_board_whole import QUOTES, quote
from tests.support import small_corpus
from tests.support.botapi.html import parse_html

TODAY = date(2026, 11, 26)
COLLAPSED = 3
"""Lines of a collapsed quote that a phone shows."""


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Almanac:
    """The project's own."""
    return almanac_of(tmp_path_factory.mktemp("none"))


def area(id: str = "kota-balikpapan") -> Area:
    found = bundled().get(id)
    assert found is not None
    return found


def shown(reply: Reply) -> str:
    return "\n\n".join(parse_html(part).text for part in reply.parts)


def quoted(reply: Reply) -> list[str]:
    """What a phone folds."""
    found = []
    for message in map(parse_html, reply.parts):
        units = message.text.encode("utf-16-le")
        for entity in message.entities:
            if entity["type"] == "expandable_blockquote":
                start = entity["offset"] * 2
                found.append(units[start : start + entity["length"] * 2].decode("utf-16-le"))
    return found


def test_a_quote_stands_under_its_component_with_its_number_and_its_labels(
    almanac: Almanac,
) -> None:
    told = shown(render_published(area(), QUOTES, almanac, TODAY, bundled()))
    assert (
        "Personel\n"
        "⚠️ SIMULASI: latihan, bukan kejadian nyata\n"
        "Simulasi itu melibatkan 512 personel gabungan. [1]\n"
        "Kabar Teluk · ringkasan redaksi, bukan kutipan · Pemilu · 2 Oktober 2023\n"
    ) in told
    assert "\n1. Simulasi Sispamkota di Balikpapan\nSIMULASI · Kabar Teluk" in told


def test_what_there_is_stands_on_two_screens_before_anything_is_opened(almanac: Almanac) -> None:
    told = render_published(area(), QUOTES, almanac, TODAY, bundled())
    left = shown(told)
    for text in quoted(told):
        lines = [it for line in text.split("\n") for it in wrap(line, COLUMNS) or [""]]
        left = left.replace(text, "\n".join(lines[:COLLAPSED]))
    for heading in (texts.PUBLISHED_INDICES, texts.PUBLISHED_PATTERNS, texts.SOURCES):
        assert f"\n{heading}\n" in left
    assert sum(len(wrap(line, COLUMNS)) or 1 for line in left.split("\n")) <= 2 * LINES


def test_that_it_was_only_a_drill_is_told_without_opening_anything(almanac: Almanac) -> None:
    told = render_published(area(), QUOTES, almanac, TODAY, bundled())
    assert f"Personel\n{texts.DRILL}\nSimulasi" in shown(told)
    assert not any(texts.DRILL in text for text in quoted(told))
    event = quote(small_corpus.BLITAR_POSTS, 0)
    mixed = {Component.PERSONNEL: (event, *QUOTES[Component.PERSONNEL])}
    (said,) = (
        text
        for text in quoted(render_published(area(), mixed, almanac, TODAY, bundled()))
        if "Simulasi itu melibatkan" in text
    )
    assert f"\n{texts.DRILL}\nSimulasi itu melibatkan" in said
    assert said.startswith(event.evidence.text)


def test_every_number_leads_to_a_source_and_a_source_has_one_number(almanac: Almanac) -> None:
    quotes = QUOTES | {Component.LOGISTICS: (quote(small_corpus.BLITAR_POSTS, 0),)}
    told = shown(render_published(area(), quotes, almanac, TODAY, bundled()))
    body, sources = told.split(f"\n{texts.SOURCES}\n")
    cited = set(re.findall(r"\[(\d+)\]", body))
    assert cited == set(re.findall(r"^(\d+)\. ", sources, re.MULTILINE))
    assert len(cited) > 2


def test_what_nobody_published_on_is_named(almanac: Almanac) -> None:
    told = shown(render_published(area(), QUOTES, almanac, TODAY, bundled()))
    missing = texts.PUBLISHED_NOT.partition("{")[0]
    (line,) = (line for line in told.split("\n") if line.startswith(missing))
    names = line.removeprefix(missing).rstrip(".").split(", ")
    assert names == [texts.COMPONENTS[it].lower() for it in Component if it not in QUOTES]


def test_indices_of_both_publishers_stand_apart_each_with_name_scale_and_date(
    almanac: Almanac,
) -> None:
    told = shown(render_published(area(), {}, almanac, TODAY, bundled()))
    assert "IPKP tahap ketiga, Polri, 2 Oktober 2023\nKota Balikpapan: kurang rawan" in told
    assert "IKP 2024, Bawaslu, 16 Desember 2022\nKalimantan Timur: tinggi, 77,04" in told
    assert told.count("skala") >= 2 and texts.INDICES_DIFFER in told


def test_the_stage_is_told_with_which_are_the_most_vulnerable_and_who_says_so(
    almanac: Almanac,
) -> None:
    voting = shown(render_published(area(), {}, almanac, date(2024, 11, 27), bundled()))
    assert "Sedang berjalan: pemungutan" in voting
    assert "Disebut paling rawan: kampanye dan penghitungan suara" in voting
    after = shown(render_published(area(), {}, almanac, TODAY, bundled()))
    assert texts.NO_STAGE_NOW in after


def test_a_quote_about_a_part_of_the_area_says_which(almanac: Almanac) -> None:
    told = shown(render_published(area("kalimantan-timur"), QUOTES, almanac, TODAY, bundled()))
    assert "\nKota Balikpapan · Kabar Teluk" in told


def test_sources_can_be_read_by_a_button_each(almanac: Almanac) -> None:
    reply = render_published(area(), QUOTES, almanac, TODAY, bundled())
    assert [button.label for button in reply.buttons] == ["Sumber 1 · Kabar Teluk"]
    assert PASSAGE_DATA.fullmatch(reply.buttons[0].data)


def test_for_the_country_is_said_how_to_ask_for_one_area(almanac: Almanac) -> None:
    country = shown(render_published(area("indonesia"), {}, almanac, TODAY, bundled()))
    assert country.endswith(texts.PUBLISHED_HOW)
    city = shown(render_published(area(), {}, almanac, TODAY, bundled()))
    assert texts.PUBLISHED_HOW not in city


@pytest.mark.parametrize("id", ["kota-balikpapan", "papua", "malaysia", "indonesia"])
def test_every_sort_of_area_can_be_shown(id: str, almanac: Almanac) -> None:
    reply = render_published(area(id), {}, almanac, TODAY, bundled())
    assert all(len(parse_html(part).text) <= 4096 for part in reply.parts)


def test_areas_that_share_a_name_are_asked_about() -> None:
    blitar = [it for it in bundled().areas if it.name in ("Kota Blitar", "Kabupaten Blitar")]
    reply = render_which_published(blitar)
    assert [button.label for button in reply.buttons] == ["Kabupaten Blitar", "Kota Blitar"]
    longest = render_which_published(bundled().areas)
    for button, it in zip(longest.buttons, bundled().areas, strict=True):
        assert PUBLISHED_DATA.fullmatch(button.data) and len(button.data) <= 64
        assert parsed_published(button.data) == it.id


def test_nothing_of_an_officer_can_be_said(almanac: Almanac) -> None:
    """No word of what is shown is about reports, whoever asks and whatever they hold."""
    told = shown(render_published(area(), QUOTES, almanac, TODAY, bundled()))
    assert not re.search(r"lapor|petugas|P-\d|verifikasi", told.replace("pelapor", ""))


@pytest.mark.parametrize("id", ["kota-balikpapan", "kota-tarakan", "kabupaten-serang", "papua"])
def test_every_figure_that_is_shown_was_published(id: str, almanac: Almanac) -> None:
    """What stands beside the quotes has no figures but those of its sources, as round as they
    published them, and the sum of those that do not add up. A number of a report is another."""

    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d+", re.sub(r"(?<=\d)\.(?=\d{3})|\[\d+\]", "", text)))

    told = shown(render_published(area(id), QUOTES, almanac, TODAY, bundled()))
    said = told.partition(f"\n{texts.SOURCES}\n")[0]
    published = [file.read_text(encoding="utf-8") for file in (STAGES, INDICES, PATTERNS)]
    published += [f"{it.evidence.text} {it.document}" for own in QUOTES.values() for it in own]
    published += [str(it.sum) for it in almanac.patterns.of(id).tallies]
    known = {figure.lstrip("0") for figure in figures(" ".join(published))}
    assert {figure.lstrip("0") for figure in figures(said)} <= known


def test_the_own_files_of_a_corpus_count(tmp_path: Path) -> None:
    (tmp_path / "stages.yaml").write_text(
        "sources:\n- {id: s, title: Jadwal, publisher: KPU, published_on: '2028-01-01'}\n"
        "elections:\n- {name: Pemilu 2029, regime: pemilu}\n"
        "stages:\n- {election: Pemilu 2029, stage: kampanye, begins: 2026-11-20, "
        "ends: 2026-12-20, source: s}\n",
        encoding="utf-8",
    )
    told = shown(render_published(area(), {}, almanac_of(tmp_path), TODAY, bundled()))
    assert "Sedang berjalan: kampanye (Pemilu 2029)" in told
