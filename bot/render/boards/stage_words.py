"""Stages of elections in words, wherever they are told: with their days, their place, and who calls
stages of their kind the most vulnerable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot import texts
from bot.render.citing import Citing
from bot.render.dates import date_words, span_words
from corpus.areas import AreaTree
from corpus.contacts import EVERYWHERE
from corpus.document import Stage
from corpus.stages import Calendar, Reminder, Scheduled, Today, Vulnerable


def standing_lines(calendar: Calendar, day: date, citing: Citing, area: str) -> list[str]:
    """Where `day` lies in the elections that touch `area`: what is on, or else what was last; what
    is next; and which stages are called the most vulnerable."""
    today, areas = calendar.today(day, area), calendar.areas
    on = [texts.STAGE_ON.format(stage=_told(it, citing, areas)) for it in today.current]
    return [
        *(on or [texts.NO_STAGE_NOW, *last_lines(today, citing, areas)]),
        *_next_lines(today, citing, areas),
        *vulnerable_lines(calendar, citing),
    ]


def last_lines(today: Today, citing: Citing, areas: AreaTree) -> Iterator[str]:
    """The stages that ended last."""
    for stage in today.last:
        yield texts.LAST_STAGE.format(stage=_told(stage, citing, areas))


def vulnerable_lines(calendar: Calendar, citing: Citing) -> Iterator[str]:
    """Which stages are called the most vulnerable and by whom; of several publications that have
    it, the first in the file is cited."""
    for one in _once(calendar.vulnerable):
        told = texts.VULNERABLE.format(
            stages=_stage_names(one.stages), who=_caller(one, calendar.areas)
        )
        yield f"{told} {citing.mark(one.source)}"


def reminder_words(reminder: Reminder, areas: AreaTree) -> str:
    """What officers are told before a stage that somebody calls the most vulnerable; it names the
    publication, because it stands alone."""
    stage = reminder.stage
    told = texts.REMINDER.format(
        days=reminder.days,
        date=date_words(stage.begins.isoformat()),
        stage=named(stage, areas),
        election=stage.election.name,
    )
    called = (
        texts.REMINDER_CALLED.format(
            who=_caller(one, areas),
            publisher=one.source.publisher or texts.NO_PUBLISHER,
            date=date_words(one.source.published_on),
        )
        for one in _once(reminder.called)
    )
    return " ".join([told, *called])


def stage_line(stage: Scheduled, citing: Citing, areas: AreaTree) -> str:
    """A line of a calendar."""
    days = span_words(stage.begins, stage.ends)
    return f"{days}: {named(stage, areas)} {citing.mark(stage.source)}"


def named(stage: Scheduled, areas: AreaTree) -> str:
    """What a stage is called, and where it is held if not everywhere."""
    place = _place(stage.area, areas)
    return f"{name(stage)}, {place}" if place else name(stage)


def name(stage: Scheduled) -> str:
    """What a stage is called."""
    return stage.name or _stage_names(stage.stage)


def _told(stage: Scheduled, citing: Citing, areas: AreaTree) -> str:
    days = span_words(stage.begins, stage.ends)
    return f"{named(stage, areas)} ({stage.election.name}), {days} {citing.mark(stage.source)}"


def _next_lines(today: Today, citing: Citing, areas: AreaTree) -> Iterator[str]:
    for stage in today.next:
        days = (stage.begins - today.day).days
        yield texts.NEXT_TOLD.format(stage=_told(stage, citing, areas), days=days)


def _stage_names(stages: Iterable[Stage]) -> str:
    return texts.AND.join(texts.STAGES[stage] for stage in stages)


def _place(id: str, areas: AreaTree) -> str | None:
    """The name of an area; none is needed for the whole country."""
    area = areas.get(id)
    return area.name if area and area.id != EVERYWHERE else None


def _once(called: Sequence[Vulnerable]) -> Iterator[Vulnerable]:
    """Those of whom several publications have the same, once."""
    first: dict[object, Vulnerable] = {}
    for one in called:
        first.setdefault((one.by, one.stages, one.regime, one.area), one)
    yield from first.values()


def _caller(one: Vulnerable, areas: AreaTree) -> str:
    """Who calls them so, of which election and where."""
    election = texts.REGIMES[one.regime]
    if place := _place(one.area, areas):
        return texts.CALLED_IN.format(by=one.by, election=election, place=place)
    return texts.CALLED.format(by=one.by, election=election)
