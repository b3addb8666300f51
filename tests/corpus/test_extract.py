"""What comes out of a file of each kind, and of the process that reads it; test_hostile has
files that were made to do harm."""

from __future__ import annotations

import gzip
import json
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document
from corpus.draft import Draft, Entry, Feed, Unreadable
from corpus.extract import extract, extract_file
from corpus.formats.clean import clean
from corpus.formats.read import read
from corpus.formats.record import to_document
from corpus.limits import LIMITS, Limits
from corpus.read import read as read_corpus
from tests.support.documents import texts
from tests.support.files import pdf, word

ROOT = Path(__file__).parents[2]
AREAS = bundled()
SENTENCE = "Polres Kota Teduh menyiapkan 640 personel untuk menjaga 512 TPS di enam kecamatan."
HTML = f"<html><head><title>Polres siap</title></head><body><p>{SENTENCE}</p></body></html>"
SLOW = f"<html><p {' '.join(f'a{number}=1' for number in range(200_000))}>x".encode()
"""libxml2 compares each attribute with all before it."""


def drafts(content: bytes | str, name: str = "", **told: Any) -> tuple[Draft, ...]:
    """What is read of `content` in this process."""
    raw = content.encode() if isinstance(content, str) else content
    request = {"content_type": None, "url": None, "limits": LIMITS, **told}
    found = read(raw, name, **request)
    assert isinstance(found, tuple)
    return found


def draft(content: bytes | str, name: str = "", **told: Any) -> Draft:
    (one,) = drafts(content, name, **told)
    return one


def reason(content: bytes | str, **told: Any) -> str:
    with pytest.raises(Unreadable) as refused:
        drafts(content, **told)
    return str(refused.value)


def document(found: Draft) -> Document:
    made = to_document({"id": "a", **found.fields, "text": found.text}, AREAS)
    assert isinstance(made, Document), made
    return made


# In a process of its own


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (HTML.encode(), SENTENCE),
        (SENTENCE.encode(), SENTENCE),
        (f"---\ntitle: Siap\n---\n\n{SENTENCE}\n".encode(), SENTENCE),
        (json.dumps({"text": SENTENCE}).encode(), SENTENCE),
        (pdf(SENTENCE), SENTENCE),
        (word(SENTENCE), SENTENCE),
        (gzip.compress(SENTENCE.encode(), mtime=0), SENTENCE),
    ],
    ids=["html", "text", "markdown", "jsonl", "pdf", "docx", "gzip"],
)
@pytest.mark.parametrize("name", ["berkas.pdf", "foto.jpg"])
def test_every_kind_is_read_as_what_it_is_whatever_it_is_called(
    content: bytes, text: str, name: str
) -> None:
    found = extract(content, name, "image/jpeg")
    assert isinstance(found, tuple)
    assert [one.text for one in found] == [text]


def test_a_feed_comes_back_as_its_entries() -> None:
    item = "<item><title>Siap</title><link>/1</link><pubDate>2024-02-10</pubDate></item>"
    content = f"<rss><channel>{item}<item><link>/2</link></item></channel></rss>".encode()
    found = extract(content, "", None, "https://teduh.example/rss", Limits(entries=1))
    assert found == Feed((Entry("Siap", "https://teduh.example/1", "2024-02-10"),), more=1)


def test_several_drafts_come_back_with_all_their_fields() -> None:
    lines = [
        {"id": "satu", "title": "Satu", "regime": ["pemilu", "psu"], "drill": False, "text": "A"},
        {"area": "aceh", "published_on": 2024, "text": "Simulasi Sispamkota"},
    ]
    found = extract("\n".join(map(json.dumps, lines)).encode(), "a.jsonl")
    assert found == (
        Draft({"id": "satu", "title": "Satu", "regime": ("pemilu", "psu"), "drill": False}, "A"),
        Draft(
            {
                "title": "Simulasi Sispamkota",
                "published_on": "2024",
                "area": "aceh",
                "drill": True,
            },
            "Simulasi Sispamkota",
            ("Ditandai simulasi karena judulnya menyebut latihan; ubah kalau bukan.",),
        ),
    )


