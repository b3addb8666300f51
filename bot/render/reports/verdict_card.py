"""A report as a superior judges it, one message, and the buttons for what he makes of it. A button
says which verdict its presser has seen: what somebody else decided meanwhile stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import texts
from bot.readiness import Report, Verdict
from bot.render.dates import moment_at
from bot.render.drills.drills import banner
from bot.render.markup import Text, bold, join
from bot.render.naming import person_name
from bot.render.reply import Button, Reply, Row, reply
from bot.render.reports.report_card import line_words
from bot.reports.shorthand.outcome import Line
from bot.reports.verdicts import View
from corpus.areas import AreaTree

VERIFY_DATA = re.compile(r"vf:(\d{1,12}):([btrnf]):([-btr])(?::([a-z0-9-]{1,42}))?\Z", re.ASCII)
"""A report, what to do with it, the verdict on it that was seen, and the area that is looked
through, if it is one."""

NEXT, PHOTO = "n", "f"
_LETTERS = {Verdict.VERIFIED: "b", Verdict.REJECTED: "t", Verdict.WITHDRAWN: "r"}
_VERDICTS = {letter: verdict for verdict, letter in _LETTERS.items()}

_REASON = re.compile(re.escape(texts.VERDICT_REASON).replace(r"\{number\}", r"(\d{1,12})"))


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says; `verdict` is None for those that give none."""

    report: int
    act: str
    verdict: Verdict | None
    seen: Verdict | None
    area: str


def pressed(data: str) -> Pressed:
    """What `data`, which matches VERIFY_DATA, says."""
    match = VERIFY_DATA.fullmatch(data)
    assert match is not None
    verdict, seen = _VERDICTS.get(match[2]), _VERDICTS.get(match[3])
    return Pressed(int(match[1]), match[2], verdict, seen, match[4] or "")


def render_verdict(
    view: View, tree: AreaTree, on: Sequence[str], left: int, area: str, note: str | None = None
) -> Reply:
    """The report. `on` are the names for the banner, `left` is how many are unjudged in `area`."""
    return reply(_blocks(view, tree, on, left, note), _rows(view, area))


def render_none(note: str | None = None) -> Reply:
    """Nothing is left to judge."""
    return reply([*([note] if note else []), texts.VERIFY_NONE])


def reason_prompt(report: int) -> str:
    """What asks why it was rejected."""
    return texts.VERDICT_REASON.format(number=report)


def reason_asked_in(message: str) -> int | None:
    """The report that the bot's own `message` asks that about; None where it asks nothing."""
    match = _REASON.match(message)
    return int(match[1]) if match else None


def told_words(view: View, tree: AreaTree) -> str:
    """What its author is told of the verdict."""
    report = view.kept.report
    assert report.verdict is not None
    area = tree.get(report.area)
    return texts.VERDICT_TOLD[report.verdict].format(
        number=report.id,
        component=texts.COMPONENTS[report.component],
        area=area.name if area else report.area,
    )


def _blocks(
    view: View, tree: AreaTree, on: Sequence[str], left: int, note: str | None
) -> Iterator[Text]:
    kept, report = view.kept, view.kept.report
    area = tree.get(report.area)
    assert area is not None, "only areas of the tree are anybody's to oversee"
    yield from banner(on or ([area.name] if kept.drill else []))
    if note:
        yield Text(note)
    yield bold(texts.VERIFY_HEAD.format(number=report.id, area=area.name))
    yield join("\n", _told(view, tree))
    if report.verdict:
        yield Text(texts.VERDICT_NOW.format(verdict=texts.VERDICTS[report.verdict]))
    yield Text(texts.VERIFY_LEFT.format(count=left))


def _told(view: View, tree: AreaTree) -> Iterator[Text]:
    report, zone = view.kept.report, tree.zone(view.kept.report.area)
    yield bold(texts.COMPONENTS[report.component]) + Text(f": {line_words(_line(report))}")
    if report.note:
        yield Text(texts.REPORT_NOTE.format(note=report.note))
    yield Text(texts.VERIFY_SEEN.format(moment=moment_at(report.observed_at, zone)))
    yield Text(
        texts.VERIFY_BY.format(
            role=texts.ROLES[report.role],
            name=person_name(view.author.name) if view.author else report.officer,
            moment=moment_at(report.received_at, zone),
        )
    )
    if view.kept.corrects:
        yield Text(texts.VERIFY_CORRECTS.format(number=view.kept.corrects))
    if view.kept.drill:
        yield Text(texts.REPORT_KEPT_DRILL)


def _line(report: Report) -> Line:
    return Line(report.component, report.state, report.have, report.need, report.note)


def _rows(view: View, area: str) -> Iterator[Row]:
    report = view.kept.report
    yield tuple(
        Button(texts.BUTTON_VERDICTS[verdict], _data(view, _LETTERS[verdict], area))
        for verdict in Verdict
        if verdict is not report.verdict
    )
    if view.kept.photo:
        yield Button(texts.BUTTON_VERIFY_PHOTO, _data(view, PHOTO, area))
    yield Button(texts.BUTTON_VERIFY_NEXT, _data(view, NEXT, area))


def _data(view: View, act: str, area: str) -> str:
    report = view.kept.report
    seen = _LETTERS[report.verdict] if report.verdict else "-"
    return ":".join(["vf", str(report.id), act, seen, *([area] if area else [])])
