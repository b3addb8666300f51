"""Keeping the corpus from the chat: what is sent in waits, is put right, approved, found and taken
out again."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path

import pytest

from bot import texts
from bot.app import open_library, opened
from bot.chat.application import build_application, poll
from bot.settings import Settings
from corpus.areas import bundled
from corpus.document import Document, Form, Kind, Reliability
from corpus.fetch import Fetched, fetch
from corpus.formats import markdown
from corpus.publishers import Publishers
from corpus.read import read
from tests.journeys.conftest import Running, Started
from tests.journeys.looks import buttons, links
from tests.support import teduh
from tests.support.botapi import BotApiServer, Json, User
from tests.support.files import pdf, word, word_of
from tests.support.site import Site, response, site
from tests.support.statutes import law, printed

HERE = ip_address("127.0.0.1")
PATIENCE = 20.0
"""Seconds: files are read, and an index is built, by processes that must start first."""

WORDS = (
    "Gudang logistik di Kota Blitar dijaga empat puluh satu petugas keamanan secara bergantian "
    "sejak pekan lalu. Kepala gudang mengatakan bahwa kotak suara mulai dikirim ke kelurahan pada "
    "hari Minggu. Setiap truk dikawal dua mobil patroli sampai ke tempat pemungutan suara."
)
PAGE = f"""<html><head><title>Gudang logistik di Kota Blitar dijaga</title>
<meta property="og:title" content="Gudang logistik di Kota Blitar dijaga">
<meta property="article:published_time" content="2024-02-05T08:00:00+07:00"></head>
<body><article><h1>Gudang logistik di Kota Blitar dijaga</h1>
<p>{WORDS}</p></article></body></html>"""
ADDRESS = "http://www.kpu.go.id/berita/gudang"
FILED = "gudang-logistik-di-kota-blitar-dijaga"


@dataclass
class Web:
    """What stands at which path of every site; addresses are told without the port."""

    pages: dict[str, bytes]
    running: Site

    def fetch(self, address: str, *, allowed: Publishers | None) -> Fetched:
        port = self.running.port
        found = fetch(
            re.sub("(?<=://)[^/]+", rf"\g<0>:{port}", address),
            allowed=allowed,
            resolve=lambda name: [HERE],
            public=lambda number: number == HERE,
            ports=frozenset({port}),
        )
        return replace(found, url=found.url.replace(f":{port}", ""))


@pytest.fixture
def web() -> Iterator[Web]:
    pages = dict.fromkeys(("/berita/gudang", "/berita/gudang/"), response(PAGE.encode()))
    missing = response(b"tidak ada", "404 Not Found")
    with site(lambda path: pages.get(path, missing)) as running:
        yield Web(pages, running)


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """A corpus and an index of the journey's own."""
    corpus = tmp_path / "corpus"
    (corpus / "berita").mkdir(parents=True)
    for document in teduh.DOCUMENTS:
        file = corpus / "berita" / f"{document.id}.md"
        file.write_text(markdown.render(document), encoding="utf-8")
    shutil.copytree(settings.data_dir, tmp_path / "data")
    return settings.model_copy(update={"corpus_dir": corpus, "data_dir": tmp_path / "data"})


@pytest.fixture
def running(own: Settings, web: Web, started: Started) -> Callable[[], Running]:
    """The bot over that corpus, with the web of the test."""

    @asynccontextmanager
    async def run() -> AsyncIterator[None]:
        with closing(open_library(own)) as library:
            async with (
                opened(own, library, web.fetch) as services,
                started(poll(build_application(own, services))),
            ):
                yield

    return run


@pytest.fixture
async def bot(running: Callable[[], Running]) -> AsyncIterator[None]:
    async with running():
        yield


async def settled(server: BotApiServer, message: Json, words: str) -> Json:
    """The message once it holds `words`."""

    def present() -> Json | None:
        return server.message(message["chat"]["id"], message["message_id"])

    def holds() -> bool:
        shown = present()
        return shown is not None and words in shown["text"]

    await server.wait_until(holds, PATIENCE, f"{words!r} in {(present() or {}).get('text')!r}")
    shown = present()
    assert shown is not None
    return shown