def test_a_file_on_disk_is_read_no_further_than_allowed(tmp_path: Path) -> None:
    file = tmp_path / "siaran.txt"
    file.write_text(SENTENCE)
    assert extract_file(file) == (Draft({}, SENTENCE),)
    with file.open("ab") as stream:
        stream.truncate(200_000_000)
    started = time.monotonic()
    with pytest.raises(Unreadable, match="lebih besar dari 20 MB"):
        extract_file(file)
    assert time.monotonic() - started < 2


def test_what_takes_too_long_is_stopped_while_others_go_on() -> None:
    refused: list[str] = []

    def slow() -> None:
        with pytest.raises(Unreadable) as error:
            extract(SLOW, "", limits=Limits(seconds=1.5))
        refused.append(str(error.value))

    thread = threading.Thread(target=slow)
    started = time.monotonic()
    thread.start()
    turns = 0
    while thread.is_alive():
        time.sleep(0.01)
        turns += 1
    assert refused == [
        "Berkas ini terlalu lama dibaca (lebih dari 1.5 detik). Kirim bagian yang diperlukan saja, "
        "atau simpan ulang sebagai teks biasa."
    ]
    assert time.monotonic() - started < 10
    assert turns > 20


def test_the_reader_ends_by_itself_where_nobody_is_left_to_stop_it() -> None:
    request = {"name": "", "content_type": None, "url": None, "limits": {"seconds": 1.0}}
    ran = subprocess.run(
        [sys.executable, "-m", "corpus.formats"],
        input=json.dumps(request).encode() + b"\n" + SLOW,
        capture_output=True,
        timeout=30,
        check=False,
        cwd=ROOT,
    )
    assert (ran.returncode, ran.stdout) == (-signal.SIGXCPU, b"")


def test_a_reader_that_dies_is_no_more_than_a_file_that_was_not_read() -> None:
    """With these limits it may not write a byte, not even why."""
    with pytest.raises(Unreadable, match="rusak, atau terlalu besar setelah dibuka"):
        extract(SENTENCE.encode(), "", limits=Limits(text=0, drafts=0, entries=0))


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("corpus.extract", {"lxml", "trafilatura", "pypdf", "docx", "feedparser", "pydantic"}),
        ("corpus.formats.html", {"numpy", "index", "bot", "torch", "telegram"}),
        ("corpus.formats.__main__", {"lxml", "pydantic", "yaml"}),
    ],
)
def test_nothing_is_loaded_that_the_file_does_not_need(module: str, unwanted: set[str]) -> None:
    program = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert unwanted.isdisjoint(ran.stdout.split())


def test_the_reader_gets_no_secret_of_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIAGA_TELEGRAM_TOKEN", "123:rahasia")
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/environment\nexit 1\n")
    spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(spy))
    with pytest.raises(Unreadable):
        extract(b"a", "")
    told = (tmp_path / "environment").read_text()
    assert "PYTHONPATH=" in told
    assert "rahasia" not in told


# What is found


def test_markdown_with_front_matter_gives_the_fields_that_it_states() -> None:
    found = draft("---\ntitle: Siap\nkind: statement\npublished_on: 2024-02\n---\n\nIsi.\n")
    assert found == Draft({"title": "Siap", "kind": "statement", "published_on": "2024-02"}, "Isi.")


def test_the_starter_corpus_is_read_as_corpus_folders_are_read() -> None:
    reading = read_corpus([ROOT / "corpus" / "data"], AREAS)
    files = sorted((ROOT / "corpus" / "data").rglob("*.md"))
    found = [document(draft(file.read_bytes(), file.name)) for file in files]
    assert sorted(found, key=lambda one: one.id) == list(reading.documents)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Polres siap\n\nIsi berita.", "Polres siap"),
        ("# Polres siap.\n\nIsi berita.", "Polres siap."),
        ("Polres siap.\n\nIsi berita.", None),
        ("Polres siap\nmenjaga TPS.", None),
        ("Polres siap", None),
        (f"{'panjang ' * 30}\n\nIsi.", None),
    ],
)
def test_plain_text_has_a_title_only_where_its_first_line_stands_alone(
    text: str, title: str | None
) -> None:
    assert draft(text) == Draft({} if title is None else {"title": title}, text)


