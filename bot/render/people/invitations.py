"""An invitation, step by step: to be what, where, and the link; and what whoever opens it is told.
What was chosen before stands in the message or in its buttons: nothing is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.access import Grant, Role
from bot.invitations import Accepted, Invite
from bot.render.dates import moment_words
from bot.render.markup import Text, bold, join
from bot.render.naming import person_name, role_name
from bot.render.people.role_buttons import give_button, list_button, revoke_button
from bot.render.reply import Reply, reply
from corpus.areas import Area, AreaTree


def render_roles_to_give(roles: Sequence[Role]) -> Reply:
    """To be what."""
    rows = [give_button(texts.ROLES[role], role) for role in roles]
    return reply([texts.INVITE_ROLE], [*rows, list_button(texts.BUTTON_LIST, officers=False)])


def render_areas_to_choose(words: str, role: Role, areas: Sequence[Area]) -> Reply:
    """Where, of a few; `words` say why it is asked."""
    rows = [give_button(area.name, role, area.id) for area in areas]
    return reply([words], rows)


def area_prompt(role: Role) -> str:
    """Asks where, for an answer in words. `prompted_role` finds the role in it again."""
    return texts.INVITE_AREA.format(role=texts.ROLES[role])


def prompted_role(message: str) -> Role | None:
    """The role whose area the bot's own `message` asks for; None where it asks for none."""
    return next((role for role in Role if message.endswith(area_prompt(role))), None)


def render_invited(invite: Invite, link: str, areas: AreaTree) -> Reply:
    """The link, what it gives, and how long."""
    role = invite.grant.role
    heading = bold(texts.INVITED.format(role=role_name(invite.grant, areas)))
    expires = moment_words(invite.expires_at.isoformat())
    blocks = [
        join("\n", [heading, texts.ROLE_GIVES[role]]),
        Text(link),
        Text(texts.INVITED_ONCE.format(moment=expires)),
    ]
    officers = role is Role.OFFICER
    revoke = revoke_button(texts.BUTTON_REVOKE_THIS, invite.id, officers)
    return reply(blocks, [(revoke, list_button(texts.BUTTON_LIST, officers))])


def render_accepted(accepted: Accepted, areas: AreaTree, commands: Sequence[str]) -> Reply:
    """What the person is now; `commands` are the lines of those that only roles give."""
    words = texts.ACCEPTED if accepted.used else texts.ACCEPTED_ALREADY
    said = bold(words.format(role=role_name(accepted.grant, areas)))
    listed = [join("\n", [bold(texts.ME_COMMANDS), *commands])] if commands else []
    return reply([said, *listed, texts.ACCEPTED_ME])


def who_accepted(name: str, grant: Grant, areas: AreaTree) -> str:
    """What whoever made the invitation is told."""
    return texts.ACCEPTED_BY.format(name=person_name(name), role=role_name(grant, areas))
