"""What officers of a city keep that nobody else may know: reports, drafts, verdicts, drills,
watches and invitations, straight into a database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.access import Grant, Role
from bot.db import audit, drafts, drills, follow_ups, invites, people, reports, watches
from bot.db.engine import Connection
from bot.db.reports import Observation
from bot.db.watches import Watch
from bot.drills.exercise import Exercise, Place, Task, Unit
from bot.readiness import Component, State, Verdict
from bot.reports.draft import Draft, Step
from bot.reports.shorthand.outcome import Line
from bot.watching.hours import ALWAYS

CITY, BESIDE, PROVINCE, OTHER = "kota-balikpapan", "kota-bontang", "kalimantan-timur", "jawa-timur"
OFFICER, COORDINATOR = Grant(Role.OFFICER, CITY), Grant(Role.COORDINATOR, PROVINCE)
INSIDER, BOSS = 501, 502
"""Telegram ids of an officer of the city and of the coordinator above him, in both worlds."""

CODE = "kodok-melompat-lewat-gang"
PHOTO = "AgACrahasiafotopos"
NOTE = "lewat gang Melati, hubungi Wirasaba 0812-7777-4242"
SECRETS = (
    *("84173", "84.173", "95341", "95.341", "Melati", "Wirasaba", "0812", "7777-4242", PHOTO),
    *("Gayatri", "rompi", "Dalmas Kodok", "76.317", "76317", "dikarang", CODE, "gudang bocor"),
)
"""What stands in reports, drafts, verdicts, drills and invitations, as it is written there and as
numbers are shown; nobody's name but those in it is like any of them, and its numbers are no port's
and no message's."""


async def fill(connection: Connection, now: datetime) -> dict[str, str]:
    """Let the insider have reported everything of his city and his superior's province, and all
    else that officers keep; its numbers, by names."""
    officer = await people.known(connection, INSIDER, "Gayatri")
    boss = await people.known(connection, BOSS, "Cut")
    first, rejected, verified, *_ = await _report(connection, officer, now)
    await reports.judge(connection, rejected, Verdict.REJECTED, boss, now)
    await reports.give_reason(connection, rejected, "dikarang")
    await reports.judge(connection, verified, Verdict.VERIFIED, boss, now)
    draft, sent = [await drafts.add(connection, INSIDER, left(now), now) for _ in range(2)]
    await drafts.sent(connection, sent, left(now), now)
    on, over = [await _drill(connection, boss, now, is_on) for is_on in (True, False)]
    (task,) = await follow_ups.of(connection, [over])
    for id, area in ((INSIDER, CITY), (BOSS, PROVINCE)):
        await watches.add(connection, Watch(id, area, ALWAYS, now))
    await _invite(connection, boss, now)
    numbers = {"draft": draft, "sent": sent, "report": first, "rejected": rejected}
    found = {**numbers, "verified": verified, "on": on, "over": over, "task": task.name}
    return {**{name: str(one) for name, one in found.items()}, "officer": officer}


def left(now: datetime, step: Step = Step.CHECK) -> Draft:
    """A draft at that step."""
    line = Line(Component.LOGISTICS, State.NOT_YET, 84173, 95341, "gudang bocor")
    areas, current = (CITY,), Component.LOGISTICS
    return Draft(
        areas=areas, asked=step, observed_at=now, lines=(line,), current=current, photo=PHOTO
    )


async def _report(connection: Connection, officer: str, now: datetime) -> list[int]:
    numbers, ago = [], now - timedelta(hours=3)
    for area in (CITY, PROVINCE):
        for component in Component:
            seen = Observation(area, component, State.ACTION, 84173, 95341, NOTE, PHOTO, ago)
            id = await reports.add(connection, seen, officer, Role.OFFICER, now)
            await audit.record(connection, now, officer, "report", area, {"report": id})
            numbers.append(id)
    return numbers


async def _drill(connection: Connection, boss: str, now: datetime, is_on: bool) -> int:
    soon = now.date() + timedelta(days=1)
    drill = await drills.add(connection, CITY, now.date(), _exercise(soon), boss, now)
    await drills.save(connection, drill, now)
    if is_on:
        await drills.begin(connection, drill, now)
    task = Task(text="tambal rompi", due_on=now.date())
    await follow_ups.replace(connection, drill, CITY, [task])
    return drill


async def _invite(connection: Connection, boss: str, now: datetime) -> None:
    """Links of every sort that gives nothing any more, and one that nobody was sent."""
    expires = now + timedelta(days=1)
    gone = await people.known(connection, 503, "Gayatri")  # who has no role, and could give none
    for name, by, until in (
        *(("terpakai", boss, expires), ("dicabut", boss, expires), ("basi", boss, now)),
        *(("pembuat-pergi", gone, expires), ("x", boss, expires)),
    ):
        id = await invites.add(connection, f"{CODE}-{name}", OFFICER, by, now, until)
        if name == "terpakai":
            await invites.use(connection, id, boss, now)
        if name == "dicabut":
            await invites.revoke(connection, id, now)


def _exercise(soon: date) -> Exercise:
    return Exercise(
        held_on=soon - timedelta(days=1),
        place=Place.HALL,
        organiser="Polresta Wirasaba",
        units=(Unit(name="Dalmas Kodok", count=76317),),
        total=76317,
        findings=("rompi bolong",),
        next_on=soon,
    )
