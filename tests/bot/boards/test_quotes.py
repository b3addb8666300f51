from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.boards import quotes as module
from bot.boards.quotes import EACH, Publications, Quotes
from bot.boards.speaking import speaking
from bot.library import Library
from bot.readiness import Component
from bot.reloads.reload import read_corpus
from corpus.areas import bundled
from corpus.document import Document, Kind, Reliability
from index.embed import open_embedder
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.support.small_corpus import altered
from tests.support.teduh import generation_of

ROOT = Path(__file__).parents[3]
CITY, PROVINCE, COUNTRY = "kota-balikpapan", "kalimantan-timur", "indonesia"
NEWS = Document(
    id="personel-balikpapan",
    kind=Kind.NEWS,
    title="Pengamanan Pilkada di Balikpapan",
    publisher="Kabar Teluk",
    published_on="2024-11-20",
    area=CITY,
    text=(
        "Polresta Balikpapan mengerahkan 610 personel untuk mengamankan Pilkada. "
        "Setiap personel wajib memakai rompi."
    ),
)


def snapshot_in(folder: Path) -> Snapshot:
    return open_current(Store(folder / "index"), open_embedder())[0]


def snapshot_of(documents: Iterable[Document], folder: Path) -> Snapshot:
    return snapshot_in(generation_of(documents, folder))


@asynccontextmanager
async def publications(snapshot: Snapshot) -> AsyncIterator[Publications]:
    library = Library(snapshot)
    yield Publications(library, bundled())
    library.close()


async def quoted(documents: Iterable[Document], folder: Path, area: str = CITY) -> Quotes:
    async with publications(snapshot_of(documents, folder)) as published:
        return await published.of(area)


def texts_of(quotes: Quotes, component: Component) -> list[str]:
    return [one.evidence.text for one in quotes.get(component, ())]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the project's own corpus."""
    documents = read_corpus(ROOT / "corpus" / "data").documents
    return generation_of(documents, tmp_path_factory.mktemp("starter"))


async def test_balikpapan_shows_the_500_of_the_exercise_of_2_october_2023_as_a_drill(
    starter: Path,
) -> None:
    async with publications(snapshot_in(starter)) as published:
        first = (await published.of(CITY))[Component.PERSONNEL][0]
    assert "500 personel" in first.evidence.text
    assert first.document.drill and first.document.published_on == "2023-10-02"


@pytest.mark.parametrize("area", [CITY, PROVINCE, COUNTRY])
async def test_every_quote_is_a_span_of_a_document_of_the_area(area: str, starter: Path) -> None:
    async with publications(snapshot_in(starter)) as published:
        found = await published.of(area)
    said = [one for own in found.values() for one in own]
    assert said
    for one in said:
        document, evidence = one.document, one.evidence
        assert document.text[evidence.start : evidence.end] == evidence.text
        assert document.area and bundled().within(document.area, area)
        assert one.passage.start <= evidence.start and evidence.end <= one.passage.end
    assert all(len(own) <= EACH for own in found.values())
    if area == COUNTRY:
        assert {one.document.area for one in said} == {COUNTRY}


async def test_a_sentence_counts_only_for_what_it_plainly_speaks_of(tmp_path: Path) -> None:
    found = await quoted([NEWS], tmp_path)
    assert texts_of(found, Component.PERSONNEL) == [NEWS.text.split(". ")[0] + "."]
    assert list(found) == [Component.PERSONNEL]


async def test_a_drill_is_quoted_for_the_exercise_and_its_people_only(tmp_path: Path) -> None:
    drill = altered(
        NEWS,
        drill=True,
        text=(
            "Polresta Balikpapan menggelar simulasi Sispamkota dengan 512 personel. "
            "Gudang logistik di Balikpapan dijaga delapan polisi. "
            "Situasi keamanan di Balikpapan aman dan kondusif."
        ),
    )
    found = await quoted([drill], tmp_path / "drill")
    assert set(found) == {Component.PERSONNEL, Component.TRAINING}
    real = await quoted([altered(drill, drill=False)], tmp_path / "real")
    assert {Component.LOGISTICS, Component.SITUATION} <= set(real)


@pytest.mark.parametrize("kind", [Kind.GUIDE, Kind.REGULATION, Kind.CLARIFICATION])
async def test_what_ought_to_be_is_no_evidence_of_what_is(kind: Kind, tmp_path: Path) -> None:
    assert await quoted([altered(NEWS, kind=kind)], tmp_path) == {}


