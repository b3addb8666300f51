"""Lists of what came together, of what there is, of a feed, and of what would go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import texts
from bot.db.candidates import State
from bot.keeping.candidates import Candidate
from bot.keeping.inventory import Item
from bot.keeping.whereabouts import Place
from bot.render.keeping.feed import ENTRY_DATA, FEED_DATA, PAGE, entry_key, render_feed
from bot.render.keeping.inventory import (
    BATCH_DATA,
    DOCUMENT_DATA,
    LIST_DATA,
    render_batch,
    render_list,
)
from bot.render.keeping.removal import REMOVE_DATA, REMOVE_YES_DATA, render_document, render_removal
from corpus.areas import bundled
from corpus.draft import Entry, Feed
from index.documents import key_of
from tests.bot.documents import document

MOMENT = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
LONG = "<i>Judul</i> " + "panjang " * 60


def candidate(id: int, state: State = State.WAITING, whole: bool = True) -> Candidate:
    fields = {"title": f"Naskah {id}"}
    if whole:
        fields |= {"kind": "news", "form": "original", "reliability": "primary", "drill": "true"}
    decided = ("P-1", MOMENT, MOMENT) if state is not State.WAITING else (None, None, None)
    return Candidate(
        id, state, "kabar.jsonl", fields, "Isi.", (), 1, None, None, "P-1", MOMENT, *decided
    )


def item(number: int) -> Item:
    return Item(key_of(str(number)), f"d{number}", f"{LONG}{number}", "KPU", "2024-02")


def test_what_waits_is_listed_before_the_documents_page_by_page() -> None:
    waiting, items = [candidate(1), candidate(2)], [item(number) for number in range(20)]
    first = render_list(waiting, items, "", 0)
    assert len(first.parts) == 1 and "&lt;i&gt;Judul" in first.parts[0]
    assert [it.data[:2] for it in first.buttons] == ["c:", "c:", *["d:"] * 6, "dl"]
    assert first.buttons[-1].data == "dl:1" and LIST_DATA.fullmatch("dl:1")
    assert all(DOCUMENT_DATA.fullmatch(it.data) for it in first.buttons[2:8])
    last = render_list(waiting, items, "gudang <x>", 2)
    assert "“gudang &lt;x&gt;”" in last.parts[0] and last.buttons[-1].data == "dl:1"
    assert texts.DOCUMENTS_NONE in render_list([], [], "x", 0).parts[0]
    assert render_list(waiting, items, "", 9) == render_list(waiting, items, "", 2)


def test_a_batch_tells_how_it_stands_and_offers_what_can_be_done_with_all() -> None:
    batch = [
        candidate(1, State.APPROVED),
        candidate(2, State.DISCARDED),
        candidate(3, whole=False),
        *(candidate(number) for number in range(4, 12)),
    ]
    shown = render_batch(batch, 0, [document()])
    assert "9 menunggu (8 lengkap), 1 disetujui, 1 dibuang." in shown.parts[0]
    assert texts.BATCH_KNOWN.format(count=1) in shown.parts[0]
    data = [it.data for it in shown.buttons]
    assert data[-3:] == ["n:1:l:1", "n:1:a", "n:1:q:0"]
    assert all(BATCH_DATA.fullmatch(it) for it in data[-3:])
    asking = render_batch(batch, 1, asking=True)
    assert [it.data for it in asking.buttons] == ["n:1:d", "n:1:l:1"]
    done = render_batch([candidate(1, State.APPROVED)], 0)
    assert [it.data for it in done.buttons] == ["c:1:o"]


def test_a_feed_is_one_message_with_the_addresses_that_its_buttons_name() -> None:
    entries = tuple(
        Entry(LONG if number % 2 else None, f"https://kpu.go.id/{number}", "2024-02-05")
        for number in range(45)
    )
    known = {entries[1].url}
    pages = [render_feed(Feed(entries, 7), "https://kpu.go.id/f", it, known) for it in range(3)]
    for number, page in enumerate(pages):
        assert len(page.parts) == 1
        listed = [it for it in page.buttons if ENTRY_DATA.fullmatch(it.data)]
        own = entries[number * PAGE : (number + 1) * PAGE]
        assert [it.data for it in listed] == [f"e:{entry_key(entry.url)}" for entry in own]
        turning = [it.data for it in page.buttons if FEED_DATA.fullmatch(it.data)]
        assert turning == [["ef:1"], ["ef:0", "ef:2"], ["ef:1"]][number]
    assert pages[0].buttons[1].label == "✓ 2" and "✓ 2. <a" in pages[0].parts[0]
    assert "<code>https://kpu.go.id/f</code>" in pages[0].parts[0]
    assert texts.FEED_MORE.format(count=7) in pages[0].parts[0]
    assert "<code>" not in render_feed(Feed(entries), None, 0, known).parts[0]


def test_the_key_of_an_entry_is_that_of_its_page() -> None:
    assert entry_key("https://kpu.go.id/a/") == entry_key("http://www.kpu.go.id/a")


@pytest.mark.parametrize("id", ["gudang", "UU 7/2017 <b>", "x" * 200])
def test_a_document_shows_its_id_where_its_button_finds_it(id: str) -> None:
    of = document(LONG * 20, id=id, title=LONG, drill=True, area="kota-blitar")
    shown = render_document(of, bundled())
    assert len(shown.parts) == 1 and shown.parts[0].startswith(f"<b>{texts.DRILL}")
    assert "Kota Blitar" in shown.parts[0]
    (button,) = shown.buttons
    assert REMOVE_DATA.fullmatch(button.data) and button.data.endswith(key_of(id))


def test_what_would_go_is_shown_with_its_files_before_it_goes() -> None:
    corpus = Path("/korpus")
    places = [
        Place(document(id=str(it), title=LONG), corpus / "regulasi" / "uu" / f"{it}.md", 1)
        for it in range(12)
    ]
    shown = render_removal("uu", places, corpus)
    assert len(shown.parts) == 1 and "regulasi/uu/7.md:1" in shown.parts[0]
    assert texts.REMOVE_OTHERS.format(count=4) in shown.parts[0]
    assert texts.REMOVE_ASK_LAW.format(count=12) in shown.parts[0]
    assert REMOVE_YES_DATA.fullmatch(shown.buttons[0].data)
    assert texts.REMOVE_ASK in render_removal("uu", places[:1], corpus).parts[0]
