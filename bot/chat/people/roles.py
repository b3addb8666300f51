"""/saya, and who holds which role: lists, and taking a role or an invitation away. Whoever loses a
role is told, and his menu follows."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot import texts
from bot.access import Role, roles_for
from bot.chat.addressed import question_text
from bot.chat.commands import own_lines
from bot.chat.context import Context, receipt
from bot.chat.delivery import inform
from bot.chat.menus import set_menu
from bot.chat.people.invitations import invite
from bot.chat.pressed import query_of
from bot.chat.send import say, send, settle, turn
from bot.render.naming import role_name
from bot.render.people.me import render_me
from bot.render.people.role_buttons import parsed_list, parsed_revocation, parsed_withdrawal
from bot.render.people.roles import Roster, render_roster, render_withdrawal
from bot.render.reply import reply

_ROLES_BY_NAME = {name: role for role, name in texts.ROLES.items()}


async def me(update: Update, context: Context) -> None:
    """/saya. In a group everybody would read it."""
    message, person = _message(update), context.person
    if message.chat.type != ChatType.PRIVATE:
        return await say(context.bot, message, texts.ME_IN_PRIVATE)
    roles = context.services.roles
    shown = render_me(person, await roles.own(person), roles.areas, own_lines(person))
    await send(context.bot, message, shown)


async def listed(update: Update, context: Context) -> None:
    """/peran; with a role after it, and an area after that, it invites."""
    message = _message(update)
    name, _, area = " ".join(question_text(message).split()).partition(" ")
    role = _ROLES_BY_NAME.get(name.casefold())
    if role in roles_for(context.person, context.services.roles.areas):
        await invite(update, context, role, area)
    else:
        await send(context.bot, message, render_roster(await _roster(context, officers=False)))


async def officers(update: Update, context: Context) -> None:
    """/petugas; with an area after it, it invites."""
    message = _message(update)
    if area := question_text(message).strip():
        await invite(update, context, Role.OFFICER, area)
    else:
        await send(context.bot, message, render_roster(await _roster(context, officers=True)))


async def page(update: Update, context: Context) -> None:
    """Another page of the list, or the way back to it."""
    query = query_of(update)
    officers, number = parsed_list(query.data or "")
    await _turn_to_list(query, context, officers, page=number)


async def ask_withdrawal(update: Update, context: Context) -> None:
    """ "Cabut 1"."""
    query = query_of(update)
    asked = parsed_withdrawal(query.data or "")
    services, by = context.services, context.person
    for holding in await services.roles.holdings(by):
        if (holding.holder.pseudonym, holding.grant) == (asked.pseudonym, asked.grant):
            shown = render_withdrawal(asked, holding.holder.name, services.roles.areas)
            await turn(context.bot, query, shown)
            return await settle(query)
    await _turn_to_list(query, context, asked.officers, texts.WITHDRAWN_ALREADY)


async def withdraw(update: Update, context: Context) -> None:
    """ "Ya, cabut"."""
    query = query_of(update)
    asked = parsed_withdrawal(query.data or "")
    roles = context.services.roles
    left = await roles.withdraw(context.person, asked.pseudonym, asked.grant, receipt(update))
    if left is None:
        return await _turn_to_list(query, context, asked.officers, texts.WITHDRAWN_ALREADY)
    role = role_name(asked.grant, roles.areas)
    await set_menu(context.bot, left)
    await _turn_to_list(query, context, asked.officers, texts.WITHDRAWN.format(role=role))
    await inform(context.bot, left.id, reply([texts.WITHDRAWN_FROM_YOU.format(role=role)]))


async def revoke(update: Update, context: Context) -> None:
    """ "Batalkan 1"."""
    query = query_of(update)
    officers, id = parsed_revocation(query.data or "")
    done = await context.services.invitations.revoke(context.person, id, receipt(update))
    note = texts.REVOKED if done else texts.REVOKED_ALREADY
    await _turn_to_list(query, context, officers, note)


async def _turn_to_list(
    query: CallbackQuery,
    context: Context,
    officers: bool,
    note: str | None = None,
    page: int = 0,
) -> None:
    await turn(context.bot, query, render_roster(await _roster(context, officers), page, note))
    await settle(query)


async def _roster(context: Context, officers: bool) -> Roster:
    services, by = context.services, context.person
    holdings = await services.roles.holdings(by)
    invites = await services.invitations.still_open(by)
    return Roster(by, services.roles.areas, holdings, invites, officers)


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message
