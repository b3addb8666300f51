"""Whom people are referred to, with how to reach them where that may be shown; where it may not, it
is said since when nobody has made sure of it."""

from __future__ import annotations

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, code, join
from bot.render.reply import Reply, reply
from corpus.contacts import Contact, Purpose, Way
from corpus.directory import Directory


def where_to_ask(directory: Directory) -> str:
    """Where to turn with what no source answers."""
    return _filled(texts.WHERE_TO_ASK, directory)


def referral(key: str, directory: Directory) -> str:
    """Who gives what was declined, by the key of the rule that declined it."""
    return _filled(texts.REFERRALS[key], directory)


def welcome(directory: Directory) -> str:
    """The introduction, which names whom to call in danger."""
    return _filled(texts.WELCOME, directory)


def render_contacts(directory: Directory) -> Reply:
    """Every contact by what it is for, with the day it was verified; then those withheld."""
    blocks = [_for(purpose, directory) for purpose in Purpose]
    withheld = [_gone(one) for purpose in Purpose for one in directory.withheld(purpose)]
    listed = [join("\n", [bold(texts.CONTACTS_WITHHELD), *withheld])] if withheld else []
    return reply([*(block for block in blocks if block), *listed, texts.NO_EMERGENCY_SERVICE])


def channel(contact: Contact) -> Text:
    """How to reach it; a number can be copied with one tap."""
    return Text(contact.channel) if contact.way is Way.WEB else code(contact.channel)


def line(contact: Contact) -> Text:
    """One contact of a list, and the day it was last verified."""
    return channel(contact) + Text(texts.CONTACT.format(name=contact.name, date=verified(contact)))


def verified(contact: Contact) -> str:
    """The day it was last verified, in words."""
    return date_words(contact.verified_on.isoformat())


def desk(purpose: Purpose, directory: Directory) -> str:
    """Who is there for `purpose`, and how to reach them if that may be shown."""
    if current := directory.shown(purpose):
        return texts.DESK.format(owner=current[0].owner, channel=current[0].channel)
    if old := directory.withheld(purpose):
        return texts.DESK_WITHHELD.format(owner=old[0].owner, date=verified(old[0]))
    return texts.DESKS[purpose]


def _filled(template: str, directory: Directory) -> str:
    return template.format(**{one.value: desk(one, directory) for one in Purpose})


def _for(purpose: Purpose, directory: Directory) -> Text | None:
    lines = [line(one) for one in directory.shown(purpose)]
    return join("\n", [bold(texts.PURPOSES[purpose]), *lines]) if lines else None


def _gone(contact: Contact) -> Text:
    return Text(texts.CONTACT_GONE.format(name=contact.name, date=verified(contact)))
