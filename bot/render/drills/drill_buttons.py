"""The buttons about drills and what they say when they are pressed. Each says in full what is to
hold, not that something is to be turned over: pressed twice it does what it does once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import texts
from bot.drills.exercise import Field, Place, Scene
from bot.drills.visible import Listing, View
from bot.render.reply import Button, Row
from corpus.areas import Area

DRILL_DATA = re.compile(
    r"dr:([a-z]{1,2}):(?:(\d{1,18})|([a-z0-9-]{1,45}))(?::([a-z0-9-]{1,20}))?(?::([01]))?\Z",
    re.ASCII,
)
"""What to do, the drill or the area, what of it, and whether that holds."""

LIST, RECORD, ASK_BEGIN, BEGIN = "l", "n", "b", "by"
"""With an area; the list with a page."""

OPEN, EDIT, WRITE, ASK, CHOOSE, TICK = "o", "e", "w", "q", "c", "t"
SAVE, ASK_DISCARD, DISCARD = "s", "x", "xy"
ASK_START, START, ASK_END, END = "g", "gy", "z", "zy"
"""With a drill."""

CHOSEN = (Field.PLACE, Field.SCENES)
"""Fields that are told by choosing."""

_BESIDE = 2
_NUMBERS_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says; `drill` or `area` is there, and nothing else for sure."""

    act: str
    drill: int = 0
    area: str = ""
    name: str = ""
    holds: bool = False


def pressed(data: str) -> Pressed:
    """What `data`, which matches DRILL_DATA, says."""
    match = DRILL_DATA.fullmatch(data)
    assert match is not None
    act, drill, area, name, holds = match.groups()
    return Pressed(act, int(drill or 0), area or "", name or "", holds == "1")


def area_buttons(areas: Sequence[Area]) -> Iterator[Button]:
    """Areas whose drills may be listed."""
    return (Button(area.name, f"dr:{LIST}:{area.id}:0") for area in areas)


def list_rows(listing: Listing) -> Iterator[Row]:
    """Opening what is listed, turning pages, recording and beginning."""
    opening = [
        Button(texts.BUTTON_OPEN.format(number=number), _data(OPEN, view.drill.id))
        for number, view in enumerate(listing.views, start=1)
    ]
    yield from _in_rows(opening, _NUMBERS_BESIDE)
    area, page = listing.area.id, listing.page
    turns = []
    if page:
        turns.append(Button(texts.BUTTON_BACK, f"dr:{LIST}:{area}:{page - 1}"))
    if listing.has_more:
        turns.append(Button(texts.BUTTON_FORTH, f"dr:{LIST}:{area}:{page + 1}"))
    if turns:
        yield tuple(turns)
    if listing.may_record:
        yield (
            Button(texts.BUTTON_DRILL_RECORD, f"dr:{RECORD}:{area}"),
            Button(texts.BUTTON_DRILL_BEGIN, f"dr:{ASK_BEGIN}:{area}"),
        )
    for on in (view for view in listing.views if view.is_on and view.may_record):
        label = texts.BUTTON_DRILL_END_THIS.format(number=on.drill.id)
        yield Button(label, _data(ASK_END, on.drill.id))


def card_rows(view: View, editing: bool) -> Iterator[Row]:
    """What may be done with a drill; while it is edited, its fields."""
    id, drill = view.drill.id, view.drill
    if editing and view.may_record:
        yield from _in_rows(list(_fields(view)), _BESIDE)
        if drill.saved_at is None:
            save = Button(texts.BUTTON_DRILL_SAVE, _data(SAVE, id))
            discard = Button(texts.BUTTON_DISCARD, _data(ASK_DISCARD, id))
            yield (save, discard) if drill.is_draft else save
        yield Button(texts.BUTTON_RETURN, _data(OPEN, id))
        return
    yield from _in_rows(list(_ticks(view)), _NUMBERS_BESIDE)
    if view.may_record:
        label = texts.BUTTON_DRILL_EDIT if drill.saved_at else texts.BUTTON_DRILL_GO_ON
        yield Button(label, _data(EDIT, id))
        if view.is_on:
            yield Button(texts.BUTTON_DRILL_END, _data(ASK_END, id))
        elif drill.begun_at is None and (drill.exercise.held_on or view.today) >= view.today:
            yield Button(texts.BUTTON_DRILL_BEGIN, _data(ASK_START, id))
    yield Button(texts.BUTTON_DRILLS, f"dr:{LIST}:{drill.area}:0")


def choice_rows(view: View, field: Field) -> Iterator[Row]:
    """What the field may be told to be."""
    exercise, buttons = view.drill.exercise, []
    if field is Field.PLACE:
        for place in Place:
            label = _ticked(_capital(texts.DRILL_PLACES[place]), place is exercise.place)
            buttons.append(Button(label, _data(CHOOSE, view.drill.id, place, True)))
    else:
        for scene in Scene:
            played = scene in exercise.scenes
            label = _ticked(_capital(texts.DRILL_SCENES[scene]), played)
            buttons.append(Button(label, _data(CHOOSE, view.drill.id, scene, not played)))
    yield from _in_rows(buttons, _BESIDE)
    yield Button(texts.BUTTON_RETURN, _data(EDIT, view.drill.id))


def sure_rows(yes: str, act: str, drill: int) -> Iterator[Row]:
    """Two answers to whether `act` on the drill is really meant."""
    yield Button(yes, _data(act, drill)), Button(texts.BUTTON_RETURN, _data(OPEN, drill))


def sure_begin_rows(area: str) -> Iterator[Row]:
    """The same of a drill that has no record yet."""
    yes = Button(texts.BUTTON_DRILL_BEGIN_YES, f"dr:{BEGIN}:{area}")
    yield yes, Button(texts.BUTTON_RETURN, f"dr:{LIST}:{area}:0")


def _fields(view: View) -> Iterator[Button]:
    for field in Field:
        told = bool(view.follow_ups) if field is Field.TASKS else view.drill.exercise.tells(field)
        act = ASK if field in CHOSEN else WRITE
        yield Button(
            _ticked(texts.DRILL_FIELDS[field], told), _data(act, view.drill.id, field.value)
        )


def _ticks(view: View) -> Iterator[Button]:
    for number, task in enumerate(view.follow_ups, start=1):
        if task.done_at is None:
            label = texts.BUTTON_TASK_DONE.format(number=number)
            yield Button(label, _data(TICK, view.drill.id, task.name, True))
        elif view.may_record:
            label = texts.BUTTON_TASK_OPEN.format(number=number)
            yield Button(label, _data(TICK, view.drill.id, task.name, False))


def _data(act: str, drill: int, name: str = "", holds: bool | None = None) -> str:
    parts = ["dr", act, str(drill), *([name] if name else [])]
    return ":".join(parts if holds is None else [*parts, str(int(holds))])


def _in_rows(buttons: Sequence[Button], beside: int) -> Iterator[Row]:
    for start in range(0, len(buttons), beside):
        yield tuple(buttons[start : start + beside])


def _ticked(label: str, holds: bool) -> str:
    return texts.CHOSEN.format(label=label) if holds else label


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
