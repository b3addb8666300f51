from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Event, Lock

import pytest

from bot.db.candidates import Brought
from bot.keeping.reception import (
    AT_ONCE,
    LINE_LIMIT,
    Crowded,
    Feed,
    Reception,
    from_address,
    from_file,
)
from corpus.draft import Unreadable
from corpus.fetch import Fetched, FetchRefused
from corpus.publishers import Publishers, bundled
from tests.support.files import pdf

PAGE = b"""<html><head><title>Gudang dijaga</title>
<meta property="og:site_name" content="Situs Palsu"></head><body><article><h1>Gudang dijaga</h1>
<p>Gudang logistik dijaga empat puluh satu petugas secara bergantian sejak pekan lalu.</p>
</article></body></html>"""


class SlowWeb:
    """A web that answers when it is let, and counts who is being answered."""

    def __init__(self) -> None:
        self.gate = Event()
        self.asked = 0
        self._lock = Lock()

    def __call__(self, address: str, *, allowed: Publishers | None) -> Fetched:
        with self._lock:
            self.asked += 1
        assert self.gate.wait(10)
        raise FetchRefused(f"tidak ada: {address}")


@pytest.fixture
def web() -> Iterator[SlowWeb]:
    web = SlowWeb()
    yield web
    web.gate.set()


@pytest.fixture
def reception(web: SlowWeb) -> Iterator[Reception]:
    reception = Reception(bundled, web)
    yield reception
    reception.close()


async def begun(web: SlowWeb, asked: int) -> None:
    async with asyncio.timeout(10):
        while web.asked < asked:
            await asyncio.sleep(0.01)


async def test_of_one_person_one_is_read_at_once_and_of_all_two(
    web: SlowWeb, reception: Reception
) -> None:
    assert not reception.must_wait(1)
    sent = [asyncio.create_task(reception.address(1, str(number))) for number in range(3)]
    await begun(web, 1)
    assert reception.must_wait(1) and not reception.must_wait(2)
    sent += [asyncio.create_task(reception.address(person, "x")) for person in (2, 3)]
    await begun(web, AT_ONCE)
    assert reception.must_wait(4)
    await asyncio.sleep(0.05)
    assert web.asked == AT_ONCE
    web.gate.set()
    ended = await asyncio.gather(*sent, return_exceptions=True)
    assert all(isinstance(one, FetchRefused) for one in ended) and web.asked == len(sent)
    assert not reception.must_wait(1)


async def test_who_sends_too_many_at_once_is_told_so(web: SlowWeb, reception: Reception) -> None:
    sent = [asyncio.create_task(reception.address(1, "x")) for _ in range(LINE_LIMIT)]
    await begun(web, 1)
    assert await reception.address(1, "x") == Crowded()
    web.gate.set()
    await asyncio.gather(*sent, return_exceptions=True)
    with pytest.raises(FetchRefused):
        await reception.address(1, "x")


def at(page: bytes, url: str, content_type: str = "text/html") -> tuple[Brought, ...] | Feed:
    def fetch(address: str, *, allowed: Publishers | None) -> Fetched:
        return Fetched(url, content_type, None, page)

    return from_address("https://alamat.example/", bundled(), None, fetch)


def test_who_publishes_is_known_by_the_address_and_not_by_what_the_page_says() -> None:
    found = at(PAGE, "https://www.kpu.go.id/gudang")
    assert isinstance(found, tuple)
    fields = found[0].fields
    assert (fields["publisher"], fields["reliability"]) == ("KPU", "primary")
    assert (fields["form"], fields["url"]) == ("original", "https://www.kpu.go.id/gudang")
    assert "kind" not in fields and "drill" not in fields


def test_at_an_address_of_nobody_known_the_page_speaks_for_itself() -> None:
    found = at(PAGE, "https://kabar.example/gudang")
    assert isinstance(found, tuple)
    assert found[0].fields["publisher"] == "Situs Palsu"
    assert "reliability" not in found[0].fields


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"Gudang dijaga empat puluh satu petugas.", None),
        ("a.pdf", pdf("Gudang dijaga."), "original"),
        ("a.html", PAGE, "original"),
        ("a.md", b"---\ntitle: Judul\n---\n\nIsi.\n", None),
        ("a.jsonl", b'{"title": "Judul", "form": "summary", "text": "Isi."}', "summary"),
    ],
)
def test_whether_it_is_the_sources_own_text_is_known_of_publications_only(
    name: str, content: bytes, form: str | None
) -> None:
    found = from_file(content, name)
    assert isinstance(found, tuple)
    assert found[0].fields.get("form") == form and found[0].source == name


def test_a_record_of_the_corpus_means_the_defaults_of_its_schema() -> None:
    found = from_file(b'{"id": "a", "kind": "guide", "text": "Isi."}', "a.jsonl")
    assert isinstance(found, tuple)
    fields = found[0].fields
    assert (fields["kind"], fields["form"], fields["reliability"]) == (
        "guide",
        "original",
        "secondary",
    )
    assert fields["drill"] is False


def test_what_cannot_be_read_says_why() -> None:
    with pytest.raises(Unreadable):
        from_file(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.pdf")