def test_the_address_where_it_was_fetched_is_a_field_of_every_kind() -> None:
    url = "https://teduh.example/a.pdf"
    assert draft(pdf(SENTENCE), url=url).fields == {"url": url}
    assert draft(SENTENCE, url=url).fields == {"url": url}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("og:title", "x" * 501),
        ("og:site_name", "x" * 201),
        ("article:published_time", "2024-02-31"),
        ("og:url", f"https://teduh.example/{'x' * 2000}"),
        ("og:url", "https://satukata"),
    ],
)
def test_what_no_document_may_hold_was_not_found(name: str, value: str) -> None:
    page = f'<html><head><meta property="{name}" content="{value}"></head><p>{SENTENCE}</p></html>'
    assert draft(page).fields == {}


def test_a_title_that_names_a_rehearsal_proposes_a_drill_and_says_why() -> None:
    found = draft(HTML.replace("Polres siap", "Polres Gelar Simulasi Sispamkota"))
    assert found.fields["drill"] is True
    assert found.remarks == (
        "Ditandai simulasi karena judulnya menyebut latihan; ubah kalau bukan.",
    )


@pytest.mark.parametrize(
    "content",
    [
        "Polres \u202eapais\u202c jaga.",
        "<html><p>Polres \u202eapais\u202c menjaga TPS di kota ini.</p></html>",
        "---\ntitle: a\n---\nPolres \u202eapais\u202c jaga.",
    ],
)
def test_characters_that_turn_the_order_go_and_whoever_checks_is_told(content: str) -> None:
    found = draft(content)
    assert "Polres apais" in found.text
    assert found.remarks == (
        "Karakter tersembunyi yang mengubah urutan huruf dibuang; periksa teksnya.",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_a_page_in_another_encoding_is_read(encoding: str) -> None:
    page = HTML.replace(SENTENCE, f"“{SENTENCE}” – é")
    assert draft(page.encode(encoding)).text == f"“{SENTENCE}” – é"


def test_zero_bytes_in_a_page_end_nothing() -> None:
    assert draft(HTML.replace("640", "6\x0040\x00")).text == SENTENCE


@given(texts().filter(lambda text: clean(text).strip()))
def test_any_plain_text_is_a_draft_that_becomes_a_document(text: str) -> None:
    found = draft("Teks: " + text)
    assert found.text == clean("Teks: " + text).strip()
    assert document(found).text == found.text


@given(st.binary(max_size=300), st.sampled_from(["%PDF-", "PK\x03\x04", "<html>", "<rss>", ""]))
def test_any_bytes_are_drafts_or_entries_or_refused_with_a_sentence(
    content: bytes, start: str
) -> None:
    try:
        found = read(start.encode() + content, "", None, None, LIMITS)
    except Unreadable as refused:
        assert str(refused).endswith(".")
    else:
        for one in found if isinstance(found, tuple) else ():
            document(one)


# What is wrong with a file that people wrote


def test_a_mistake_in_front_matter_is_named_with_its_line() -> None:
    assert reason("---\ntitle: Siap\narea: balikpapan\n---\nIsi.") == (
        "Baris 3: wilayah 'balikpapan' tidak dikenal; maksud Anda 'kota-balikpapan'?. "
        "Perbaiki, lalu kirim lagi."
    )


def test_one_bad_line_keeps_the_whole_file_out_so_that_nothing_is_taken_twice() -> None:
    content = '{"text": "a"}\n{"text": ""}\n\n[1]\n{"text": "b"}\n{"x": 1}\n{"text": 5}\n{"a"'
    assert reason(content) == (
        "Baris 2: text: kosong; Baris 4: bukan objek JSON {…}; Baris 6: nama 'x' tidak dikenal; "
        "dan 2 baris lain. Perbaiki, lalu kirim lagi seluruhnya: belum ada yang diambil."
    )


def test_more_drafts_than_anybody_checks_are_refused() -> None:
    content = '{"text": "a"}\n' * 3
    assert "lebih dari 2 dokumen" in reason(content, limits=Limits(drafts=2))
    assert len(drafts(content, limits=Limits(drafts=3))) == 3


@pytest.mark.parametrize("content", [SENTENCE, HTML, '{"text": "sepuluh"}\n{"text": "huruf"}'])
def test_texts_that_are_too_long_together_are_refused(content: str) -> None:
    assert "lebih panjang dari 10 karakter" in reason(content, limits=Limits(text=10))
