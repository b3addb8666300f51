"""The quarantine and what comes of it, over a real database, folder and index."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.access import Grant, Person, Role
from bot.db import audit, candidates
from bot.db.candidates import Brought, State
from bot.db.engine import Database
from bot.errors import CorpusClosed, RemovalDeferred
from bot.keeping.approval import IdTaken, Lacking
from bot.keeping.arrival import Arrived
from bot.keeping.candidates import View
from bot.keeping.completeness import Wrong
from bot.keeping.filing import Filing
from bot.keeping.parts import Keeping
from bot.library import Library
from corpus.areas import bundled
from corpus.document import Document
from corpus.fetch import fetch
from corpus.formats import markdown
from corpus.read import read
from index.embed import open_embedder
from index.snapshot import open_current
from index.store import Store
from tests.support import teduh
from tests.support.clock import Clock
from tests.support.statutes import law, printed

WAYAN = Person(21, "Wayan", grants=(Grant(Role.ADMIN),))
PUTU = Person(22, "Putu", grants=(Grant(Role.ADMIN),))
TEXT = (
    "Gudang logistik di Kota Blitar dijaga empat puluh satu petugas keamanan secara bergantian. "
    "Kotak suara mulai dikirim ke kelurahan pada hari Minggu. Setiap truk dikawal dua mobil "
    "patroli sampai ke tempat pemungutan suara."
)
OTHER = (
    "Panitia pemungutan suara menerima pelatihan selama tiga hari di balai desa. Materinya "
    "mencakup cara mengisi formulir, menghitung surat suara, dan melayani pemilih difabel."
)
FIELDS = {
    "title": "Gudang dijaga",
    "kind": "news",
    "form": "original",
    "reliability": "secondary",
    "drill": False,
}


@dataclass
class House:
    """The use cases over one database and one folder, and a receipt for every call."""

    database: Database
    library: Library
    corpus: Path
    clock: Clock

    def __post_init__(self) -> None:
        self.numbers = count(1)
        self.filing = Filing(self.database, self.corpus, bundled(), self.clock)
        self.keeping = Keeping.of(self.database, self.library, self.filing, fetch, self.clock)

    @property
    def receipt(self) -> str:
        return f"update:{next(self.numbers)}"

    async def brings(self, *brought: Brought, by: Person = WAYAN) -> Arrived:
        return await self.keeping.arrivals.bring(by, brought, self.receipt)

    async def one(self, text: str = TEXT, **fields: Any) -> int:
        (id,) = (await self.brings(Brought("kabar.txt", {**FIELDS, **fields}, text))).candidates
        return id

    async def view(self, id: int) -> View:
        view = await self.keeping.candidates.view(id)
        assert view is not None
        return view

    async def approves(self, id: int, by: Person = WAYAN) -> Lacking | IdTaken | Wrong | None:
        return await self.keeping.approvals.approve(by, id, self.receipt)

    def held(self) -> dict[str, Document]:
        reading = read([self.corpus], bundled())
        assert reading.rejected == ()
        return {document.id: document for document in reading.documents}

    async def trail(self) -> list[tuple[str, str]]:
        async with self.database.reading() as connection:
            entries = await audit.newest(connection, 100)
            assert await audit.first_fault(connection) is None
        return [(entry.action, entry.subject) for entry in reversed(entries)]

    async def kept(self) -> str:
        """All that the table of candidates holds, as text."""
        async with self.database.reading() as connection:
            rows = await connection.exec_driver_sql("SELECT * FROM candidates")
            return repr(rows.all())


@pytest.fixture
async def house(data_dir: Path, tmp_path: Path) -> AsyncIterator[House]:
    """Over the corpus of Teduh, which is served."""
    for document in teduh.DOCUMENTS:
        file = tmp_path / "corpus" / "berita" / f"{document.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(markdown.render(document), encoding="utf-8")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}")
    await database.prepare()
    library = Library(open_current(Store(data_dir / "index"), open_embedder())[0])
    house = House(database, library, tmp_path / "corpus", Clock())
    yield house
    house.keeping.reception.close()
    library.close()
    await database.close()


BEFORE = {document.id for document in teduh.DOCUMENTS}


# --- Bringing ------------------------------------------------------------------------------------


async def test_what_is_brought_waits_with_what_is_known_and_nobody_sees_it(house: House) -> None:
    brought = Brought("kabar.txt", {"title": "Gudang Kota Blitar dijaga"}, TEXT, ("Periksa.",))
    (id,) = (await house.brings(brought)).candidates
    view = await house.view(id)
    assert view.candidate.is_waiting and view.candidate.remarks == ("Periksa.",)
    assert view.candidate.fields == {"title": "Gudang Kota Blitar dijaga"}
    assert view.lacking == ("kind", "form", "reliability", "drill")
    assert view.area is not None and view.area.id == "kota-blitar"
    assert set(house.held()) == BEFORE
    assert await house.trail() == [("bring", "Gudang Kota Blitar dijaga")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"url": "https://kpu.go.id/a"}, {"url": "http://www.kpu.go.id/a/"}),
        ({"url": "https://kpu.go.id/a"}, {}),
        ({}, {"url": "https://kpu.go.id/a"}),
    ],
)
async def test_the_same_is_not_taken_twice(
    first: dict[str, str], second: dict[str, str], house: House
) -> None:
    id = await house.one(**first)
    assert await house.one(**second) == id
    await house.approves(id)
    assert await house.one(**second) == id


async def test_a_page_that_changed_waits_once_and_comes_again_after_it_was_decided(
    house: House,
) -> None:
    id = await house.one(url="https://kpu.go.id/a")
    assert await house.one(OTHER, url="https://kpu.go.id/a") == id
    await house.approves(id)
    assert await house.one(OTHER, url="https://kpu.go.id/a") != id


async def test_the_same_words_at_another_address_are_another_candidate(house: House) -> None:
    id = await house.one(url="https://kpu.go.id/a")
    other = await house.one(url="https://bawaslu.go.id/b")
    assert other != id
    (alike,) = (await house.view(other)).alike
    assert (alike.share, alike.candidate, alike.document) == (1.0, id, None)


@pytest.mark.parametrize("url", [None, teduh.NEWS.url])
async def test_what_the_corpus_has_word_for_word_is_said_at_once(
    url: str | None, house: House
) -> None:
    fields = {"url": url} if url else {}
    arrived = await house.brings(Brought("x", fields, teduh.NEWS.text))
    assert (arrived.candidates, arrived.known) == ((), (teduh.NEWS,))
    assert "'x'" not in await house.kept()


async def test_other_words_at_an_address_of_the_corpus_are_taken_with_a_warning(
    house: House,
) -> None:
    view = await house.view(await house.one(OTHER, url=teduh.NEWS.url))
    assert view.at_address == teduh.NEWS.id


async def test_an_update_that_comes_again_brings_nothing_again(house: House) -> None:
    brought = [Brought("x", FIELDS, TEXT), Brought("y", FIELDS, OTHER)]
    first = await house.keeping.arrivals.bring(WAYAN, brought, "update:1")
    again = await house.keeping.arrivals.bring(WAYAN, brought, "update:1")
    assert again == first and len(first.candidates) == 2
    assert len(await house.trail()) == 2


async def test_two_who_bring_the_same_at_once_bring_one(house: House) -> None:
    brought = Brought("x", FIELDS, TEXT)
    arrived = await asyncio.gather(*(house.brings(brought, by=by) for by in (WAYAN, PUTU) * 3))
    assert len({one.candidates for one in arrived}) == 1


async def test_people_are_kept_by_their_pseudonyms(house: House) -> None:
    await house.approves(await house.one())
    kept = await house.kept()
    assert "Wayan" not in kept and "P-" in kept


# --- Look-alikes ---------------------------------------------------------------------------------


async def test_a_look_alike_is_found_among_what_is_served_waits_and_was_just_approved(
    house: House,
) -> None:
    long = teduh.LONG.text
    served = await house.one(f"Kepala berita lain sama sekali.\n\n{long[: len(long) // 2]}")
    (alike,) = (await house.view(served)).alike
    assert alike.document == teduh.LONG.id and 0.9 < alike.share < 1
    id = await house.one()
    other = await house.one(f"Blitar, hari ini. {TEXT}", url="https://kpu.go.id/a")
    assert (await house.view(other)).alike[0].candidate == id
    await house.approves(id)
    assert (await house.view(other)).alike[0].document == "gudang-dijaga"
    assert (await house.view(await house.one(OTHER))).alike == ()


async def test_a_copy_is_approved_as_a_copy_and_the_trail_tells_of_what(house: House) -> None:
    await house.approves(await house.one())
    copy = await house.one(f"Salinan. {TEXT}", title="Lain", url="https://kpu.go.id/a")
    await house.keeping.candidates.copy(WAYAN, copy, "gudang-dijaga", house.receipt)
    assert await house.approves(copy) is None
    assert house.held()["lain"].reliability == "copy"
    async with house.database.reading() as connection:
        newest = (await audit.newest(connection, 1))[0]
    assert newest.details["copy_of"] == "gudang-dijaga"


async def test_a_copy_that_is_none_is_asked_for_its_reliability_again(house: House) -> None:
    id = await house.one()
    service = house.keeping.candidates
    await service.copy(WAYAN, id, teduh.NEWS.id, house.receipt)
    await service.correct(WAYAN, id, "reliability", "-", house.receipt)
    view = await house.view(id)
    assert (view.candidate.copy_of, view.lacking) == (None, ("reliability",))


# --- Correcting and deciding ---------------------------------------------------------------------


async def test_a_correction_that_comes_again_is_made_once(house: House) -> None:
    id = await house.one()
    for _ in range(2):
        await house.keeping.candidates.correct(WAYAN, id, "regime", "pemilu", "update:77")
    assert (await house.view(id)).candidate.fields["regime"] == ["pemilu"]
    wrong = await house.keeping.candidates.correct(WAYAN, id, "url", "kpu", house.receipt)
    assert isinstance(wrong, Wrong)


async def test_what_lacks_something_is_not_approved(house: House) -> None:
    id = await house.one(kind=None, drill=None)
    assert await house.approves(id) == Lacking(("kind", "drill"))
    assert (await house.view(id)).candidate.is_waiting
    assert set(house.held()) == BEFORE


async def test_what_is_decided_stays_decided(house: House) -> None:
    id = await house.one()
    await house.approves(id)
    await house.approves(id, by=PUTU)
    service = house.keeping.candidates
    await service.discard(PUTU, [id], house.receipt)
    await service.correct(PUTU, id, "title", "Lain", house.receipt)
    view = await house.view(id)
    assert (view.candidate.state, view.decided_by) == (State.APPROVED, "Wayan")
    assert view.candidate.title == "Gudang dijaga" and view.candidate.filed_at is not None
    assert [action for action, _ in await house.trail()] == ["bring", "approve"]


async def test_two_who_decide_at_once_decide_once(house: House) -> None:
    id = await house.one()
    await asyncio.gather(
        *(house.approves(id, by=by) for by in (WAYAN, PUTU) * 2),
        *(house.keeping.candidates.discard(PUTU, [id], house.receipt) for _ in range(2)),
    )
    actions = [action for action, _ in await house.trail()]
    assert len(actions) == 2 and actions[1] in ("approve", "discard")
    assert ("gudang-dijaga" in house.held()) == (actions[1] == "approve")


async def test_what_is_discarded_leaves_no_words(house: House) -> None:
    id = await house.one()
    await house.keeping.candidates.discard(WAYAN, [id], house.receipt)
    assert (await house.view(id)).candidate.state is State.DISCARDED
    assert "Gudang logistik" not in await house.kept()
    assert await house.one() != id


async def test_ids_are_made_from_titles_and_never_twice(house: House) -> None:
    for text, url in ((TEXT, "https://a.id/1"), (OTHER, "https://a.id/2"), ("Lain.", None)):
        assert await house.approves(await house.one(text, url=url)) is None
    assert await house.approves(await house.one("Teduh.", title=teduh.NEWS.id)) is None
    assert set(house.held()) - BEFORE == {
        "gudang-dijaga",
        "gudang-dijaga-2",
        "gudang-dijaga-3",
        f"{teduh.NEWS.id}-2",
    }


async def test_an_id_that_was_brought_along_is_kept_or_refused(house: House) -> None:
    assert await house.approves(await house.one(id="UU 7/2017")) is None
    assert "UU 7/2017" in house.held()
    for id in ("UU 7/2017", teduh.NEWS.id):
        other = await house.one(f"Isi lain untuk {id}.", id=id)
        assert await house.approves(other) == IdTaken(id)
        assert (await house.view(other)).candidate.is_waiting


async def test_of_many_the_complete_that_look_like_nothing_else_are_approved(
    house: House,
) -> None:
    texts = [" ".join(f"kata{number}{place}" for place in range(30)) for number in range(5)]
    brought = [
        *(Brought("x.jsonl", {**FIELDS, "id": f"d{n}"}, text) for n, text in enumerate(texts)),
        Brought("x.jsonl", {"title": "Kurang"}, OTHER),
        Brought("x.jsonl", {**FIELDS, "url": "https://a.id/1"}, TEXT),
        Brought("x.jsonl", {**FIELDS, "url": "https://a.id/2"}, TEXT + " Demikian."),
        Brought("x.jsonl", FIELDS, f"{teduh.LONG.text} Demikian."),
    ]
    arrived = await house.brings(*brought)
    batch = await house.keeping.candidates.batch(min(arrived.candidates))
    assert [one.id for one in batch] == list(arrived.candidates)
    receipt = house.receipt
    approvals = house.keeping.approvals
    assert await approvals.approve_all(WAYAN, batch, receipt) == 5
    assert set(house.held()) - BEFORE == {f"d{n}" for n in range(5)}
    await approvals.approve_all(WAYAN, batch, receipt)
    assert [action for action, _ in await house.trail()].count("approve") == 5


# --- The folder ----------------------------------------------------------------------------------


async def test_what_a_crash_left_undone_is_done_at_the_next_start(house: House) -> None:
    id = await house.one()
    async with house.database.writing() as connection:
        await candidates.approve(connection, id, "gudang-dijaga", "P-1", house.clock())
        await candidates.add_removal(connection, teduh.COPY.id, "P-1", house.clock())
    for _ in range(2):
        assert await house.filing.file_approved()
    assert set(house.held()) == BEFORE - {teduh.COPY.id} | {"gudang-dijaga"}
    assert (await house.view(id)).candidate.filed_at == house.clock()


async def test_a_file_that_was_written_before_the_crash_is_not_written_again(
    house: House,
) -> None:
    id = await house.one()
    await house.approves(id)
    async with house.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE candidates SET filed_at = NULL")
    await house.filing.file_approved()
    assert set(house.held()) == BEFORE | {"gudang-dijaga"}


async def test_where_nothing_can_be_written_nothing_is_decided(house: House) -> None:
    (house.corpus / "pernyataan").write_text("bukan folder")
    id = await house.one(kind="statement")
    with pytest.raises(CorpusClosed):
        await house.approves(id)
    assert (await house.view(id)).candidate.is_waiting
    assert [action for action, _ in await house.trail()] == ["bring"]


async def test_a_removal_that_cannot_be_done_is_done_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = house.corpus / "berita" / f"{teduh.COPY.id}.md"

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as closed:
        closed.setattr(Path, "unlink", refuse)
        with pytest.raises(RemovalDeferred):
            await house.keeping.removals.remove(WAYAN, teduh.COPY.id, house.receipt)
    assert file.exists()
    assert await house.filing.file_approved()
    assert not file.exists()


# --- Removing ------------------------------------------------------------------------------------


async def test_what_is_removed_leaves_the_folder_and_its_words_the_database(house: House) -> None:
    id = await house.one(url="https://kpu.go.id/a")
    await house.approves(id)
    removals = house.keeping.removals
    assert [it.document.id for it in await removals.places("gudang-dijaga")] == ["gudang-dijaga"]
    receipt = house.receipt
    assert await removals.remove(WAYAN, "gudang-dijaga", receipt)
    assert not await removals.remove(WAYAN, "gudang-dijaga", receipt)
    assert set(house.held()) == BEFORE
    kept = await house.kept()
    assert "Gudang" not in kept and "kpu.go.id" not in kept and "kabar.txt" not in kept
    assert (await house.view(id)).candidate.is_removed
    assert (await house.trail())[-1] == ("remove", "gudang-dijaga")
    assert await house.one() != id


async def test_an_article_of_a_law_takes_the_words_of_the_law_along(house: House) -> None:
    articles = {str(number): f"Setiap warga wajib tertib {number}." for number in (1, 2, 3)}
    id = await house.one(law(printed(articles)), publisher="Kota Teduh", kind=None)
    view = await house.view(id)
    assert (view.law, view.lacking, view.alike) == ("UU 5/2021", (), ())
    assert await house.approves(id) is None
    filed = house.held()["uu-2021-5-pasal-2"]
    assert (filed.kind, filed.publisher, filed.title) == (
        "regulation",
        "Kota Teduh",
        "UU 5/2021 Pasal 2: Ketertiban Kota Teduh",
    )
    assert await house.approves(await house.one(law(printed({"1": "Lain."})))) == IdTaken(
        "uu-2021-5"
    )
    await house.keeping.removals.remove(WAYAN, "uu-2021-5-pasal-2", house.receipt)
    assert "wajib tertib" not in await house.kept()
    assert await house.filing.file_approved()
    assert "uu-2021-5-pasal-2" not in house.held() and "uu-2021-5-pasal-3" in house.held()


async def test_what_was_mended_by_hand_stays_as_it_is(house: House) -> None:
    await house.approves(await house.one(law(printed({"1": "Tertib.", "2": "Rapi."}))))
    file = house.corpus / "regulasi" / "uu-2021-5" / "pasal-1.md"
    file.write_text(file.read_text().replace("Tertib.", "Sangat tertib."))
    async with house.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE candidates SET filed_at = NULL")
    await house.filing.file_approved()
    assert house.held()["uu-2021-5-pasal-1"].text.startswith("Sangat tertib.")


# --- Lists ---------------------------------------------------------------------------------------


async def test_what_waits_is_found_by_its_words_the_newest_first(house: House) -> None:
    first = await house.one(publisher="Kabar Teduh")
    second = await house.one(OTHER, title="Pelatihan panitia")
    waiting = house.keeping.candidates.waiting
    assert [one.id for one in await waiting()] == [second, first]
    assert [one.id for one in await waiting("gudang KABAR")] == [first]
    await house.approves(first)
    assert [one.id for one in await waiting()] == [second]


async def test_addresses_that_are_served_wait_or_were_approved_are_known(house: House) -> None:
    await house.one(url="https://kpu.go.id/a")
    await house.approves(await house.one(OTHER, url="https://kpu.go.id/b"))
    discarded = await house.one("Lain.", url="https://kpu.go.id/c")
    await house.keeping.candidates.discard(WAYAN, [discarded], house.receipt)
    urls = [f"http://www.kpu.go.id/{letter}" for letter in "abc"]
    known = await house.keeping.candidates.known_addresses([*urls, str(teduh.NEWS.url)])
    assert known == {*urls[:2], teduh.NEWS.url}


async def test_the_inventory_holds_what_is_served_the_newest_first(house: House) -> None:
    inventory = await house.keeping.inventories.now()
    dates = [item.published_on or "" for item in inventory.items]
    assert dates == sorted(dates, reverse=True) and len(dates) == len(teduh.DOCUMENTS)
    assert [item.id for item in inventory.with_words("TPS seroja")] == [teduh.NEWS.id]
    assert await house.keeping.inventories.now() is inventory
    document = await house.keeping.inventories.document(inventory.items[0].key)
    assert document is not None and document.id == inventory.items[0].id


async def test_a_candidate_without_a_title_is_listed_by_its_source(house: House) -> None:
    brought = Brought("pindaian-3.pdf", {}, TEXT)
    (id,) = (await house.brings(brought)).candidates
    assert [one.id for one in await house.keeping.candidates.waiting("pindaian")] == [id]
