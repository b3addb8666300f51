"""Inviting, by buttons or in words. What was chosen in an earlier step stands in the button that is
pressed or in the message that is replied to, so any copy of the bot can go on."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext.filters import MessageFilter
from telegram.helpers import create_deep_linked_url

from bot import texts
from bot.access import Grant, Right, Role, areas_for, may, may_appoint, roles_for
from bot.chat.addressed import replied_words
from bot.chat.context import Context, receipt
from bot.chat.pressed import query_of
from bot.chat.questions.asked import question
from bot.chat.send import prompt, send, settle, turn
from bot.invitations import Invited
from bot.places import meant
from bot.render.people.invitations import (
    area_prompt,
    prompted_role,
    render_areas_to_choose,
    render_invited,
    render_roles_to_give,
)
from bot.render.people.role_buttons import parsed_gift
from bot.render.reply import Reply
from index.danger import in_danger

_CHOICES = 8
"""Areas to choose from in one message; who names more is best asked again."""


async def choose_role(update: Update, context: Context) -> None:
    """ "Undang"."""
    query = query_of(update)
    roles = roles_for(context.person, context.services.roles.areas)
    await turn(context.bot, query, render_roles_to_give(roles))
    await settle(query)


async def give(update: Update, context: Context) -> None:
    """A role's button, or an area's. Where there is only one area to give, it is not asked for."""
    query = query_of(update)
    assert query.message is not None, "the bot sends nothing inline"
    grant, by, areas = parsed_gift(query.data or ""), context.person, context.services.roles.areas
    if grant.role not in roles_for(by, areas):
        return await settle(query, texts.STALE_BUTTON)
    grant = _completed(grant, context)
    if grant.area is None and grant.role is not Role.ADMIN:
        await prompt(context.bot, query.message, area_prompt(grant.role))
        return await settle(query)
    made = await context.services.invitations.invite(by, grant, receipt(update))
    if made is None:
        return await settle(query, texts.STALE_BUTTON)
    await turn(context.bot, query, _link(made, context))
    await settle(query)


async def area_told(update: Update, context: Context) -> None:
    """A reply to the message that asks for an area; of whoever may not invite any more, it is a
    message like any other."""
    message = update.message
    assert message is not None and message.text is not None
    role = _prompted(message)
    if role is None or not may(context.person, Right.OVERSEE):
        await question(update, context)
    else:
        await invite(update, context, role, message.text)


async def invite(update: Update, context: Context, role: Role, words: str) -> None:
    """Invite for the area that `words` name, or ask which one is meant. Who is in danger comes
    first here as well."""
    message, areas = update.message, context.services.roles.areas
    assert message is not None
    if in_danger(words):
        return await question(update, context)
    grant = _completed(Grant(role), context)
    if role is Role.ADMIN or (grant.area and not words):
        return await _send_link(message, update, context, grant)
    if not words:
        return await prompt(context.bot, message, area_prompt(role))
    found = meant(words, areas)
    own = [it for it in found.areas if may_appoint(context.person, Grant(role, it.id), areas)]
    if not own:
        why = texts.INVITE_AREA_OUTSIDE if found.areas else texts.INVITE_AREA_UNKNOWN
        return await prompt(context.bot, message, f"{why} {area_prompt(role)}")
    if len(own) == 1 and found.sure:
        return await _send_link(message, update, context, Grant(role, own[0].id))
    why = texts.INVITE_AREA_WHICH if found.sure else texts.INVITE_AREA_GUESS
    await send(context.bot, message, render_areas_to_choose(why, role, own[:_CHOICES]))


async def _send_link(message: Message, update: Update, context: Context, grant: Grant) -> None:
    made = await context.services.invitations.invite(context.person, grant, receipt(update))
    if made is not None:
        await send(context.bot, message, _link(made, context))


def _completed(grant: Grant, context: Context) -> Grant:
    """With the area, where there is only one that it can be."""
    areas = areas_for(context.person, grant.role, context.services.roles.areas)
    return Grant(grant.role, areas[0].id) if len(areas) == 1 and not grant.area else grant


def _link(made: Invited, context: Context) -> Reply:
    link = create_deep_linked_url(context.bot.username, f"u{made.code}")
    return render_invited(made.invite, link, context.services.roles.areas)


def _prompted(message: Message) -> Role | None:
    return prompted_role(replied_words(message) or "")


class _AreaTold(MessageFilter):
    def filter(self, message: Message) -> bool:
        return _prompted(message) is not None


AREA_TOLD = _AreaTold()
