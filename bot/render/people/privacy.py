"""What is kept of a person, in plain words, and the question before a role is lost with it."""

from __future__ import annotations

import re

from bot import texts
from bot.access import Person
from bot.render.naming import role_name
from bot.render.reply import Button, Reply, reply
from corpus.areas import AreaTree

ERASE_DATA = re.compile(r"p:hapus\Z")
KEEP_DATA = re.compile(r"p:jangan\Z")


def render_privacy() -> Reply:
    return reply(texts.PRIVACY)


def render_erasing(person: Person, areas: AreaTree) -> Reply:
    """Names the roles that would be lost, and asks."""
    roles = ", ".join(role_name(grant, areas) for grant in person.grants)
    rows = (Button(texts.BUTTON_ERASE, "p:hapus"), Button(texts.BUTTON_KEEP_DATA, "p:jangan"))
    return reply([texts.ERASE_ROLES.format(roles=roles)], [rows])
