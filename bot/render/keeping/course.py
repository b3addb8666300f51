"""How a reload goes, and what came of it, on a phone: one message, edited as it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot import texts
from bot.reloads.course import (
    Crashed,
    Failed,
    Figures,
    Interrupted,
    Ordered,
    Published,
    Refused,
    Resumed,
    State,
    Step,
    Unchanged,
    Waiting,
)
from bot.render.markup import Text, bold, join
from bot.render.reply import Button, Reply, reply
from index.changes import Changes, Several
from index.verdict import Check

RELOAD_DATA = re.compile(r"r:start\Z")
INSIST_DATA = re.compile(r"r:insist:(\d{1,12})\Z")
"""Names the entry of the trail that tells what is insisted on."""

_LINES = 10
"""Titles of one sort, or failures, in one message."""

_REASONS = 5
_WIDTH = 80
"""Characters of a title in a list: as many as two lines of a phone hold."""

_REASON = 1000
"""Characters of a reason that stands alone."""


def reload_button() -> Button:
    """Begins a reload."""
    return Button(texts.BUTTON_RELOAD, "r:start")


def parsed_refusal(data: str) -> int:
    """The entry of the trail that `data`, which matches INSIST_DATA, names."""
    return int(data.rpartition(":")[2])


def render_course(state: State, joined: bool = False) -> Reply:
    """How far a reload is, or how it ended; `joined` by somebody while it was running."""
    match state:
        case Ordered() | Step() | Waiting():
            return reply([texts.RELOAD_JOINED if joined else texts.RELOAD_BEGUN, *_far(state)])
        case Published():
            return reply(_published(state))
        case Unchanged():
            return reply([texts.RELOAD_UNCHANGED, *_rejected(state.rejected)])
        case Refused():
            return _refused(state)
        case Failed():
            return reply(
                [texts.RELOAD_FAILED.format(reason=_short(state.reason, _REASON).rstrip("."))]
            )
        case Crashed():
            return reply([texts.RELOAD_CRASHED.format(incident=state.incident)])
        case Interrupted():
            return reply([texts.RELOAD_INTERRUPTED])
        case Resumed():
            return reply([texts.RELOAD_RESUMED])


def _far(state: Ordered | Step | Waiting) -> Iterator[str]:
    if isinstance(state, Waiting):
        yield texts.RELOAD_WAITING
    step = state.step if isinstance(state, Waiting) else state
    if isinstance(step, Step):
        label = step.label[:1].upper() + step.label[1:]
        yield texts.RELOAD_STEP.format(label=label, done=step.done, total=step.total)


def _published(state: Published) -> Iterator[Text | str]:
    yield texts.RELOADED.format(
        documents=state.manifest.documents, passages=state.manifest.passages
    )
    if state.insisted:
        yield texts.RELOADED_INSISTED.format(count=state.insisted)
    yield from _changed(state.changes)
    seconds = f"{state.seconds:.1f}".replace(".", ",")
    work = texts.RELOADED_WORK.format(embedded=state.embedded, seconds=seconds)
    yield f"{work}\n{exam_words(state.figures)}"
    yield from _rejected(state.rejected)


def _changed(changes: Changes) -> Iterator[Text | str]:
    sorts = (
        (texts.CHANGES_ADDED, changes.added),
        (texts.CHANGES_CHANGED, changes.changed),
        (texts.CHANGES_REMOVED, changes.removed),
    )
    yield from (_listed(sort, several) for sort, several in sorts if several.count)
    yield texts.CHANGES_PASSAGES.format(
        added=changes.passages_added, removed=changes.passages_removed
    )


def _listed(sort: str, several: Several) -> Text:
    shown = [one.title for one in several.named[:_LINES]]
    return _list(texts.CHANGES_SEVERAL.format(sort=sort, count=several.count), shown, several.count)


def _rejected(reasons: Sequence[str]) -> Iterator[Text]:
    if reasons:
        heading = texts.REJECTED_DOCUMENTS.format(count=len(reasons))
        yield _list(heading, reasons[:_REASONS], len(reasons))


def _list(heading: str, lines: Iterable[str], count: int) -> Text:
    shown = [f"• {_short(line)}" for line in lines]
    others = count - len(shown)
    rest = [texts.CHANGES_OTHERS.format(count=others)] if others else []
    return join("\n", [bold(heading), *shown, *rest])


def _refused(state: Refused) -> Reply:
    shown = state.failures[:_LINES]
    others = len(state.failures) - len(shown)
    blocks: list[Text | str] = [texts.RELOAD_REFUSED, *map(_failure, shown)]
    if others:
        blocks.append(texts.CHANGES_OTHERS.format(count=others))
    if state.final:
        blocks.append(texts.RELOAD_REFUSED_FINAL)
    if state.final or state.entry is None:
        return reply(blocks)
    return reply(blocks, [Button(texts.BUTTON_INSIST, f"r:insist:{state.entry}")])


def _failure(check: Check) -> str:
    return texts.RELOAD_FAILURE.format(
        id=_short(check.id),
        about=_short(check.about),
        expected=_short(check.expected),
        came=_short(check.came),
    )


def difference_words(changes: Changes) -> str:
    """How many documents came, changed and went, in one line."""
    return texts.CHANGES_SHORT.format(
        added=changes.added.count,
        changed=changes.changed.count,
        removed=changes.removed.count,
    )


def exam_words(figures: Figures) -> str:
    """How many checks of each part of an exam were passed."""
    told = [
        texts.EXAM_FIGURE.format(part=texts.EXAM_PARTS[part], passed=passed, all=every)
        for part, (passed, every) in figures.items()
    ]
    return texts.EXAM.format(figures=", ".join(told) or texts.EXAM_NONE)


def _short(line: str, width: int = _WIDTH) -> str:
    words = " ".join(line.split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
