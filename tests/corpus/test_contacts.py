from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.areas import bundled as areas
from corpus.contacts import ContactsError, bundled, read_contacts
from corpus.read import read

ENTRY = """
- {key: polri, name: Polri, owner: Polri, channel: '110', area: indonesia, urgent: true,
   source: doc, verified_on: 2024-02-14, limit_days: 10}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "contacts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_contact_stands_in_the_document_it_names_and_in_a_known_area() -> None:
    root = Path(__file__).parents[2] / "corpus" / "data"
    documents = {document.id: document for document in read([root], areas()).documents}
    for contact in bundled():
        assert contact.channel in documents[contact.source].text
        assert areas().get(contact.area) is not None


def test_somebody_is_there_for_people_in_danger() -> None:
    assert any(contact.urgent for contact in bundled())


def test_a_contact_is_stale_from_the_day_after_its_limit(tmp_path: Path) -> None:
    contact = read_contacts(written(tmp_path, ENTRY))[0]
    last = date(2024, 2, 14) + timedelta(days=10)
    assert not contact.stale(last)
    assert contact.stale(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "harus berisi daftar kontak"),
        ("[", "tidak dapat dibaca"),
        (ENTRY.replace("limit_days: 10", "limit_days: 0"), "kontak ke-1: limit_days"),
        (ENTRY.replace("owner: Polri, ", ""), "kontak ke-1: owner"),
        (ENTRY + ENTRY.lstrip(), "kontak ke-2: 'polri' sudah ada"),
        (ENTRY.replace("area: indonesia", "area: indonesia, phone: 1"), "kontak ke-1: phone"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ContactsError, match=said):
        read_contacts(written(tmp_path, text))
