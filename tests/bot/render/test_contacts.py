from __future__ import annotations

from datetime import date

import pytest

from bot import texts
from bot.render.contacts import desk, referral, render_contacts, welcome, where_to_ask
from corpus.contacts import Purpose, bundled
from corpus.directory import Directory
from tests.bot.documents import DIRECTORY
from tests.support.botapi.html import parse_html

NOBODY = Directory((), date(2026, 11, 24))


def test_where_to_ask_names_who_and_how() -> None:
    told = where_to_ask(DIRECTORY)
    assert "Bawaslu (sigaplapor.bawaslu.go.id) untuk dugaan pelanggaran" in told
    assert told.endswith("telepon Polri (110).")


def test_an_address_past_its_limit_gives_way_to_the_day_it_was_last_right() -> None:
    later = Directory(bundled(), date(2027, 2, 15))
    told = desk(Purpose.VIOLATIONS, later)
    assert told == (
        "Bawaslu (kontaknya terakhir dipastikan 14 Februari 2024, jadi tidak saya tampilkan)"
    )
    assert "sigaplapor" in desk(Purpose.VIOLATIONS, Directory(bundled(), date(2027, 2, 14)))


@pytest.mark.parametrize("purpose", Purpose)
def test_without_any_contact_the_body_is_named_all_the_same(purpose: Purpose) -> None:
    assert desk(purpose, NOBODY) == texts.DESKS[purpose]


@pytest.mark.parametrize("key", texts.REFERRALS)
def test_no_brace_is_left_in_what_people_read(key: str) -> None:
    for directory in (DIRECTORY, NOBODY):
        told = [referral(key, directory), where_to_ask(directory), welcome(directory)]
        assert not any("{" in one for one in told)


def test_no_number_and_no_address_stands_in_the_texts() -> None:
    words = [*texts.REFERRALS.values(), texts.WHERE_TO_ASK, texts.WELCOME, *texts.DESKS.values()]
    for contact in bundled():
        assert not any(contact.channel in one for one in words)


def test_the_list_shows_what_each_is_for_and_names_those_withheld() -> None:
    (part,) = render_contacts(DIRECTORY).parts
    shown = parse_html(part).text
    assert shown.startswith("Dalam bahaya\n110 (Polri), dipastikan 26 Januari 2026")
    kept, withheld = shown.split(texts.CONTACTS_WITHHELD)
    assert "sigaplapor.bawaslu.go.id (SigapLapor Bawaslu)" in kept
    assert "WhatsApp Bawaslu: terakhir 14 Februari 2024" in withheld
    assert "08119810123" not in shown and "021-7218615" not in shown
    assert texts.NO_EMERGENCY_SERVICE in shown


def test_without_anything_withheld_nothing_is_said_of_it() -> None:
    fresh = Directory(bundled(), date(2018, 6, 26))
    assert texts.CONTACTS_WITHHELD not in render_contacts(fresh).parts[0]
