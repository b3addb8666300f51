"""What is said to people in danger: whom to call first, and that nobody reads along here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot import texts
from bot.render.dates import date_words
from bot.render.reply import Reply, anyway_button, reply
from corpus.contacts import Contact


def danger_lines(contacts: Sequence[Contact], today: date) -> Iterator[str]:
    """The lines of the reply on `today`. Urgent contacts are shown whatever their age, others only
    while they count as verified; of those withheld it is said whose they are."""
    yield texts.DANGER
    shown = [one for one in contacts if one.urgent or not one.stale(today)]
    for one in sorted(shown, key=lambda one: not one.urgent):
        when = date_words(one.verified_on.isoformat())
        yield texts.DANGER_CONTACT.format(channel=one.channel, owner=one.owner, date=when)
    withheld = [one.owner for one in contacts if one not in shown]
    if withheld:
        owners = ", ".join(dict.fromkeys(withheld))
        yield texts.DANGER_WITHHELD.format(owners=owners)
    yield texts.DANGER_NOT_A_SERVICE


def render_danger(contacts: Sequence[Contact], today: date) -> Reply:
    """The reply in the chat, with a button for who only asked."""
    return reply([*danger_lines(contacts, today), texts.DANGER_SEARCH], [anyway_button()])
