"""Boards made up of reports, as officers of Kalimantan Timur might have sent them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.access import Role
from bot.boards.composition import AreaBoard, Part
from bot.readiness import AreaReadiness, Component, Report, State, Verdict, assess
from corpus.areas import AreaKind, bundled

NOW = datetime(2026, 11, 26, 6, 5, tzinfo=UTC)
AGES = dict.fromkeys(Component, timedelta(days=30))
CITY, PROVINCE, COUNTRY = "kota-balikpapan", "kalimantan-timur", "indonesia"
OFFICER, SUPERIOR = "P-00000001", "P-00000002"


def report(
    component: Component = Component.PERSONNEL,
    state: State = State.ACTION,
    have: int | None = None,
    need: int | None = None,
    *,
    area: str = CITY,
    hours: float = 3,
    verified: bool = False,
    note: str = "",
    id: int = 1,
) -> Report:
    """What was seen so many `hours` ago and received a minute later."""
    seen = NOW - timedelta(hours=hours)
    verdict, judge = (Verdict.VERIFIED, SUPERIOR) if verified else (None, None)
    received = seen + timedelta(minutes=1)
    return Report(
        id,
        area,
        component,
        state,
        have,
        need,
        note,
        OFFICER,
        Role.OFFICER,
        seen,
        received,
        verdict,
        judge,
    )


def board(
    reports: Iterable[Report],
    area: str = CITY,
    drills: tuple[str, ...] = (),
    now: datetime = NOW,
) -> AreaBoard:
    """The board of an area; with its parts, where it has any, in the order of the tree."""
    tree, own = bundled(), defaultdict[str, list[Report]](list)
    for one in reports:
        own[one.area].append(one)

    def stand(id: str) -> AreaReadiness:
        return assess(id, own[id], now, AGES)

    units = defaultdict[str, list[AreaReadiness]](list)
    for leaf in tree.areas:
        if leaf.kind in (AreaKind.REGENCY, AreaKind.CITY) and tree.within(leaf.id, area):
            for above in tree.path(leaf.id):
                units[above.id].append(stand(leaf.id))
    below = (one for one in tree.areas if one.parent == area)
    parts = tuple(Part(part, tuple(units[part.id])) for part in below)
    named = tree.get(area)
    assert named is not None
    return AreaBoard(named, tree.zone(area), stand(area), parts, now, drills, None)
