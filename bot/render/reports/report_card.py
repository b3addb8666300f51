"""A report on an officer's phone: what is asked of him, what was understood before he sends it, and
what was sent. Its first line names the draft, by which a reply to it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import texts
from bot.readiness import Component, State
from bot.render.boards.board_words import thousands
from bot.render.dates import moment_at
from bot.render.drills.drills import banner
from bot.render.markup import Text, bold, code, join
from bot.render.reply import Reply, Row, reply
from bot.reports.amendment import Asked
from bot.reports.draft import Draft, Step, Stored
from bot.reports.shorthand.line import LIMIT
from bot.reports.shorthand.outcome import Line
from bot.reports.shorthand.written import written
from corpus.areas import AreaTree

_HEAD = re.compile(
    re.escape(texts.REPORT_HEAD)
    .replace(r"\{title\}", r"(?P<title>[^\n]+)")
    .replace(r"\{number\}", r"(?P<number>\d{1,12})")
)
_HEAD_LINES = 4
"""Within these the draft is named: a banner may stand before it, and nothing that people write."""

_PROMPTS = {
    texts.REPORT_PROMPT.format(what=what, component=texts.COMPONENTS[component]): (step, component)
    for step, what in texts.REPORT_PROMPTS.items()
    for component in Component
}
_SHORT_NOTE = 60
"""Characters of a note where all of them together are longer than a message."""


def render_report(
    stored: Stored, tree: AreaTree, on: Sequence[str], rows: Sequence[Row], note: str | None = None
) -> Reply:
    """The draft as it stands, in one message; `on` are the names of areas in which a drill is on
    that it has to tell of."""
    whole = reply(_blocks(stored, tree, on, note), rows)
    return (
        whole if len(whole.parts) == 1 else reply(_blocks(_shorter(stored), tree, on, note), rows)
    )


def render_change(stored: Stored, tree: AreaTree, rows: Sequence[Row]) -> Reply:
    """What may be changed, and the report as a line, to be copied if it is not too long to send."""
    area = tree.get(stored.draft.area or "")
    line = f"/lapor {written(area.name if area else None, stored.draft.lines)}"
    example = _example(stored.draft)
    blocks = [_head(texts.REPORT_CHANGE, stored.id)]
    blocks.append(Text(texts.REPORT_HOW_TO_CORRECT.format(example=example)))
    if len(line) <= LIMIT:
        blocks.append(join("\n", [Text(texts.REPORT_COPY), code(line)]))
    return reply(blocks, rows)


def prompt_words(asked: Asked) -> str:
    """What is asked for in a message of its own, to which the answer is a reply."""
    assert asked.step is not None
    return f"{asked_head(asked).plain}\n{texts.REPORT_WRITE[asked.step]}"


def asked_head(asked: Asked) -> Text:
    """The first line of a message that asks for the same."""
    if asked.step is None or asked.component is None:
        return _head(texts.REPORT_AGAIN, asked.draft)
    component = texts.COMPONENTS[asked.component]
    what = texts.REPORT_PROMPTS[asked.step]
    return _head(texts.REPORT_PROMPT.format(what=what, component=component), asked.draft)


def asked_in(message: str) -> Asked | None:
    """What the bot's own `message` asks for or shows; None where it is about no draft."""
    heads = (_HEAD.fullmatch(line) for line in message.splitlines()[:_HEAD_LINES])
    found = next(filter(None, heads), None)
    if found is None:
        return None
    return Asked(int(found["number"]), *_PROMPTS.get(found["title"], (None, None)))


def line_words(line: Line) -> str:
    """A line's state and numbers: "PERLU TINDAKAN, 480 dari 500 orang, kurang 20"."""
    unit = texts.UNITS[line.component]
    told = [texts.STATES[line.state]]
    if line.have is not None and line.need is not None:
        have, need = thousands(line.have), thousands(line.need)
        told.append(texts.REPORT_OF.format(have=have, need=need, unit=unit))
        if line.have < line.need:
            told.append(texts.REPORT_LACK.format(lack=thousands(line.need - line.have)))
    elif line.have is not None:
        told.append(texts.REPORT_HAVE.format(have=thousands(line.have), unit=unit))
    return ", ".join(told)


