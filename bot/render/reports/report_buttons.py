"""The buttons under a report that is being made, few and large, and what they say. Each names the
draft and what is to hold then, not what was: pressed twice it does what it does once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import texts
from bot.readiness import Component, State
from bot.render.boards.board_words import short
from bot.render.reply import Button, Row
from bot.reports.draft import Draft, Step, Stored
from bot.reports.shorthand.areas import Reach
from corpus.areas import Area

REPORT_DATA = re.compile(r"lp:(\d{1,12}):([a-z])(?::([a-z0-9-]{1,42}))?(?::(\d{1,3}))?\Z", re.ASCII)
"""A draft, what to do with it, with which value, and a page where that takes one."""

AREA, OPEN_AREA, COMPONENT, STATE, SKIP, WRITE = "a", "u", "c", "s", "k", "w"
SEND, CANCEL, SHOW = "y", "n", "v"
CHANGE, CHANGE_LINE, DROP, ADD, ASK_AREA, ASK_PHOTO = "e", "l", "d", "o", "g", "p"
REAL, DRILL, RECONSIDER = "r", "t", "x"

_PAGE = 8
"""Areas to choose from at once."""

_STATES = (State.READY, State.ACTION, State.NOT_YET, State.UNKNOWN)
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says."""

    draft: int
    act: str
    value: str
    page: int


def pressed(data: str) -> Pressed:
    """What `data`, which matches REPORT_DATA, says."""
    match = REPORT_DATA.fullmatch(data)
    assert match is not None
    return Pressed(int(match[1]), match[2], match[3] or "", int(match[4] or 0))


def report_rows(
    stored: Stored, reach: Reach, opened: str | None = None, page: int = 0
) -> tuple[Row, ...]:
    """The buttons under the draft as it stands; where its area is asked for, the areas in the one
    that is `opened`."""
    id, draft = stored.id, stored.draft
    if stored.sent_at:
        reconsider = Button(texts.BUTTON_REPORT_REAL, _data(id, RECONSIDER))
        return (reconsider,) if draft.is_drill else ()
    if draft.asked is Step.CHECK:
        return tuple(_check(id, draft))
    rows = {
        Step.AREA: lambda: _areas(id, draft, reach, opened, page),
        Step.COMPONENT: lambda: _in_rows(_components(id)),
        Step.STATE: lambda: _states(id, draft),
    }
    answers = rows.get(draft.asked, lambda: _open_answer(id, draft.asked))()
    cancel = Button(texts.BUTTON_REPORT_CANCEL, _data(id, CANCEL))
    return (*answers, cancel)


def change_rows(stored: Stored) -> tuple[Row, ...]:
    """What of the draft may be changed."""
    id, draft = stored.id, stored.draft
    lines = [
        Button(texts.COMPONENTS_SHORT[line.component], _data(id, CHANGE_LINE, line.component))
        for line in draft.lines
    ]
    others = [
        *([Button(texts.BUTTON_REPORT_ADD, _data(id, ADD))] if len(lines) < len(Component) else []),
        Button(texts.BUTTON_REPORT_AREA, _data(id, ASK_AREA)),
        Button(texts.BUTTON_REPORT_PHOTO, _data(id, ASK_PHOTO)),
        Button(texts.BUTTON_RETURN, _data(id, SHOW)),
    ]
    return (*_in_rows(lines), *_in_rows(others))


def _check(id: int, draft: Draft) -> Iterator[Row]:
    yield Button(texts.BUTTON_REPORT_SEND, _data(id, SEND))
    yield (
        Button(texts.BUTTON_REPORT_CHANGE, _data(id, CHANGE)),
        Button(texts.BUTTON_REPORT_CANCEL, _data(id, CANCEL)),
    )
    if draft.is_drill:
        yield Button(texts.BUTTON_REPORT_REAL, _data(id, REAL))
    elif draft.drill is not None:
        yield Button(texts.BUTTON_REPORT_DRILL, _data(id, DRILL))


def _components(id: int) -> list[Button]:
    return [Button(texts.COMPONENTS_SHORT[one], _data(id, COMPONENT, one)) for one in Component]


def _states(id: int, draft: Draft) -> Iterator[Row]:
    yield from _in_rows([Button(texts.STATES[one], _data(id, STATE, one)) for one in _STATES])
    if draft.current in draft.by_component and len(draft.lines) > 1:
        label = texts.BUTTON_REPORT_DROP.format(component=texts.COMPONENTS_SHORT[draft.current])
        yield Button(label, _data(id, DROP, draft.current))


def _open_answer(id: int, step: Step) -> Iterator[Row]:
    write = texts.BUTTON_REPORT_PHOTO if step is Step.PHOTO else texts.BUTTON_REPORT_WRITE
    yield (
        Button(write, _data(id, WRITE, step)),
        Button(texts.BUTTON_REPORT_SKIP, _data(id, SKIP, step)),
    )


def _areas(id: int, draft: Draft, reach: Reach, opened: str | None, page: int) -> Iterator[Row]:
    """The areas to choose from, and a way into those that have others in them."""
    named = [area for one in draft.areas or reach.own if (area := reach.tree.get(one))]
    roots = (area for area in reach.tree.areas if area.parent is None)
    listed = named or [area for area in roots if _inside(area, reach)]
    if len(listed) == 1 and opened is None:
        opened = listed[0].id
    if opened and (area := reach.tree.get(opened)) and opened in reach.ids:
        whole = texts.BUTTON_REPORT_WHOLE.format(area=short(area.name))
        yield Button(whole, _data(id, AREA, area.id))
        listed = _inside(area, reach)
    for area in listed[page * _PAGE : (page + 1) * _PAGE]:
        yield _area(id, area, reach)
    turns = []
    if page:
        turns.append(Button(texts.BUTTON_BACK, _opening(id, opened, page - 1)))
    if len(listed) > (page + 1) * _PAGE:
        turns.append(Button(texts.BUTTON_FORTH, _opening(id, opened, page + 1)))
    if turns:
        yield tuple(turns)


def _area(id: int, area: Area, reach: Reach) -> Button:
    if _inside(area, reach):
        label = texts.BUTTON_REPORT_INSIDE.format(area=short(area.name))
        return Button(label, _data(id, OPEN_AREA, area.id))
    return Button(short(area.name), _data(id, AREA, area.id))


def _inside(area: Area, reach: Reach) -> list[Area]:
    return [one for one in reach.tree.areas if one.parent == area.id and one.id in reach.ids]


def _opening(id: int, opened: str | None, page: int) -> str:
    return f"{_data(id, OPEN_AREA, opened or '-')}:{page}"


def _data(id: int, act: str, value: str = "") -> str:
    return ":".join(["lp", str(id), act, *([value] if value else [])])


def _in_rows(buttons: Sequence[Button]) -> Iterator[Row]:
    for start in range(0, len(buttons), _BESIDE):
        yield tuple(buttons[start : start + _BESIDE])