async def shown(server: BotApiServer, user: User, words: str) -> Json:
    """The bot's next message to the user, once it holds `words`."""
    (message,) = await server.wait_for(user.id, timeout=PATIENCE)
    return await settled(server, message, words)


async def pressed(server: BotApiServer, user: User, card: Json, button: str, words: str) -> Json:
    """The card once it holds `words` after the press."""
    query = await user.press(card, button)
    await server.wait_for_answer(query, PATIENCE)
    return await settled(server, card, words)


def held(own: Settings) -> dict[str, Document]:
    """The documents of the corpus folder, none being bad."""
    reading = read([own.corpus_dir], bundled())
    assert reading.rejected == ()
    return {document.id: document for document in reading.documents}


async def card_of(server: BotApiServer, admin: User, address: str = ADDRESS) -> Json:
    await admin.send(f"/tambah {address}")
    return await shown(server, admin, texts.MANUSCRIPT_WAITS)


async def completed(server: BotApiServer, admin: User, card: Json) -> Json:
    """The card of something that is news and no drill, ready to be approved."""
    await pressed(server, admin, card, "Berita", texts.ASKED["drill"])
    return await pressed(server, admin, card, "Bukan latihan", "Latihan: bukan latihan")


async def written(server: BotApiServer, admin: User, card: Json, field: str, value: str) -> Json:
    """The message that asks for the field, answered."""
    await pressed(server, admin, card, texts.BUTTON_CORRECT, texts.ASKED["edit"])
    await admin.press(card, field)
    prompt = await shown(server, admin, "sebagai balasan")
    await admin.send(value, reply_to=prompt)
    return prompt


# --- From an address to an answer, and out again -------------------------------------------------


async def test_an_address_becomes_a_card_is_completed_approved_served_and_taken_out(
    server: BotApiServer, admin: User, citizen: User, own: Settings, bot: None
) -> None:
    card = await card_of(server, admin)
    assert "Penerbit: KPU" in card["text"] and "Tanggal: 5 Februari 2024" in card["text"]
    assert card["text"].count(texts.UNKNOWN) == 4  # area, election, kind, drill
    assert links(card)["http://www.kpu.go.id/berita/gudang"] == ADDRESS
    assert texts.BUTTON_APPROVE not in buttons(card)

    card = await completed(server, admin, card)
    card = await pressed(server, admin, card, "Wilayah: Kota Blitar?", "Wilayah: Kota Blitar")
    assert set(held(own)) == {document.id for document in teduh.DOCUMENTS}
    card = await pressed(server, admin, card, texts.BUTTON_APPROVE, "disetujui Wayan")

    filed = held(own)[FILED]
    assert (filed.kind, filed.form) == (Kind.NEWS, Form.ORIGINAL)
    assert (filed.reliability, filed.area, filed.drill) == (
        Reliability.PRIMARY,
        "kota-blitar",
        False,
    )
    assert filed.url == ADDRESS and "empat puluh satu petugas" in filed.text

    await admin.press(card, texts.BUTTON_RELOAD)
    await shown(server, admin, texts.RELOADED.split("{")[0])
    await citizen.send("Berapa petugas yang menjaga gudang logistik di Kota Blitar?")
    await shown(server, citizen, "empat puluh satu petugas")

    await admin.send("/dokumen gudang blitar")
    listed = await shown(server, admin, "Gudang logistik di Kota Blitar dijaga")
    await admin.press(listed, "Buka 1")
    document = await shown(server, admin, FILED)
    document = await pressed(server, admin, document, texts.BUTTON_REMOVE, texts.REMOVE_ASK)
    assert f"berita/{FILED}.md:1" in document["text"]
    await pressed(server, admin, document, texts.BUTTON_REMOVE_YES, "Sudah dikeluarkan")
    assert set(held(own)) == {document.id for document in teduh.DOCUMENTS}
    query = await admin.press(card, texts.BUTTON_RELOAD)
    await server.wait_for_answer(query)
    await shown(server, admin, texts.RELOADED.split("{")[0])
    await citizen.send("Berapa petugas yang menjaga gudang logistik di Kota Blitar?")
    (answer,) = await server.wait_for(citizen.id)
    assert "empat puluh satu" not in answer["text"]


