from __future__ import annotations

from datetime import date, timedelta

from corpus.contacts import Contact, Purpose
from corpus.directory import Directory

TODAY = date(2024, 2, 14)


def contact(key: str, verified_on: date, **fields: object) -> Contact:
    entry = {
        "key": key,
        "name": key,
        "owner": key,
        "way": "phone",
        "channel": "110",
        "purpose": "violations",
        "source": "doc",
        "limit_days": 90,
        "verified_on": verified_on,
        **fields,
    }
    return Contact.model_validate(entry)


OLD, FRESH = contact("lama", date(2020, 1, 1)), contact("baru", TODAY)
URGENT = contact("darurat", date(2010, 1, 1), purpose="emergency")
LOCAL = contact("setempat", TODAY, area="aceh")
DIRECTORY = Directory((OLD, FRESH, URGENT, LOCAL), TODAY)


def test_what_is_past_its_limit_is_withheld() -> None:
    assert DIRECTORY.shown(Purpose.VIOLATIONS) == (FRESH,)
    assert DIRECTORY.withheld(Purpose.VIOLATIONS) == (OLD,)


def test_what_helps_in_danger_is_withheld_past_its_limit_too() -> None:
    later = Directory((URGENT,), URGENT.verified_on + timedelta(days=URGENT.limit_days + 1))
    assert (later.shown(Purpose.EMERGENCY), later.withheld(Purpose.EMERGENCY)) == ((), (URGENT,))


def test_a_contact_of_one_area_is_not_named_to_the_whole_country() -> None:
    assert LOCAL not in DIRECTORY.shown(Purpose.VIOLATIONS)
    assert LOCAL not in DIRECTORY.withheld(Purpose.VIOLATIONS)
