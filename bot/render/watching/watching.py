"""What somebody watches, and the buttons that begin and end it. Whether he may is asked again when
one is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot import texts
from bot.render.boards.board_buttons import View, board_button
from bot.render.boards.board_words import short
from bot.render.markup import Text, bold, join
from bot.render.reply import Button, Reply, Row, reply
from bot.watching.hours import ALWAYS, CHOICES, Quiet
from bot.watching.watches import Watch
from corpus.areas import Area, AreaTree

_AREA = r"([a-z0-9-]{1,50})\Z"

WATCH_DATA = re.compile(rf"pt:a:{_AREA}")
UNWATCH_DATA = re.compile(rf"pt:s:{_AREA}")
"""Under the list, which then is shown anew."""

UNWATCH_THERE_DATA = re.compile(rf"pt:x:{_AREA}")
"""Under an alert, which stays as it is."""

UNWATCH_ALL_DATA = re.compile(r"pt:x\Z")
QUIET_DATA = re.compile(r"pt:q:(\d\d?)-(\d\d?)\Z", re.ASCII)

_MOST = 3
"""Watches that have buttons under an alert; of more, one button ends all."""


def parsed_area(data: str) -> str:
    """The area's id in data that matches one of the patterns with an area."""
    return data.split(":")[2]


def parsed_quiet(data: str) -> Quiet | None:
    """The hours in data that matches QUIET_DATA; None for hours that are not offered."""
    begins, ends = data.split(":")[2].split("-")
    quiet = Quiet(int(begins), int(ends))
    return quiet if quiet in CHOICES else None


def render_watches(
    own: Sequence[Watch], offered: Iterable[Area], areas: AreaTree, note: str | None = None
) -> Reply:
    """What he watches, with quiet hours; `offered` are areas of his own that he could watch, `note`
    says what was just done."""
    said: list[Text | str] = [note] if note else []
    begin = [
        Button(texts.BUTTON_WATCH.format(area=area.name), f"pt:a:{area.id}") for area in offered
    ]
    if not own:
        return reply([*said, texts.WATCHED_NONE], begin)
    quiet = own[0].quiet
    listed = join("\n", [bold(texts.WATCHED), *(f"• {_name(it.area, areas)}" for it in own)])
    stop = [
        Button(texts.BUTTON_UNWATCH_AREA.format(area=_name(it.area, areas)), f"pt:s:{it.area}")
        for it in own
    ]
    hours = tuple(_quiet_button(choice, choice == quiet) for choice in CHOICES)
    said += [listed, texts.WATCH_TELLS, _quiet_words(quiet)]
    return reply(said, [*begin, *stop, hours])


def render_areas_to_watch(words: str, areas: Iterable[Area]) -> Reply:
    """Which one, of a few; `words` say why it is asked."""
    return reply([words], [Button(area.name, f"pt:a:{area.id}") for area in areas])


def rows_under(watched: Sequence[str], areas: AreaTree) -> Iterator[Row]:
    """Under an alert about areas that are watched: their boards, and the one tap that ends it."""
    if len(watched) > _MOST:
        yield Button(texts.BUTTON_UNWATCH_ALL, "pt:x")
        return
    for area in watched:
        name = short(_name(area, areas))
        label = texts.BUTTON_UNWATCH_AREA.format(area=name)
        yield (
            board_button(texts.BUTTON_BOARD.format(area=name), View.BOARD, area),
            Button(texts.BUTTON_UNWATCH if len(watched) == 1 else label, f"pt:x:{area}"),
        )


def _quiet_button(choice: Quiet, is_chosen: bool) -> Button:
    label = (
        texts.BUTTON_ALWAYS
        if choice == ALWAYS
        else texts.BUTTON_QUIET.format(begins=choice.begins, ends=choice.ends)
    )
    shown = texts.BUTTON_CHOSEN.format(label=label) if is_chosen else label
    return Button(shown, f"pt:q:{choice.begins}-{choice.ends}")


def _quiet_words(quiet: Quiet) -> str:
    if quiet == ALWAYS:
        return texts.WATCH_ALWAYS
    return texts.WATCH_QUIET.format(begins=f"{quiet.begins:02}", ends=f"{quiet.ends:02}")


def _name(area: str, areas: AreaTree) -> str:
    known = areas.get(area)
    return known.name if known else area