async def test_what_others_may_not_is_not_there_for_them(
    server: BotApiServer, admin: User, citizen: User, bot: None
) -> None:
    for command in (f"/tambah {ADDRESS}", "/dokumen", "/hapus huruf-aneh"):
        await citizen.send(command)
        await shown(server, citizen, texts.UNKNOWN_COMMAND)
    await citizen.send_document("berita.txt", WORDS.encode())
    await shown(server, citizen, texts.NOT_TEXT)
    card = await card_of(server, admin)
    server.state.messages[citizen.id, card["message_id"]] = {
        **card,
        "chat": server.state.chats[citizen.id].shown,
    }
    for button in ("Berita", texts.BUTTON_DISCARD):
        query = await citizen.press({**card, "chat": {"id": citizen.id}}, button)
        assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON
    assert (await card_of(server, admin))["text"] == card["text"]


async def test_the_same_is_brought_once_and_decided_once(
    server: BotApiServer, admin: User, own: Settings, bot: None
) -> None:
    card = await completed(server, admin, await card_of(server, admin))
    again = await card_of(server, admin, ADDRESS.replace("http://www.", "http://") + "/")
    assert again["text"].splitlines()[0] == card["text"].splitlines()[0]
    queries = [await admin.press(card, texts.BUTTON_APPROVE) for _ in range(3)]
    for query in queries:
        await server.wait_for_answer(query, PATIENCE)
    await settled(server, card, "disetujui Wayan")
    # Telegram refuses to put the same words again, and the bot cannot know that they are there.
    server.calls[:] = [it for it in server.calls if "not modified" not in json.dumps(it.error)]
    await pressed(server, admin, again, texts.BUTTON_APPROVE, "disetujui Wayan")
    assert set(held(own)) == {document.id for document in teduh.DOCUMENTS} | {FILED}
    await admin.press(card, texts.BUTTON_RELOAD)
    await shown(server, admin, texts.RELOADED.split("{")[0])
    await admin.send(f"/tambah {ADDRESS}")
    await shown(server, admin, texts.KNOWN)


async def test_what_is_discarded_takes_two_taps_and_leaves_no_words(
    server: BotApiServer, admin: User, own: Settings, tmp_path: Path, bot: None
) -> None:
    card = await card_of(server, admin)
    card = await pressed(server, admin, card, texts.BUTTON_DISCARD, texts.ASKED["discard"])
    card = await pressed(server, admin, card, texts.BUTTON_RETURN, texts.ASKED["kind"])
    await pressed(server, admin, card, texts.BUTTON_DISCARD, texts.ASKED["discard"])
    card = await pressed(server, admin, card, texts.BUTTON_DISCARD_YES, "dibuang Wayan")
    assert buttons(card) == []
    assert set(held(own)) == {document.id for document in teduh.DOCUMENTS}


# --- Corrections ---------------------------------------------------------------------------------


async def test_a_field_is_asked_for_and_answered_even_after_a_restart(
    server: BotApiServer, admin: User, own: Settings, running: Callable[[], Running]
) -> None:
    async with running():
        card = await card_of(server, admin)
        prompt = await written(server, admin, card, "Tanggal", "kemarin")
        again = await shown(server, admin, "bukan tanggal")
        assert again["text"].splitlines()[0] == prompt["text"].splitlines()[0]
    async with running():
        await admin.send("3 Maret 2024", reply_to=again)
        await shown(server, admin, "Tanggal naskah")
        card = await settled(server, card, "Tanggal: 3 Maret 2024")
        await written(server, admin, card, "Judul", "Gudang dijaga ketat")
        await shown(server, admin, "Judul naskah")
        card = await settled(server, card, "Gudang dijaga ketat")


