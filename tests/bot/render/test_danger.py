from datetime import date

from bot import texts
from bot.render.danger import danger_lines, render_danger
from bot.render.reply import ANYWAY_DATA
from corpus.contacts import Contact

TODAY = date(2024, 2, 14)


def contact(key: str, urgent: bool, verified_on: date) -> Contact:
    return Contact(
        key=key,
        name=key,
        owner=key.title(),
        channel=f"0{len(key)}",
        area="indonesia",
        urgent=urgent,
        source="doc",
        verified_on=verified_on,
        limit_days=90,
    )


def test_an_urgent_contact_is_shown_at_any_age_with_its_date() -> None:
    lines = list(danger_lines([contact("polri", True, date(2014, 3, 21))], TODAY))
    assert "05 (Polri), terakhir diperiksa 21 Maret 2014" in lines


def test_an_old_contact_is_withheld_and_its_owner_named() -> None:
    old, fresh = contact("bawaslu", False, date(2020, 1, 1)), contact("kpu", False, TODAY)
    told = "\n".join(danger_lines([old, fresh], TODAY))
    assert old.channel not in told
    assert "Kontak Bawaslu tidak saya tampilkan" in told
    assert f"{fresh.channel} (Kpu)" in told


def test_the_reply_says_that_this_is_no_emergency_service_and_offers_to_search() -> None:
    shown = render_danger([contact("polri", True, TODAY)], TODAY)
    assert texts.DANGER_NOT_A_SERVICE in shown.parts[0]
    assert [bool(ANYWAY_DATA.fullmatch(button.data)) for button in shown.buttons] == [True]
