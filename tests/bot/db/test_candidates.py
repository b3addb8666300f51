from __future__ import annotations

from datetime import timedelta

from bot.db import candidates
from bot.db.candidates import Brought, Candidate, State
from bot.db.engine import Database
from tests.bot.db.conftest import NOW

FIELDS = {"title": "Judul “kutip”", "drill": False, "regime": ["pemilu"]}


async def kept(database: Database, *brought: Brought) -> list[int]:
    async with database.writing() as connection:
        return [await candidates.add(connection, one, "P-1", NOW) for one in brought]


async def found(database: Database, id: int) -> Candidate:
    async with database.reading() as connection:
        candidate = await candidates.by_id(connection, id)
    assert candidate is not None
    return candidate


async def test_a_candidate_is_read_as_it_was_kept(database: Database) -> None:
    brought = Brought("x" * 3000, FIELDS, "Isi — naskah 😀.\n", ("Satu.", "Dua."))
    (id,) = await kept(database, brought)
    candidate = await found(database, id)
    assert (candidate.fields, candidate.text) == (FIELDS, brought.text)
    assert candidate.remarks == brought.remarks and candidate.source == "x" * 2000
    assert (candidate.brought_by, candidate.brought_at) == ("P-1", NOW)
    assert candidate.is_waiting and candidate.title == FIELDS["title"]
    assert (candidate.batch, candidate.document, candidate.filed_at) == (None, None, None)


async def test_what_is_decided_and_not_done_is_found_until_it_is_done(database: Database) -> None:
    first, second = await kept(database, Brought("a", {}, "A."), Brought("b", {}, "B."))
    async with database.writing() as connection:
        await candidates.approve(connection, second, "dua", "P-2", NOW)
        removal = await candidates.add_removal(connection, "tiga", "P-2", NOW)
    async with database.reading() as connection:
        undone = await candidates.not_done(connection)
        assert await candidates.by_id(connection, removal) is None
        filed = await candidates.filed_under(connection, "dua")
    assert [one.document for one in undone] == ["dua", "tiga"]
    assert filed is not None and filed.id == second
    async with database.writing() as connection:
        for one in undone:
            await candidates.done(connection, one.id, NOW)
        assert await candidates.not_done(connection) == []
    assert (await found(database, first)).is_waiting


async def test_what_no_generation_of_a_moment_has_waits_or_was_filed_later(
    database: Database,
) -> None:
    waits, unfiled, earlier, later = await kept(
        database, *(Brought("x", {}, f"Naskah {number}.") for number in range(4))
    )
    async with database.writing() as connection:
        for id in (unfiled, earlier, later):
            await candidates.approve(connection, id, str(id), "P-1", NOW)
        await candidates.done(connection, earlier, NOW - timedelta(days=1))
        await candidates.done(connection, later, NOW + timedelta(days=1))
        found = await candidates.not_served(connection, NOW)
    assert [one.id for one in found] == [waits, unfiled, later]


async def test_what_came_together_is_found_together(database: Database) -> None:
    ids = await kept(database, *(Brought("x", {}, f"Naskah {number}.") for number in range(3)))
    async with database.writing() as connection:
        await candidates.put_together(connection, ids[1:])
        batch = await candidates.in_batch(connection, ids[1])
        assert await candidates.in_batch(connection, ids[0]) == []
    assert [one.id for one in batch] == ids[1:]


async def test_erasing_leaves_that_there_was_something_and_nothing_of_it(
    database: Database,
) -> None:
    fields = {"title": "Rahasia", "url": "https://kpu.go.id/rahasia"}
    ids = await kept(database, *(Brought("rahasia.pdf", fields, f"Rahasia {it}.") for it in "ab"))
    async with database.writing() as connection:
        for id in ids:
            await candidates.approve(connection, id, f"d{id}", "P-1", NOW)
        await candidates.erase(connection, f"d{ids[0]}")
        await candidates.erase_text(connection, f"d{ids[1]}")
        assert await candidates.filed_under(connection, f"d{ids[0]}") is None
    erased, without_words = [await found(database, id) for id in ids]
    assert erased.state is State.REMOVED and "ahasia" not in repr(erased)
    assert without_words.is_approved and without_words.text == ""
    assert without_words.fields == fields
