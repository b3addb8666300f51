"""What is sent back: finished messages and the buttons under the last of them.

A button carries all that is needed to act on it, so it works after a restart and on any copy of the
bot: nothing is remembered about a message once it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bot import texts
from bot.render.markup import Text, italic
from bot.render.pack import pack
from corpus.document import Document
from corpus.passages import Passage
from index.documents import key_of

PASSAGE_DATA = re.compile(r"s:([0-9a-f]{16}):(\d{1,6})\Z")
"""A passage's button: the document's key and the passage's ordinal. At most 64 bytes, as Telegram
demands, however long the document's id is."""

MORE_DATA = re.compile(r"l\Z")
ANYWAY_DATA = re.compile(r"a\Z")
_LABEL = 40


@dataclass(frozen=True, slots=True)
class Button:
    """`data` comes back when it is pressed."""

    label: str
    data: str


Row: TypeAlias = Button | tuple[Button, ...]
"""One button, or several beside each other."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One or more messages of Telegram's HTML, and rows of buttons under the last."""

    parts: tuple[str, ...]
    rows: tuple[Row, ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All of them, row by row."""
        rows = (row if isinstance(row, tuple) else (row,) for row in self.rows)
        return tuple(button for row in rows for button in row)


def reply(
    blocks: Iterable[Text | str], rows: Iterable[Row] = (), meant: str | None = None
) -> Reply:
    """Blocks packed into messages; plain strings are sentences without markup.

    What a follow-up was taken to mean is said first; and again at the end of the last message of
    several, where the buttons find it (`meant_in`).
    """
    marked = [Text(block) if isinstance(block, str) else block for block in blocks]
    if meant is None:
        return Reply(tuple(pack(marked)), tuple(rows))
    understood = italic(texts.MEANT.format(question=meant))
    parts = pack([understood, *marked])
    if len(parts) > 1:
        parts = pack([understood, *marked, understood])
    return Reply(tuple(parts), (*rows, alone_button()))


def passage_button(label: str, document: Document, passage: Passage) -> Button:
    """Shows the whole passage; `label` is followed by who published it, shortened."""
    words = f"{label} · {document.publisher}" if document.publisher else label
    short = words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…"
    return Button(short, f"s:{key_of(document.id)}:{passage.ordinal}")


def parsed_passage(data: str) -> tuple[str, int]:
    """Key and ordinal that `passage_button` put into `data`, which matches PASSAGE_DATA."""
    _, key, ordinal = data.split(":")
    return key, int(ordinal)


def more_button() -> Button:
    """Searches the same question for sources that are not shown yet."""
    return Button(texts.BUTTON_MORE, "l")


def anyway_button() -> Button:
    """Answers the question, though it sounded like danger."""
    return Button(texts.BUTTON_SEARCH_ANYWAY, "a")


def alone_button() -> Button:
    """Answers a follow-up for what it says by itself."""
    return Button(texts.BUTTON_ALONE, "a")


def meant_in(message: str) -> str | None:
    """What the bot took a question to mean, read off its own `message`; None where it took it as it
    was written."""
    said = texts.MEANT.format(question="")
    lines = message.split("\n")
    found = (line for line in (lines[0], lines[-1]) if line.startswith(said))
    return next((line.removeprefix(said) for line in found), None)


def shown_keys(data: Iterable[str]) -> frozenset[str]:
    """The documents whose buttons a message has already: those it showed."""
    return frozenset(match[1] for one in data if (match := PASSAGE_DATA.fullmatch(one)))
