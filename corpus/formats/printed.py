"""Printed lines as running text: words that a line break divided are whole again, and lines that
were broken because they were full are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.formats.furniture import without_furniture

_DIVIDED = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")
_SOFT = "\u00ad"
_SHORTEST_ECHO = 3
_FULL = 0.75
"""A line of this share of the usual width was broken because it was full."""
_NARROW = 40
_OPENS = re.compile(
    r"[-–—•*▪●○➢✓]\s|\(?(?:[0-9]{1,3}|[a-z]|[ivxIVX]{1,5})[.)]\s|\([0-9]{1,3}[a-z]?\)"
    r"|(?:BAB|Pasal|Bagian|Paragraf|BUKU)\s+\S+$|[A-Z]{1,3}\.\s"
)


def running_text(pages: Sequence[str]) -> str:
    """The text of `pages`, lines as they are printed, with blank lines between paragraphs."""
    lines = _undivided([line for page in without_furniture(pages) for line in page])
    return "\n\n".join(_paragraphs(lines, _width(lines)))


def _width(lines: Sequence[str]) -> int:
    """The length of a full line: of the longest but for a tenth, which may be tables or titles."""
    lengths = sorted(len(line) for line in lines)
    return max(_NARROW, lengths[-1 - len(lengths) // 10] if lengths else 0)


def _undivided(lines: Iterable[str]) -> list[str]:
    """`lines` with words made whole that a line break divided, at the end of the first line."""
    whole: list[str] = []
    for line in lines:
        ends = whole and whole[-1].endswith(("-", _SOFT))
        divided, rest = _DIVIDED.search(whole[-1]) if ends else None, _WORD.match(line)
        if divided and rest and rest.group()[0].islower():
            kept = "-" if _hyphenated(divided[1], rest.group()) and whole[-1][-1] != _SOFT else ""
            word, _, line = line.partition(" ")
            whole[-1] = whole[-1][:-1] + kept + word
            if not line:
                continue
        whole.append(line)
    return whole


def _hyphenated(before: str, after: str) -> bool:
    """Whether the hyphen belongs to the word: KPU-nya, undang-undang, perundang-undangan."""
    before, acronym = before.lower(), len(before) > 1 and before.isupper()
    longest = range(_SHORTEST_ECHO, min(len(before), len(after)) + 1)
    return acronym or any(before.endswith(after[:length]) for length in longest)


def _paragraphs(lines: Sequence[str], width: int) -> Iterator[str]:
    paragraph = ""
    for line, before in zip(lines, ["", *lines], strict=False):
        if line and paragraph and before and _goes_on(before, line, width):
            paragraph = f"{paragraph} {line}"
        elif line:
            if paragraph:
                yield paragraph
            paragraph = line
    if paragraph:
        yield paragraph


def _goes_on(before: str, line: str, width: int) -> bool:
    if _OPENS.match(line):
        return False
    unfinished = line[0].islower() and not before.endswith((".", ":", ";", "!", "?"))
    return unfinished or len(before) >= _FULL * width