async def test_an_area_that_shares_its_name_is_chosen(
    server: BotApiServer, admin: User, bot: None
) -> None:
    card = await card_of(server, admin)
    await pressed(server, admin, card, texts.BUTTON_CORRECT, texts.ASKED["edit"])
    card = await pressed(server, admin, card, "Wilayah", texts.ASKED["area"])
    await admin.press(card, "Tulis wilayah")
    prompt = await shown(server, admin, "nama wilayahnya")
    await admin.send("blitar", reply_to=prompt)
    choice = await shown(server, admin, texts.AREA_SHARED.format(name="blitar"))
    assert {"Kabupaten Blitar", "Kota Blitar"} <= set(buttons(choice))
    await pressed(server, admin, choice, "Kabupaten Blitar", "Wilayah: Kabupaten Blitar")


async def test_several_elections_may_be_chosen_and_taken_back(
    server: BotApiServer, admin: User, bot: None
) -> None:
    card = await card_of(server, admin)
    await pressed(server, admin, card, texts.BUTTON_CORRECT, texts.ASKED["edit"])
    card = await pressed(server, admin, card, "Pemilihan", texts.ASKED["regime"])
    await pressed(server, admin, card, "Pemilu", "Pemilihan: Pemilu")
    card = await pressed(server, admin, card, "PSU", "Pemilihan: Pemilu, PSU")
    card = await pressed(server, admin, card, "✓ Pemilu", "Pemilihan: PSU\n")
    await pressed(server, admin, card, texts.BUTTON_RETURN, texts.ASKED["kind"])


# --- Ways to send --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("gudang.txt", WORDS.encode()), ("gudang.docx", word(WORDS)), ("gudang.pdf", pdf(WORDS))],
)
async def test_a_file_is_taken_in_with_the_command_or_without(
    name: str, content: bytes, server: BotApiServer, admin: User, bot: None
) -> None:
    await admin.send_document(name, content, "/tambah")
    card = await shown(server, admin, texts.MANUSCRIPT_WAITS)
    assert "Gudang logistik" in card["text"] and f"Asal: {name}" in card["text"]
    form = texts.UNKNOWN if name.endswith(".txt") else "teks asli"
    assert f"Bentuk: {form}" in card["text"]
    await admin.send_document(name, content)
    again = await shown(server, admin, texts.MANUSCRIPT_WAITS)
    assert again["text"] == card["text"]


async def test_a_text_is_taken_in_after_the_command_in_reply_to_it_or_replied_to(
    server: BotApiServer, admin: User, bot: None
) -> None:
    await admin.send("/tambah")
    prompt = await shown(server, admin, texts.ADD_PROMPT)
    await admin.send(WORDS, reply_to=prompt)
    card = await shown(server, admin, texts.MANUSCRIPT_WAITS)
    await admin.send(f"/tambah {WORDS}")
    assert (await shown(server, admin, texts.MANUSCRIPT_WAITS))["text"] == card["text"]
    forwarded = await admin.send(WORDS + " Demikian.", forwarded_from="Humas")
    await server.wait_for(admin.id)
    await admin.send("/tambah", reply_to=forwarded)
    other = await shown(server, admin, texts.MANUSCRIPT_WAITS)
    assert "Mirip dengan" in other["text"] and texts.MANUSCRIPT.format(number=1) in other["text"]


