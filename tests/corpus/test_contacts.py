from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.areas import bundled as areas
from corpus.contacts import (
    BUNDLED,
    NAME,
    ContactsError,
    bundled,
    contacts_in,
    read_contacts,
)
from corpus.read import read

ENTRY = """
- {key: polri, name: Polri, owner: Polri, way: phone, channel: '110', purpose: emergency,
   source: doc, verified_on: 2024-02-14, limit_days: 10}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / NAME
    file.write_text(text, encoding="utf-8")
    return file


def test_a_contact_whose_source_is_a_document_stands_in_it() -> None:
    documents = {document.id: document for document in read([BUNDLED.parent], areas()).documents}
    from_documents = [one for one in bundled() if not one.source.startswith("http")]
    assert len(from_documents) >= 3
    for contact in from_documents:
        document = documents[contact.source]
        assert contact.channel in document.text
        assert document.published_on == contact.verified_on.isoformat()


def test_every_other_contact_names_the_address_of_a_publication() -> None:
    for contact in bundled():
        if contact.source.startswith("http"):
            assert urlsplit(contact.source).path.strip("/")


def test_the_number_of_an_office_holds_no_longer_than_ninety_days() -> None:
    for contact in bundled():
        if len(contact.channel) > 3 and contact.channel[0].isdigit():
            assert contact.limit_days <= 90, contact.key


def test_the_police_come_first_in_danger() -> None:
    assert bundled()[0].channel == "110" and bundled()[0].urgent


def test_a_contact_is_stale_from_the_day_after_its_limit(tmp_path: Path) -> None:
    contact = read_contacts(written(tmp_path, ENTRY), areas())[0]
    last = date(2024, 2, 14) + timedelta(days=10)
    assert not contact.withheld(last)
    assert contact.withheld(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "harus berisi daftar kontak"),
        ("[", "tidak dapat dibaca"),
        ("- 110", "kontak ke-1: isi: harus berisi nama dan nilai"),
        (ENTRY.replace("limit_days: 10", "limit_days: 0"), "ke-1: limit_days: harus lebih dari 0"),
        (ENTRY.replace("owner: Polri, ", ""), "kontak ke-1: owner: wajib diisi"),
        (ENTRY + ENTRY.lstrip(), "kontak ke-2: key: 'polri' sudah dipakai"),
        (ENTRY.replace("way: phone", "way: phone, phone: 1"), "ke-1: phone: nama tidak dikenal"),
        (ENTRY.replace("'110'", "110"), "channel: harus berupa teks; angka diberi tanda kutip"),
        (ENTRY.replace("'110'", "polri.go.id"), "channel: 'polri.go.id' bukan phone"),
        (ENTRY.replace("way: phone", "way: web"), "channel: '110' bukan web"),
        (ENTRY.replace("way: phone", "way: surat"), "way: pilih 'phone', 'web' or 'chat'"),
        (ENTRY.replace("2024-02-14", "2024-02"), "verified_on: tulis tanggal lengkap"),
        (ENTRY.replace("source: doc", "source: dari teman"), "source: 'dari teman' bukan id"),
        (ENTRY.replace("source: doc", "source: doc, area: atlantis"), "wilayah 'atlantis' tidak"),
        (ENTRY.replace("emergency", "ethics"), "tidak ada kontak darurat"),
        (ENTRY.replace("source: doc", "source: doc, area: aceh"), "tidak ada kontak darurat"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place_and_the_reason(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ContactsError) as refused:
        read_contacts(written(tmp_path, text), areas())
    assert said in str(refused.value) and str(refused.value).startswith(NAME)


def test_a_corpus_may_have_contacts_of_its_own(tmp_path: Path) -> None:
    assert contacts_in(tmp_path) == bundled()
    written(tmp_path, ENTRY)
    assert [one.key for one in contacts_in(tmp_path)] == ["polri"]


def test_contacts_are_read_again_when_they_change(tmp_path: Path) -> None:
    file = written(tmp_path, ENTRY)
    contacts_in(tmp_path)
    written(tmp_path, ENTRY.replace("'110'", "'112'"))
    os.utime(file, ns=(0, 1))
    assert [one.channel for one in contacts_in(tmp_path)] == ["112"]


def test_contacts_that_are_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(ContactsError, match="tidak dapat dibaca"):
        contacts_in(tmp_path)


def test_contacts_are_no_documents(tmp_path: Path) -> None:
    written(tmp_path, ENTRY)
    assert read([tmp_path], areas()).rejected == ()
