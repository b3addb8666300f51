"""One drill on a phone: what was recorded, what in it cannot be right, what is still to be done,
and beside it what was published of a drill there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from bot import texts
from bot.boards.quotes import Quote
from bot.drills.exercise import Exercise, Field
from bot.drills.visible import View
from bot.render.dates import date_words
from bot.render.drills.drill_buttons import card_rows, choice_rows
from bot.render.markup import Text, bold, italic, join, link
from bot.render.reply import Reply, Row, reply
from bot.render.sources import drill_banner, origin
from corpus.areas import Zone


def render_card(
    view: View,
    banner: Sequence[Text],
    quote: Quote | None = None,
    editing: bool = False,
    notes: Sequence[str] = (),
) -> Reply:
    """The record under the `banner`, with buttons for its fields where it is edited. `notes` say
    what was just done."""
    blocks = [*banner, *([Text("\n".join(notes))] if notes else []), *_card(view)]
    if editing and view.may_record:
        blocks.append(italic(texts.DRILL_LINES))
    return in_one_part(blocks, quote, card_rows(view, editing))


def render_choices(view: View, banner: Sequence[Text], field: Field) -> Reply:
    """The card with what the field may be."""
    asked = bold(texts.DRILL_CHOOSE[field])
    return reply([*banner, *_card(view), asked], choice_rows(view, field))


def render_sure(asked: str, banner: Sequence[Text], rows: Iterable[Row]) -> Reply:
    """Whether it is really meant."""
    return reply([*banner, asked], rows)


def field_words(view: View, field: Field) -> str | None:
    """What the field holds, as it could be written again; None where it was not told."""
    exercise = view.drill.exercise
    match field:
        case Field.TASKS:
            return "\n".join(
                texts.DRILL_TASK.format(
                    text=one.task.text, day=date_words(one.task.due_on.isoformat())
                )
                for one in view.follow_ups
            )
        case Field.UNITS:
            return ", ".join(
                unit.name if unit.count is None else f"{unit.name} {unit.count}"
                for unit in exercise.units
            )
    return _words(exercise, field)


def state_words(view: View) -> str:
    """How far it is: whether it is on, and whether its record is kept."""
    drill = view.drill
    if drill.is_draft:
        return texts.DRILL_IS_DRAFT
    told = []
    if drill.begun_at and drill.until:
        began, until = _moment(drill.begun_at, view.zone), _moment(drill.until, view.zone)
        if view.is_on:
            told.append(texts.DRILL_IS_ON.format(since=began, until=until))
        elif drill.ended_at is None or drill.ended_at >= drill.until:
            told.append(texts.DRILL_ENDED_BY_ITSELF.format(moment=until))
        else:
            told.append(texts.DRILL_ENDED.format(moment=_moment(drill.ended_at, view.zone)))
    told.append(texts.DRILL_SAVED if drill.saved_at else texts.DRILL_UNSAVED)
    return " ".join(told)


def in_one_part(blocks: Sequence[Text], quote: Quote | None, rows: Iterable[Row]) -> Reply:
    """The blocks, and what is published beside them where that leaves it one message."""
    rows = tuple(rows)
    told = reply([*blocks, _published(quote)], rows) if quote else reply(blocks, rows)
    return told if len(told.parts) == 1 else reply(blocks, rows)


def _words(exercise: Exercise, field: Field) -> str | None:
    """Of the fields that need nothing but their value."""
    match field:
        case Field.HELD_ON:
            return _day(exercise.held_on)
        case Field.NEXT_ON:
            return _day(exercise.next_on)
        case Field.PLACE:
            return texts.DRILL_PLACES[exercise.place] if exercise.place else None
        case Field.ORGANISER:
            return exercise.organiser
        case Field.TOTAL:
            return None if exercise.total is None else str(exercise.total)
        case Field.PRESENT:
            return ", ".join(exercise.present)
        case Field.SCENES:
            return " → ".join(texts.DRILL_SCENES[scene] for scene in exercise.scenes)
        case _:
            return "\n".join(exercise.findings)


def _card(view: View) -> Iterator[Text]:
    named = texts.DRILL_NAMED.format(number=view.drill.id, area=view.area.name)
    yield join("\n", [bold(named), italic(state_words(view))])
    lines = (_fact(view, field) for field in Field if field not in (Field.FINDINGS, Field.TASKS))
    yield join("\n", lines)
    if findings := view.drill.exercise.findings:
        heading = bold(texts.DRILL_FIELDS[Field.FINDINGS])
        yield join("\n", [heading, *(f"• {one}" for one in findings)])
    if view.follow_ups:
        yield join("\n", [bold(texts.DRILL_FIELDS[Field.TASKS]), *_tasks(view)])


def _fact(view: View, field: Field) -> Text:
    label = Text(f"{texts.DRILL_FIELDS[field]}: ")
    told = field_words(view, field)
    if not told:
        return label + italic(texts.UNKNOWN)
    if field is Field.UNITS:
        told = texts.DRILL_COUNTED.format(units=told, sum=view.drill.exercise.counted)
    return join("\n", [label + Text(told), *_warnings(view.drill.exercise, field)])


def _warnings(exercise: Exercise, field: Field) -> Iterator[str]:
    """What cannot be right, under the field that tells it."""
    if field is Field.TOTAL and exercise.is_off:
        yield texts.DRILL_OFF.format(total=exercise.total, sum=exercise.counted)
    if field is Field.NEXT_ON and exercise.is_back_to_front:
        yield texts.DRILL_BACK_TO_FRONT


def _tasks(view: View) -> Iterator[Text]:
    for number, one in enumerate(view.follow_ups, start=1):
        due = date_words(one.task.due_on.isoformat())
        told = f"{number}. " + texts.DRILL_TASK.format(text=one.task.text, day=due)
        if one.done_at:
            yield Text(texts.DRILL_TASK_DONE.format(task=told))
        elif one.is_late(view.today):
            yield Text(f"{told} ") + bold(texts.DRILL_TASK_LATE)
        else:
            yield Text(told)


def _published(quote: Quote) -> Text:
    """A sentence of a publication, which is said to be no record: the two are never mixed."""
    document = quote.document
    return join(
        "\n",
        [
            bold(texts.DRILL_PUBLISHED),
            *drill_banner(document),
            quote.evidence.text,
            italic(origin(document, [quote.evidence.start])),
            link(document.title, document.url),
        ],
    )


def _day(day: date | None) -> str | None:
    return date_words(day.isoformat()) if day else None


def _moment(moment: datetime, zone: Zone) -> str:
    local = moment.astimezone(zone.tzinfo)
    return texts.DRILL_MOMENT.format(
        date=date_words(local.date().isoformat()), time=f"{local:%H.%M}", zone=zone
    )
