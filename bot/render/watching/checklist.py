"""The twelve things before an election, as one message that stays readable without a network, and
the buttons that tick them."""

from __future__ import annotations

import re
from datetime import timedelta

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, join
from bot.render.reply import Button, Reply, reply
from bot.watching.checklist import DUE, Checklist, Item

CHECK_DATA = re.compile(r"ck:(umum|\d{4}-\d\d-\d\d):([a-z-]{1,20}):([+-])\Z", re.ASCII)
"""The election, the item, and whether it is to be ticked: a second tap on an old button then
changes nothing."""

_BESIDE = 4
_NUMBERS = {item: number for number, item in enumerate(Item, start=1)}


def parsed_check(data: str) -> tuple[str, Item | None, bool]:
    """The election, the item (None where this version has no such) and whether to tick it, of data
    that matches CHECK_DATA."""
    _, election, name, sign = data.split(":")
    item = next((item for item in Item if item == name), None)
    return election, item, sign == "+"


def render_checklist(checklist: Checklist) -> Reply:
    """All items by the days when they are due, and a button for each."""
    day, ticked = checklist.day, checklist.ticked
    when = (
        texts.CHECKLIST_DAY.format(date=date_words(day.isoformat()))
        if day
        else texts.CHECKLIST_GENERAL
    )
    done = texts.CHECKLIST_DONE.format(done=len(ticked), all=len(Item))
    heading = join("\n", [bold(texts.CHECKLIST), f"{when} {done}"])
    groups = [_group(offset, checklist) for offset in DUE]
    buttons = [_button(item, checklist) for item in Item]
    rows = [tuple(buttons[at : at + _BESIDE]) for at in range(0, len(buttons), _BESIDE)]
    return reply([heading, *groups, texts.CHECKLIST_OWN], rows)


def _group(offset: int, checklist: Checklist) -> Text:
    heading = texts.CHECKLIST_WHEN[offset]
    if checklist.day:
        due = checklist.day + timedelta(days=offset)
        heading = f"{heading}, {date_words(due.isoformat())}"
    lines = [
        f"{_box(item, checklist)} {_NUMBERS[item]}. {texts.CHECKLIST_ITEMS[item]}"
        for item in DUE[offset]
    ]
    return join("\n", [bold(heading), *lines])


def _button(item: Item, checklist: Checklist) -> Button:
    sign = "-" if item in checklist.ticked else "+"
    label = f"{_box(item, checklist)} {_NUMBERS[item]}"
    return Button(label, f"ck:{checklist.election}:{item}:{sign}")


def _box(item: Item, checklist: Checklist) -> str:
    return "☑" if item in checklist.ticked else "☐"
