"""Who holds which role and which invitations are open, page by page, with the buttons that take one
away; and the question before a role is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import texts
from bot.access import Holding, Person, Role, may_withdraw
from bot.invitations import Invite
from bot.render.dates import moment_words
from bot.render.markup import Text, bold, join
from bot.render.naming import person_name, role_name, since
from bot.render.people.role_buttons import (
    Withdrawal,
    ask_withdrawal_button,
    invite_button,
    list_button,
    revoke_button,
    withdraw_button,
)
from bot.render.reply import Button, Reply, Row, reply
from corpus.areas import AreaTree

PAGE = 8
"""Lines of a page: as many as a phone shows with their buttons."""

_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Roster:
    """What `by` may see. `officers`: he asked for them only."""

    by: Person
    areas: AreaTree
    holdings: Sequence[Holding]
    invites: Sequence[Invite]
    officers: bool

    def lines(self) -> list[tuple[int, Holding | Invite]]:
        """Holders, then open invitations, numbered from 1."""
        everything: list[Holding | Invite] = [*self.holdings, *self.invites]
        asked = (it for it in everything if not self.officers or it.grant.role is Role.OFFICER)
        return list(enumerate(asked, start=1))


def render_roster(roster: Roster, page: int = 0, note: str | None = None) -> Reply:
    """A page of it, the last one where there are not so many; `note` says what was just done."""
    lines = roster.lines()
    last = max(0, len(lines) - 1) // PAGE
    page = min(page, last)
    shown = lines[page * PAGE : (page + 1) * PAGE]
    blocks = [Text(note)] if note else []
    blocks += _sections(shown, roster)
    if last:
        blocks.append(Text(texts.PAGES.format(page=page + 1, pages=last + 1)))
    blocks.append(Text(texts.INVITE_SHORT_OFFICER if roster.officers else texts.INVITE_SHORT))
    buttons = [button for number, line in shown for button in _buttons(number, line, roster)]
    rows: list[Row] = [tuple(buttons[at : at + _BESIDE]) for at in range(0, len(buttons), _BESIDE)]
    if turns := tuple(_turns(page, last, roster.officers)):
        rows.append(turns)
    return reply(blocks, [*rows, invite_button(roster.officers)])


def render_withdrawal(asked: Withdrawal, name: str, areas: AreaTree) -> Reply:
    """Whether it is really meant."""
    words = texts.WITHDRAW.format(role=role_name(asked.grant, areas), name=person_name(name))
    no = list_button(texts.BUTTON_WITHDRAW_NO, asked.officers)
    return reply([words], [(withdraw_button(asked), no)])


def _sections(shown: Sequence[tuple[int, Holding | Invite]], roster: Roster) -> Iterator[Text]:
    holders = [_holder(n, it, roster.areas) for n, it in shown if isinstance(it, Holding)]
    invites = [_invite(n, it, roster.areas) for n, it in shown if isinstance(it, Invite)]
    heading = bold(texts.OFFICERS if roster.officers else texts.HOLDERS)
    if holders or not invites:
        yield join("\n", [heading, *(holders or [Text(texts.HOLDERS_NONE)])])
    if invites:
        yield join("\n", [bold(texts.OPEN_INVITES), *invites])


def _holder(number: int, holding: Holding, areas: AreaTree) -> Text:
    role = f": {role_name(holding.grant, areas)}{since(holding)}"
    return Text(f"{number}. ") + bold(person_name(holding.holder.name)) + Text(role)


def _invite(number: int, invite: Invite, areas: AreaTree) -> Text:
    expires = texts.EXPIRES.format(moment=moment_words(invite.expires_at.isoformat()))
    return Text(f"{number}. {role_name(invite.grant, areas)}{expires}")


def _buttons(number: int, line: Holding | Invite, roster: Roster) -> Iterator[Button]:
    """What `by` may do about the line, if anything."""
    if isinstance(line, Invite):
        label = texts.BUTTON_REVOKE.format(number=number)
        yield revoke_button(label, line.id, roster.officers)
    elif line.since is not None and may_withdraw(roster.by, line.grant, roster.areas):
        assert line.holder.pseudonym is not None, "who was given a role has one"
        asked = Withdrawal(roster.officers, line.holder.pseudonym, line.grant)
        yield ask_withdrawal_button(texts.BUTTON_WITHDRAW.format(number=number), asked)


def _turns(page: int, last: int, officers: bool) -> Iterator[Button]:
    if page > 0:
        yield list_button(texts.BUTTON_BACK, officers, page - 1)
    if page < last:
        yield list_button(texts.BUTTON_FORTH, officers, page + 1)
