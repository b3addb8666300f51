"""Blocks into as few messages as Telegram's limit allows. A block stays whole where it can; one
longer than a message is cut between sentences, else between words, before markup is put on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.render.markup import Text

LIMIT = 4096
"""UTF-16 units in one message, counted after the markup is parsed."""

_GAP = Text("\n\n")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*(?=\s)|(?=\n)""")


def pack(blocks: Iterable[Text], limit: int = LIMIT) -> list[str]:
    """The messages, in order, each of at most `limit` units (at least 2). Only white space at the
    ends of blocks and at cuts is dropped."""
    messages: list[Text] = []
    for block in blocks:
        for piece in _pieces(block.strip(), limit):
            if messages and (joined := messages[-1] + _GAP + piece).units <= limit:
                messages[-1] = joined
            else:
                messages.append(piece)
    return [message.html() for message in messages]


def _pieces(block: Text, limit: int) -> Iterator[Text]:
    while block.units > limit:
        border = _border(block.plain, limit)
        yield block.cut(0, border).strip()
        block = block.cut(border, len(block.plain)).strip()
    if block.plain:
        yield block


def _border(plain: str, limit: int) -> int:
    """Where to cut: after the last sentence that fits, if that fills half a message; after the last
    word that fits, if any; else inside the word."""
    within = plain.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore")
    sentences = [match.end() for match in _SENTENCE_END.finditer(plain, 0, len(within) + 1)]
    if sentences and sentences[-1] > len(within) // 2:
        return sentences[-1]
    words = [match.start() for match in re.finditer(r"\s", plain[: len(within) + 1])]
    return words[-1] if words else len(within)