async def test_what_cannot_be_taken_in_is_said_with_its_reason(
    server: BotApiServer, admin: User, bot: None
) -> None:
    for address, words in (
        ("https://blog.example.com/berita", "tidak ada di daftar penerbit"),
        ("http://169.254.169.254/latest", "tidak ada di daftar penerbit"),
        ("http://kpu.go.id/hilang", "tidak mempunyai halaman itu"),
        ("kpu.go.id/berita", "harus diawali http"),
    ):
        await admin.send(f"/tambah {address}")
        await shown(server, admin, words)
    for name, content, words in (
        ("besar.pdf", b"%PDF" + bytes(20_000_001), texts.FILE_TOO_LARGE),
        ("gambar.pdf", pdf(None), "hasil pindai"),
        ("foto.jpg", b"\xff\xd8\xff" + bytes(100), "gambar"),
    ):
        await admin.send_document(name, content)
        await shown(server, admin, words)
    assert server.called("getFile")[0].parameters["file_id"]
    assert len(server.called("getFile")) == 2


async def test_a_hostile_file_holds_up_nobodys_question(
    server: BotApiServer, admin: User, citizen: User, bot: None
) -> None:
    bomb = word_of("<w:p/>", parts={"word/media/a.bin": bytes(90_000_000)})
    await admin.send_document("bom.docx", bomb)
    begun = time.monotonic()
    await citizen.send(teduh.ASK_NEWS)
    await shown(server, citizen, "Linmas")
    assert time.monotonic() - begun < 5
    answer = await shown(server, admin, "")
    await server.wait_until(
        lambda: "membaca" not in server.sent(admin.id)[-1]["text"], 30, answer["text"]
    )
    assert texts.MANUSCRIPT_WAITS not in server.sent(admin.id)[-1]["text"]


# --- Several at once -----------------------------------------------------------------------------


async def test_a_feed_is_leafed_through_and_its_entries_taken_in_by_a_tap(
    server: BotApiServer, admin: User, web: Web, bot: None
) -> None:
    items = "".join(
        f"<item><title>Kabar {number}</title><link>http://kpu.go.id/kabar/{number}</link></item>"
        for number in range(1, 30)
    )
    gudang = f"<item><title>Gudang</title><link>{ADDRESS}</link></item>"
    feed = f"<rss version='2.0'><channel><title>KPU</title>{gudang}{items}</channel></rss>"
    web.pages["/feed"] = response(feed.encode(), type="application/rss+xml")
    await card_of(server, admin)
    await admin.send("/tambah http://kpu.go.id/feed")
    listed = await shown(server, admin, texts.FEED.format(count=30))
    assert "✓ 1" in buttons(listed) and len(links(listed)) == 20
    await admin.press(listed, "✓ 1")
    await shown(server, admin, texts.MANUSCRIPT.format(number=1))
    listed = await pressed(server, admin, listed, texts.BUTTON_FORTH, "Kabar 29")
    web.pages["/kabar/29"] = response(PAGE.replace("Gudang", "Kabar").encode())
    await admin.press(listed, "30")
    await shown(server, admin, "http://kpu.go.id/kabar/29")
    web.pages["/feed"] = response(b"hilang", "404 Not Found")
    await admin.press(listed, texts.BUTTON_BACK)
    await shown(server, admin, "tidak mempunyai halaman itu")


async def test_the_complete_documents_of_a_file_are_approved_at_once(
    server: BotApiServer, admin: User, own: Settings, bot: None
) -> None:
    lines = [
        {"id": f"kabar-{number}", "title": f"Kabar {number}", "text": f"Kata{number} " * 30}
        for number in range(1, 23)
    ]
    lines += [
        {"title": "Tanpa id", "text": WORDS},
        {"id": "mirip", "title": "Mirip", "text": WORDS + " Demikian."},
        teduh.NEWS.model_dump(mode="json"),
    ]
    content = "\n".join(map(json.dumps, lines)).encode()
    await admin.send_document("kabar.jsonl", content)
    listed = await shown(server, admin, "24 naskah dari kabar.jsonl")
    assert "24 menunggu (23 lengkap)" in listed["text"]
    assert texts.BATCH_KNOWN.format(count=1) in listed["text"]
    listed = await pressed(
        server, admin, listed, texts.BUTTON_APPROVE_ALL, "2 menunggu (1 lengkap), 22 disetujui"
    )
    assert {f"kabar-{number}" for number in range(1, 23)} < set(held(own))
    assert "mirip" not in held(own)
    await pressed(server, admin, listed, texts.BUTTON_FORTH, "Kabar 16")
    await pressed(server, admin, listed, texts.BUTTON_DISCARD_ALL, "Buang 2 naskah")
    await pressed(server, admin, listed, texts.BUTTON_DISCARD_YES, "2 dibuang")


