"""The documents of the corpus and those that wait, as lists to leaf through: what came in one file,
and all that there is, what waits first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot import texts
from bot.keeping.candidates import Candidate
from bot.keeping.completeness import lacking
from bot.keeping.inventory import Item
from bot.render.dates import date_words
from bot.render.keeping.candidate import clipped
from bot.render.keeping.candidate_buttons import open_button
from bot.render.keeping.feed import turning_row, within
from bot.render.markup import Text, bold, italic, join
from bot.render.reply import Button, Reply, Row, reply
from corpus.document import Document

LIST_DATA = re.compile(r"dl:(\d{1,6})\Z")
DOCUMENT_DATA = re.compile(r"d:([0-9a-f]{16})\Z")
BATCH_DATA = re.compile(r"n:(\d{1,18}):([a-z])(?::(\d{1,6}))?\Z", re.ASCII)
"""A batch, what to do with it, and the page that is shown."""

LEAF, APPROVE_ALL, ASK_DISCARD, DISCARD_ALL = "l", "a", "q", "d"

PAGE = 8
_IN_ROW = 4
_TITLE = 150


def render_list(
    waiting: Sequence[Candidate], items: Sequence[Item], words: str, page: int
) -> Reply:
    """Page `page`, from 0, of the candidates that wait and the documents after them, both found by
    `words` if there are any."""
    template = texts.DOCUMENTS_WITH if words else texts.DOCUMENTS
    heading = template.format(documents=len(items), waiting=len(waiting), words=clipped(words, 60))
    both: list[Candidate | Item] = [*waiting, *items]
    page = within(page, len(both), PAGE)
    shown = list(enumerate(both, start=1))[page * PAGE : (page + 1) * PAGE]
    body = join("\n", [_line(number, one) for number, one in shown])
    buttons = [_button(number, one) for number, one in shown]
    turning = turning_row(page, len(waiting) + len(items), PAGE, "dl:{page}")
    return reply([bold(heading), body if shown else texts.DOCUMENTS_NONE], _rows(buttons, turning))


def render_batch(
    batch: Sequence[Candidate], page: int, known: Sequence[Document] = (), asking: bool = False
) -> Reply:
    """Page `page` of what came together; `known` were in the corpus already. `asking`: whether to
    throw away what waits is asked."""
    first = batch[0].batch
    page = within(page, len(batch), PAGE)
    waiting = [one for one in batch if one.is_waiting]
    shown = list(enumerate(batch, start=1))[page * PAGE : (page + 1) * PAGE]
    blocks: list[Text | str] = [
        join("\n", [bold(_batch_heading(batch)), _states(batch)]),
        join("\n", [_line(number, one) for number, one in shown]),
        *([texts.BATCH_KNOWN.format(count=len(known))] if known else []),
        *([italic(texts.BATCH_RULE)] if waiting else []),
        *([bold(texts.BATCH_DISCARD.format(count=len(waiting)))] if asking else []),
    ]
    if asking:
        yes = Button(texts.BUTTON_DISCARD_YES, f"n:{first}:{DISCARD_ALL}")
        return reply(blocks, [(yes, Button(texts.BUTTON_RETURN, f"n:{first}:{LEAF}:{page}"))])
    buttons = [_button(number, one) for number, one in shown]
    turning = turning_row(page, len(batch), PAGE, f"n:{first}:{LEAF}:{{page}}")
    return reply(blocks, [*_rows(buttons, turning), *_for_all(batch, page)])


def _batch_heading(batch: Sequence[Candidate]) -> str:
    return texts.BATCH.format(count=len(batch), source=clipped(batch[0].source, 80))


def _states(batch: Sequence[Candidate]) -> str:
    waiting = [one for one in batch if one.is_waiting]
    approved = sum(one.is_approved for one in batch)
    return texts.BATCH_STATE.format(
        waiting=len(waiting),
        complete=sum(not lacking(one.fields) for one in waiting),
        approved=approved,
        discarded=len(batch) - len(waiting) - approved,
    )


def _for_all(batch: Sequence[Candidate], page: int) -> Iterator[Row]:
    waiting = [one for one in batch if one.is_waiting]
    first = batch[0].batch
    if any(not lacking(one.fields) for one in waiting):
        yield Button(texts.BUTTON_APPROVE_ALL, f"n:{first}:{APPROVE_ALL}")
    if waiting:
        yield Button(texts.BUTTON_DISCARD_ALL, f"n:{first}:{ASK_DISCARD}:{page}")


def _line(number: int, one: Candidate | Item) -> Text:
    if isinstance(one, Item):
        told = (one.publisher, date_words(one.published_on))
        title = one.title
    else:
        told = (one.fields.get("publisher"), _state(one))
        title = one.title or one.source
    details = italic(" · ".join(part for part in told if part))
    return join("\n", [f"{number}. {clipped(title, _TITLE)}", details])


def _state(candidate: Candidate) -> str:
    if candidate.is_waiting:
        return texts.WAITS_SHORT
    if candidate.is_removed:
        return texts.REMOVED_SHORT
    return texts.APPROVED_SHORT if candidate.is_approved else texts.DISCARDED_SHORT


def _button(number: int, one: Candidate | Item) -> Button:
    label = texts.BUTTON_OPEN.format(number=number)
    return Button(label, f"d:{one.key}") if isinstance(one, Item) else open_button(label, one.id)


def _rows(buttons: Sequence[Button], turning: Iterator[Row]) -> Iterator[Row]:
    for start in range(0, len(buttons), _IN_ROW):
        yield tuple(buttons[start : start + _IN_ROW])
    yield from turning
