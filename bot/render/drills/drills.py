"""The drills of an area on a phone, and the banner over everything that is said of an area while
one is on there."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.boards.quotes import Quote
from bot.drills.visible import Listing, View
from bot.render.dates import date_words
from bot.render.drills.drill_buttons import area_buttons, list_rows
from bot.render.drills.drill_card import in_one_part, state_words
from bot.render.markup import Text, bold, join
from bot.render.reply import Reply, reply
from corpus.areas import Area

_NAMED = 3
"""Areas that a banner names."""


def banner(areas: Sequence[str]) -> tuple[Text, ...]:
    """The loud first block of a message, where drills are on in areas of these names; nothing where
    none is."""
    if not areas:
        return ()
    named = ", ".join(areas[:_NAMED])
    if len(areas) > _NAMED:
        named = texts.DRILL_ON_OTHERS.format(areas=named, count=len(areas) - _NAMED)
    where = Text(texts.DRILL_ON_WHERE.format(areas=named))
    return (join("\n", [bold(texts.DRILL_ON), where]),)


def render_listing(
    listing: Listing, on: Sequence[str], quote: Quote | None, note: str | None = None
) -> Reply:
    """A page of the list; `on` are the names for the banner, `quote` is what is published."""
    lines = [_line(number, view, listing) for number, view in enumerate(listing.views, start=1)]
    heading = bold(texts.DRILLS_IN.format(area=listing.area.name))
    blocks = [
        *banner(on),
        *([Text(note)] if note else []),
        heading,
        *(lines or [Text(texts.DRILLS_NONE)]),
    ]
    return in_one_part(blocks, quote, list_rows(listing))


def render_areas(asked: str, areas: Sequence[Area]) -> Reply:
    """Which area is meant."""
    return reply([asked], area_buttons(areas))


def _line(number: int, view: View, listing: Listing) -> Text:
    exercise = view.drill.exercise
    told = [
        None if view.area == listing.area else view.area.name,
        texts.DRILL_PLACES[exercise.place] if exercise.place else None,
        exercise.organiser,
    ]
    head = bold(f"{number}. {date_words(view.drill.day.isoformat())}")
    state = None if view.drill.saved_at and not view.is_on else state_words(view)
    details = " · ".join(part for part in told if part)
    return join("\n", [head, *(Text(one) for one in (details, state, _open(view)) if one)])


def _open(view: View) -> str | None:
    """How many tasks are left, and how many of them are late."""
    left = [one for one in view.follow_ups if one.done_at is None]
    if not left:
        return texts.DRILL_TASKS_DONE if view.follow_ups else None
    late = sum(one.is_late(view.today) for one in left)
    words = texts.DRILL_TASKS_LATE if late else texts.DRILL_TASKS_LEFT
    return words.format(count=len(left), late=late)