async def test_the_newest_comes_first_then_whoever_is_nearest_to_the_source(
    tmp_path: Path,
) -> None:
    dated = [
        altered(NEWS, id="lama", published_on="2023-05-01"),
        altered(NEWS, id="baru", published_on="2024-11-25"),
        altered(NEWS, id="resmi", published_on="2024-11-25", reliability=Reliability.PRIMARY),
        altered(NEWS, id="tanpa-tanggal", published_on=None),
    ]
    found = await quoted(dated, tmp_path)
    assert [one.document.id for one in found[Component.PERSONNEL]] == ["resmi", "baru"]


async def test_of_a_province_what_is_about_all_of_it_comes_before_its_parts(
    tmp_path: Path,
) -> None:
    whole = altered(
        NEWS,
        id="kaltim",
        area=PROVINCE,
        published_on="2020-01-01",
        text="Polda Kalimantan Timur mengerahkan 5.947 personel untuk mengamankan Pilkada.",
    )
    found = await quoted([NEWS, whole], tmp_path, PROVINCE)
    assert [one.document.id for one in found[Component.PERSONNEL]] == ["kaltim", NEWS.id]


async def test_other_areas_say_nothing_about_this_one(tmp_path: Path) -> None:
    assert await quoted([altered(NEWS, area="kota-bontang")], tmp_path) == {}


async def test_a_sentence_that_names_only_other_areas_is_about_them(tmp_path: Path) -> None:
    away = "Polresta Samarinda mengerahkan 300 personel untuk mengamankan Pilkada."
    both = "Polresta Samarinda mengirim 61 personel ke Balikpapan untuk mengamankan Pilkada."
    assert await quoted([altered(NEWS, text=away)], tmp_path / "away") == {}
    found = await quoted([altered(NEWS, text=f"{away} {both}")], tmp_path / "both")
    assert texts_of(found, Component.PERSONNEL) == [both]


async def test_a_sentence_about_two_components_is_told_of_one_if_there_is_another(
    tmp_path: Path,
) -> None:
    both = "Polresta Balikpapan menggelar simulasi Sispamkota dengan 512 personel."
    one = altered(NEWS, id="satu", drill=True, text=both)
    alone = await quoted([one], tmp_path / "alone")
    assert texts_of(alone, Component.PERSONNEL) == texts_of(alone, Component.TRAINING) == [both]
    another = "Latihan Sispamkota berlangsung di Lapangan Merdeka Balikpapan."
    two = altered(NEWS, id="dua", drill=True, text=another)
    beside = await quoted([one, two], tmp_path / "beside")
    assert texts_of(beside, Component.PERSONNEL) == [both]
    assert texts_of(beside, Component.TRAINING) == [another]


async def test_a_deleted_document_is_not_quoted_after_the_swap(tmp_path: Path) -> None:
    library = Library(snapshot_of([NEWS], tmp_path / "before"))
    published = Publications(library, bundled())
    assert Component.PERSONNEL in await published.of(CITY)
    other = altered(NEWS, id="lain", area="kota-bontang")
    library.swap(snapshot_of([other], tmp_path / "after"))
    assert await published.of(CITY) == {}
    library.close()


async def test_the_same_area_is_searched_once_a_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = module._quotes

    def counted(snapshot: Snapshot, area: str, areas: object) -> tuple[str, Quotes]:
        searched.append(area)
        return search(snapshot, area, bundled())

    monkeypatch.setattr(module, "_quotes", counted)
    async with publications(snapshot_of([NEWS], tmp_path)) as published:
        assert await published.of(CITY) == await published.of(CITY)
        await published.of(PROVINCE)
    assert searched == [CITY, PROVINCE]


def test_every_component_has_its_patterns() -> None:
    assert list(speaking()) == list(Component)


def imports(file: Path, seen: set[Path]) -> None:
    """Collects the project's modules that `file` imports, and that these import."""
    if file in seen:
        return
    seen.add(file)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            path = ROOT.joinpath(*name.split("."))
            for found in (path.with_suffix(".py"), path / "__init__.py"):
                if found.exists():
                    imports(found, seen)


@pytest.mark.parametrize("module", ["boards/quotes", "almanac", "places", "render/boards/public"])
def test_the_public_side_cannot_reach_a_database(module: str) -> None:
    seen: set[Path] = set()
    imports(ROOT / "bot" / f"{module}.py", seen)
    reached = {str(file.relative_to(ROOT)) for file in seen}
    assert len(reached) > 3
    assert [name for name in reached if name.startswith(("bot/db", "bot/chat"))] == []