def _blocks(stored: Stored, tree: AreaTree, on: Sequence[str], note: str | None) -> Iterator[Text]:
    draft, area = stored.draft, tree.get(stored.draft.area or "")
    if on and not draft.real:
        yield from banner(on)
    elif draft.is_drill and area:
        yield from banner([area.name])
    yield _head(_title(stored), stored.id)
    if note:
        yield Text(note)
    if area:
        moment = moment_at(draft.observed_at, tree.zone(area.id))
        yield Text(texts.REPORT_WHERE.format(area=area.name, moment=moment))
    yield from map(_line, draft.lines)
    if draft.photo:
        yield Text(texts.REPORT_PHOTO)
    yield from _remarks(draft, tree)
    if draft.asked is not Step.CHECK:
        yield bold(_asked(draft))
    elif stored.sent_at or draft.lines:
        example = _example(draft)
        yield Text(texts.REPORT_HOW_TO_CORRECT.format(example=example))


def _title(stored: Stored) -> str:
    if stored.sent_at:
        return texts.REPORT_SENT
    if stored.draft.asked is Step.CHECK and stored.draft.lineage:
        return texts.REPORT_CORRECTION
    return texts.REPORT_TITLES[stored.draft.asked]


def _head(title: str, number: int) -> Text:
    return bold(texts.REPORT_HEAD.format(title=title, number=number))


def _line(line: Line) -> Text:
    component = texts.COMPONENTS[line.component]
    told = bold(component) + Text(f": {line_words(line)}")
    if line.note:
        told = join("\n", [told, Text(texts.REPORT_NOTE.format(note=line.note))])
    return told


def _remarks(draft: Draft, tree: AreaTree) -> Iterator[Text]:
    """What is to be seen before it is sent."""
    remarks = [*_guesses(draft, tree), *_oddities(draft)]
    if draft.asked is Step.CHECK:
        left = [texts.COMPONENTS_SHORT[one] for one in Component if one not in draft.by_component]
        if left and not draft.lineage:
            remarks.append(texts.REPORT_MISSING.format(components=", ".join(left).lower()))
        if draft.is_drill:
            remarks.append(texts.REPORT_KEPT_DRILL)
        elif draft.drill is not None:
            remarks.append(texts.REPORT_REAL)
    if remarks:
        yield Text("\n".join(remarks))


def _guesses(draft: Draft, tree: AreaTree) -> Iterator[str]:
    for guess in draft.guesses:
        area = tree.get(guess.meant)
        meant = area.name if area else texts.COMPONENTS[Component(guess.meant)]
        yield texts.REPORT_GUESS.format(written=guess.written, meant=meant)


def _oddities(draft: Draft) -> Iterator[str]:
    for line in draft.lines:
        if line.have is None or line.need is None:
            continue
        component = texts.COMPONENTS[line.component]
        if line.have > line.need:
            yield texts.REPORT_MORE_THAN_NEEDED.format(component=component)
        elif line.state is State.READY and line.have < line.need:
            yield texts.REPORT_READY_BUT_LACKING.format(component=component)
        elif line.state is State.ACTION and line.have == line.need:
            yield texts.REPORT_FULL_BUT_NOT_READY.format(component=component)


def _asked(draft: Draft) -> str:
    component = texts.COMPONENTS[draft.current] if draft.current else ""
    return texts.REPORT_ASKED[draft.asked].format(component=component)


def _example(draft: Draft) -> str:
    """How a correction of the first line is written."""
    return written(None, [replace(line, note="") for line in draft.lines[:1]])


def _shorter(stored: Stored) -> Stored:
    lines = tuple(replace(line, note=line.note[:_SHORT_NOTE]) for line in stored.draft.lines)
    return replace(stored, draft=stored.draft.model_copy(update={"lines": lines}))