async def test_a_copy_of_a_story_is_found_and_kept_as_a_copy(
    server: BotApiServer, admin: User, own: Settings, web: Web, bot: None
) -> None:
    card = await completed(server, admin, await card_of(server, admin))
    await pressed(server, admin, card, texts.BUTTON_APPROVE, "disetujui Wayan")
    copied = PAGE.replace("Gudang logistik di Kota Blitar dijaga<", "Kotak suara aman<")
    copied = copied.replace('content="Gudang logistik di Kota Blitar dijaga"', 'content="Aman"')
    web.pages["/lain"] = response(copied.encode())
    other = await card_of(server, admin, "http://bawaslu.go.id/lain")
    assert texts.ALIKE in other["text"] and texts.ALIKE_SHARE.format(percent=92) in other["text"]
    other = await completed(server, admin, other)
    other = await pressed(server, admin, other, "Salinan dari 1", texts.COPY_OF.format(id=FILED))
    await pressed(server, admin, other, texts.BUTTON_APPROVE, "disetujui Wayan")
    (copy,) = (it for it in held(own).values() if it.url == "http://bawaslu.go.id/lain")
    assert copy.reliability is Reliability.COPY


async def test_a_law_is_filed_by_its_articles_and_taken_out_whole(
    server: BotApiServer, admin: User, own: Settings, bot: None
) -> None:
    articles = {str(number): f"Setiap warga Teduh wajib tertib {number}." for number in (1, 2, 4)}
    await admin.send_document("uu.txt", law(printed(articles)).encode())
    card = await shown(server, admin, "UU 5/2021: Ketertiban Kota Teduh")
    assert "1 pasal tidak ditemukan: Pasal 3." in card["text"]
    await pressed(server, admin, card, texts.BUTTON_APPROVE, "disetujui Wayan")
    before = {document.id for document in teduh.DOCUMENTS}
    laws = set(held(own)) - before
    assert {"uu-2021-5-pasal-1", "uu-2021-5-pasal-2", "uu-2021-5-pasal-4"} < laws
    assert (own.corpus_dir / "regulasi" / "uu-2021-5" / "pasal-4.md").exists()
    await admin.send("/hapus uu-2021-5-pasal-4")
    asked = await shown(server, admin, texts.REMOVE_ASK)
    await pressed(server, admin, asked, texts.BUTTON_REMOVE_YES, "Sudah dikeluarkan")
    assert laws - set(held(own)) == {"uu-2021-5-pasal-4"}
    await admin.send("/hapus uu-2021-5")
    asked = await shown(server, admin, texts.REMOVE_ASK_LAW.format(count=len(laws) - 1))
    await pressed(server, admin, asked, texts.BUTTON_REMOVE_YES, "Sudah dikeluarkan")
    assert set(held(own)) == before
    await admin.send("/hapus uu-2021-5")
    await shown(server, admin, texts.REMOVE_NONE.format(id="uu-2021-5"))


# --- A folder that cannot be written -------------------------------------------------------------


async def test_where_nothing_can_be_written_nothing_is_decided(
    server: BotApiServer, admin: User, own: Settings, bot: None
) -> None:
    card = await completed(server, admin, await card_of(server, admin))
    folder = own.corpus_dir / "berita"
    folder.rename(own.corpus_dir / ".berita")
    folder.write_text("bukan folder")
    query = await admin.press(card, texts.BUTTON_APPROVE)
    assert (await server.wait_for_answer(query))["text"] == texts.CORPUS_CLOSED
    folder.unlink()
    await pressed(server, admin, card, texts.BUTTON_APPROVE, "disetujui Wayan")
    assert set(held(own)) == {FILED}
