"""Who comes by an invitation's link: a person, in private. Whatever is wrong with a link is told in
the same words, so that they tell nothing about it."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot import texts
from bot.access import Person
from bot.chat.addressed import question_text
from bot.chat.commands import own_lines
from bot.chat.context import Context
from bot.chat.delivery import inform
from bot.chat.menus import set_menu
from bot.chat.send import send
from bot.invitations import Accepted
from bot.render.contacts import welcome
from bot.render.people.invitations import render_accepted, who_accepted
from bot.render.reply import reply

_PAYLOAD = re.compile(r"u([\w-]{1,63})", re.ASCII)


async def accept(update: Update, context: Context) -> None:
    """/start with an invitation's code."""
    message, services = update.message, context.services
    code = _code(message) if message else None
    assert message is not None and message.from_user is not None and code is not None
    id, name = message.from_user.id, message.from_user.full_name
    accepted = await services.invitations.accept(id, name, code)
    if accepted is None:
        void = reply([texts.LINK_VOID, welcome(services.directory())])
        await send(context.bot, message, void)
    else:
        person = await services.roles.person(id, name)
        await _receive(message, context, person, accepted)


async def _receive(message: Message, context: Context, person: Person, accepted: Accepted) -> None:
    areas = context.services.roles.areas
    await send(context.bot, message, render_accepted(accepted, areas, own_lines(person)))
    if not accepted.used:
        return
    await set_menu(context.bot, person)
    if accepted.maker != person.id:
        words = who_accepted(person.name, accepted.grant, areas)
        await inform(context.bot, accepted.maker, reply([words]))


def _code(message: Message) -> str | None:
    """The code in a link that a person opened; a channel, a group or a bot accepts nothing."""
    if message.sender_chat or message.from_user is None or message.from_user.is_bot:
        return None
    match = _PAYLOAD.fullmatch(question_text(message).strip())
    return match[1] if match else None


class _ByInvitation(MessageFilter):
    def filter(self, message: Message) -> bool:
        return _code(message) is not None


BY_INVITATION = _ByInvitation()
