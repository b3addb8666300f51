"""What somebody is told by himself: what became worse or stale, what is due, and how the areas that
he watches stand in the morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot import texts
from bot.readiness import Component, Report, State, gaps
from bot.render.boards.board_words import gap_words, numbers, short
from bot.render.boards.stage_words import reminder_words
from bot.render.dates import date_words, moment_at
from bot.render.drills.drills import banner
from bot.render.markup import Text, bold, join
from bot.render.reply import Reply, reply
from bot.render.watching.watching import rows_under
from bot.watching.alerts import Kind
from bot.watching.briefing import Altered, Briefing, Digest, FollowUp
from corpus.areas import AreaTree

_MOST = 20
"""Cells told of in one message; more stand on the board."""

_SILENT = 10
"""Areas named from which there is nothing."""


def render_briefing(briefing: Briefing, areas: AreaTree) -> Reply:
    """All of it, what is urgent first; the banner above everything where a drill is on."""
    blocks = [
        *banner([_name(area, areas) for area in briefing.drills]),
        *_altered(briefing.altered, areas),
        *_follow_ups(texts.FOLLOW_UPS_DUE, briefing.follow_ups, areas),
        *_reminders(briefing, areas),
        *(block for digest in briefing.digests for block in _digest(digest, areas)),
    ]
    return reply(blocks, rows_under(briefing.watched, areas))


def _altered(altered: Sequence[Altered], areas: AreaTree) -> Iterator[Text]:
    """Area by area, in the order of the tree and of the board."""
    order = {area.id: number for number, area in enumerate(areas.areas)}
    rows = list(Component)
    told = sorted(altered, key=lambda it: (order[it.area], rows.index(it.cell.component)))
    for area, those in groupby(told[:_MOST], key=lambda it: it.area):
        yield join("\n", [bold(_name(area, areas)), *(_line(it, areas) for it in those)])
    if len(told) > _MOST:
        yield Text(texts.ALERTS_MORE.format(count=len(told) - _MOST))


def _line(altered: Altered, areas: AreaTree) -> str:
    cell = altered.cell
    assert cell.report is not None, "what nobody reported is no news"
    words = texts.ALERT_STALE if altered.kind is Kind.STALE else texts.ALERT_WORSE
    return words.format(
        component=texts.COMPONENTS[cell.component],
        before=texts.STATES[altered.before],
        state=_state(cell.report),
        moment=moment_at(cell.report.observed_at, areas.zone(altered.area)),
    )


def _follow_ups(heading: str, tasks: Sequence[FollowUp], areas: AreaTree) -> Iterator[Text]:
    if tasks:
        lines = (
            texts.FOLLOW_UP_TOLD.format(
                area=_name(it.area, areas),
                task=it.task.text,
                date=date_words(it.task.due_on.isoformat()),
            )
            for it in tasks
        )
        yield join("\n", [bold(heading), *lines])


def _reminders(briefing: Briefing, areas: AreaTree) -> Iterator[Text]:
    if briefing.reminders:
        told = [reminder_words(it, areas) for it in briefing.reminders]
        yield join("\n", [bold(texts.STAGES_COMING), *told])


def _digest(digest: Digest, areas: AreaTree) -> Iterator[Text]:
    """An area with its cells, or one with areas in it."""
    lines = [bold(texts.DIGEST.format(area=_name(digest.area, areas)))]
    lines += map(Text, _levels(digest) if len(digest.units) > 1 else _level(digest))
    if worst := list(_gaps(digest, areas)):
        lines += map(Text, [texts.BOARD_GAPS, *worst])
    if len(digest.units) > 1:
        lines += map(Text, _silent(digest, areas))
    yield join("\n", lines)
    yield from _follow_ups(texts.FOLLOW_UPS_LATE, digest.late, areas)


def _level(digest: Digest) -> Iterator[str]:
    (unit,) = digest.units
    yield texts.DIGEST_LEVEL.format(state=texts.STATES[unit.level])
    if unit.missing:
        yield texts.DIGEST_UNKNOWN.format(
            count=len(unit.missing),
            all=len(Component),
            components=", ".join(texts.COMPONENTS_SHORT[one] for one in unit.missing),
        )


def _levels(digest: Digest) -> Iterator[str]:
    """How many units are at each level."""
    counts = Counter(unit.level for unit in digest.units)
    levels = (
        texts.BOARD_COUNT.format(count=counts[level], state=texts.STATES[level])
        for level in State
        if counts[level]
    )
    yield texts.BOARD_COUNTS.format(all=len(digest.units), counts=", ".join(levels))


def _gaps(digest: Digest, areas: AreaTree) -> Iterator[str]:
    """What is most amiss, and where, if there is a choice."""
    for number, (area, cell) in enumerate(gaps(digest.units), start=1):
        where = f"{short(_name(area, areas))}: " if len(digest.units) > 1 else ""
        yield f"{number}. {where}{gap_words(cell)}"


def _silent(digest: Digest, areas: AreaTree) -> Iterator[str]:
    """Who has not reported, by name."""
    silent = [short(_name(unit.area, areas)) for unit in digest.units if unit.is_silent]
    named = silent[:_SILENT]
    if len(silent) > _SILENT:
        named.append(texts.DIGEST_SILENT_MORE.format(count=len(silent) - _SILENT))
    if silent:
        yield texts.DIGEST_SILENT.format(
            count=len(silent), all=len(digest.units), areas=", ".join(named)
        )


def _state(report: Report) -> str:
    """What it said, with its numbers if it has any."""
    state, told = texts.STATES[report.state], numbers(report)
    return f"{state}, {told}" if told else state


def _name(area: str, areas: AreaTree) -> str:
    known = areas.get(area)
    return known.name if known else area
