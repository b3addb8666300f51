"""What is to be told because its hour has come: the morning's digest, a task that an exercise left
and that is due today, a vulnerable stage that begins within the week. Pure.

Each occasion has a key, and what has been told under a key is told once: so it is found again in
every round as long as it may still be told, and a bot that was down at seven tells it at eight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.access import Person, Right, areas_of
from bot.db.follow_ups import FollowUp
from bot.db.notices import Notice
from bot.db.watches import Watch
from bot.watching.alerts import Kind
from bot.watching.hours import day_at, digest_day, has_begun
from corpus.areas import AreaTree
from corpus.fingerprint import digest
from corpus.stages import Calendar, Reminder, Scheduled

LATE = timedelta(days=3)
"""A bot that was down longer tells no more of a task than the digest does."""


def digests(watches: Iterable[Watch], now: datetime, tree: AreaTree) -> Iterator[Notice]:
    """Of every watched area, for whoever watched it before this morning."""
    for watch in watches:
        zone = tree.zone(watch.area)
        day = digest_day(now, zone)
        if day and not has_begun(day, watch.since, zone):
            yield _notice(watch.person, Kind.DIGEST, watch.area, day.isoformat())


def follow_ups(
    tasks: Iterable[FollowUp], watches: Iterable[Watch], now: datetime, tree: AreaTree
) -> Iterator[Notice]:
    """Of tasks that are due, for whoever watched their area before they were."""
    watches = tuple(watches)
    for task in tasks:
        zone, day = tree.zone(task.area), task.task.due_on
        if not has_begun(day, now, zone) or day_at(now, zone) - day > LATE:
            continue
        for watch in watches:
            if tree.within(task.area, watch.area) and not has_begun(day, watch.since, zone):
                yield _notice(watch.person, Kind.FOLLOW_UP, task.area, str(task.id))


def reminders(
    people: Iterable[Person], calendar: Calendar, now: datetime, tree: AreaTree
) -> Iterator[Notice]:
    """Of vulnerable stages that begin soon, for whoever reports from an area that they touch."""
    for person in people:
        for area in areas_of(person, Right.REPORT):
            if tree.get(area) is None:
                continue
            zone = tree.zone(area)
            today = day_at(now, zone)
            if not has_begun(today, now, zone):
                continue
            for reminder in calendar.reminders(today, area):
                yield _notice(person.id, Kind.STAGE, area, name_of(reminder.stage))


def reminder_of(notice: Notice, calendar: Calendar, today: date) -> Reminder | None:
    """What a notice of a stage reminds of; None where the stage has begun, or is in the calendar no
    more."""
    coming = calendar.reminders(today, notice.area)
    return next((one for one in coming if name_of(one.stage) == notice.subject), None)


def name_of(stage: Scheduled) -> str:
    """What a stage is told once under."""
    told = (stage.election.name, stage.area, *stage.stage, stage.begins.isoformat())
    return digest("\n".join(told))


def _notice(person: int, kind: Kind, area: str, subject: str) -> Notice:
    where = "" if kind is Kind.STAGE else area
    return Notice(f"{kind}:{where}:{subject}:{person}", person, kind, area, subject)
