"""The buttons under a candidate's card, and what they say when they are pressed. Whatever is asked
next stands in them, so a card of any age goes on where it was left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import texts
from bot.keeping.candidates import View
from bot.keeping.completeness import CHOICES, WRITTEN
from bot.render.keeping.choices import choice_label, is_chosen
from bot.render.reply import Button, Row
from corpus.areas import Area
from index.documents import key_of

CARD_DATA = re.compile(r"c:(\d{1,18}):([a-z]+)(?::([a-z_]{1,20}))?(?::([\w-]{1,45}))?\Z", re.ASCII)
"""A candidate, what to do with it, and a field and a value where that takes them."""

OPEN, SHOW, ASK, SET = "o", "v", "q", "s"
WRITE, COPY = "w", "k"
APPROVE, DISCARD = "a", "d"

EDIT, THROW_AWAY = "edit", "discard"
"""What may be asked beside the fields."""

UNKNOWN = "-"
_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says."""

    candidate: int
    act: str
    name: str
    value: str


def pressed(data: str) -> Pressed:
    """What `data`, which matches CARD_DATA, says."""
    match = CARD_DATA.fullmatch(data)
    assert match is not None
    return Pressed(int(match[1]), match[2], match[3] or "", match[4] or "")


def card_rows(view: View, asked: str | None, suggested: Sequence[Area]) -> tuple[Row, ...]:
    """The buttons while `asked` is to be answered; None: while nothing is."""
    return tuple(_rows(view, asked, suggested))


def open_button(label: str, candidate: int) -> Button:
    """Shows the card in a message of its own."""
    return Button(label, _data(candidate, OPEN))


def _rows(view: View, asked: str | None, suggested: Sequence[Area]) -> Iterator[Row]:
    id = view.candidate.id
    if asked == THROW_AWAY:
        yield Button(texts.BUTTON_DISCARD_YES, _data(id, DISCARD)), _return(id)
        return
    if asked == EDIT:
        yield from _side_by_side([_field_button(id, name) for name in (*WRITTEN, *CHOICES)])
        yield _return(id)
        return
    if asked is not None:
        yield from _answers(view, asked, suggested)
    if asked is None or asked == next(iter(view.lacking), None):
        yield from _decisions(view)
    else:
        yield _return(id)


def _field_button(candidate: int, name: str) -> Button:
    """Asks for the field; of an area, there may be one to choose."""
    act = WRITE if name in WRITTEN and name != "area" else ASK
    return Button(texts.FIELDS[name], _data(candidate, act, name))


def _answers(view: View, asked: str, suggested: Sequence[Area]) -> Iterator[Row]:
    """What may be chosen for the field `asked`."""
    id, held = view.candidate.id, view.candidate.fields.get(asked)
    buttons = []
    for value in CHOICES.get(asked, ()):
        label = choice_label(asked, value)
        chosen = is_chosen(asked, held, value)
        label = texts.CHOSEN.format(label=label) if chosen else label
        buttons.append(Button(_capital(label), _data(id, SET, asked, value)))
    yield from _side_by_side(buttons)
    if asked == "area":
        for area in dict.fromkeys([*([view.area] if view.area else []), *suggested]):
            yield Button(area.name, _data(id, SET, asked, area.id))
    if asked in WRITTEN:
        label = texts.BUTTON_WRITE.format(field=texts.FIELDS[asked].lower())
        yield Button(label, _data(id, WRITE, asked))


def _decisions(view: View) -> Iterator[Row]:
    id = view.candidate.id
    yield from _about_copies(view)
    if view.area:
        label = texts.BUTTON_AREA.format(area=view.area.name)
        yield Button(label, _data(id, SET, "area", view.area.id))
    correct = Button(texts.BUTTON_CORRECT, _data(id, ASK, EDIT))
    discard = Button(texts.BUTTON_DISCARD, _data(id, ASK, THROW_AWAY))
    if view.lacking:
        yield correct, discard
    else:
        yield Button(texts.BUTTON_APPROVE, _data(id, APPROVE)), correct, discard


def _about_copies(view: View) -> Iterator[Row]:
    id = view.candidate.id
    if view.candidate.copy_of:
        yield Button(texts.BUTTON_NO_COPY, _data(id, SET, "reliability", UNKNOWN))
        return
    for number, alike in enumerate(view.alike, start=1):
        if alike.document:
            label = texts.BUTTON_COPY.format(number=number)
            yield Button(label, _data(id, COPY, "document", key_of(alike.document)))
        elif alike.candidate:
            label = texts.BUTTON_OPEN_MANUSCRIPT.format(number=alike.candidate)
            yield open_button(label, alike.candidate)


def _return(candidate: int) -> Button:
    return Button(texts.BUTTON_RETURN, _data(candidate, SHOW))


def _side_by_side(buttons: Sequence[Button]) -> Iterator[Row]:
    for start in range(0, len(buttons), _SIDE_BY_SIDE):
        yield tuple(buttons[start : start + _SIDE_BY_SIDE])


def _data(candidate: int, act: str, name: str = "", value: str = "") -> str:
    return ":".join(["c", str(candidate), act, *(part for part in (name, value) if part)])


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
