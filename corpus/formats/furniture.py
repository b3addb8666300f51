"""What belongs to the printed page and not to its text: headers and footers that pages repeat, page
numbers, and the catchword that repeats how the next page begins. What is in doubt stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 3
"""Lines at the top and at the foot of a page among which headers and footers are looked for."""
_REPEATED = 0.4
"""On this share of the pages a line is furniture; left and right pages often differ."""
_FEWEST = 3
_NUMBER = re.compile(
    r"[-–—] ?[0-9]{1,4} ?[-–—]|(?:hal|halaman|page)\.? ?[0-9]{1,4}(?: ?(?:/|dari|of) ?[0-9]{1,4})?"
    r"|[0-9]{1,3} ?/ ?[0-9]{1,3}",
    re.IGNORECASE,
)
_OUTER_NUMBER = re.compile(r"^[0-9]{1,4}\b|\b[0-9]{1,4}$")
# The foot of a page of a statute repeats how the next one begins: "(2) Dalam hal . . .".
_CATCHWORD = re.compile(r"(\S.{0,60}?)\s*(?:\. ?\. ?\.|…)")


def without_furniture(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page without furniture; a blank line only within a page."""
    split = [[" ".join(line.split()) for line in page.strip().splitlines()] for page in pages]
    repeated = _repeated(split)
    bare = []
    for page, lines in enumerate(split):
        gone = {
            at
            for at in _edges(lines)
            if _NUMBER.fullmatch(lines[at]) or not repeated.isdisjoint(_keys(lines[at], page))
        }
        kept = [line for at, line in enumerate(lines) if at not in gone]
        bare.append(_without_catchword(kept, split[page + 1] if page + 1 < len(split) else ()))
    return bare


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The keys of lines that stand at the edge of so many pages that they belong to none."""
    counts = Counter(
        key
        for page, lines in enumerate(pages)
        for key in {key for at in _edges(lines) for key in _keys(lines[at], page)}
    )
    needed = max(_FEWEST, _REPEATED * len(pages))
    return frozenset(key for key, count in counts.items() if count >= needed)


def _edges(lines: Sequence[str]) -> Iterator[int]:
    filled = [at for at, line in enumerate(lines) if line]
    yield from dict.fromkeys(filled[:_EDGE] + filled[-_EDGE:])


def _keys(line: str, page: int) -> tuple[str, str]:
    """What is the same on every page: the line, or the line whose number counts the pages. Not the
    words alone, or "Pasal 12" at the top of a page would be a header."""
    folded = line.casefold()
    return folded, _OUTER_NUMBER.sub(lambda number: f"#{int(number.group()) - page}", folded)


def _without_catchword(lines: list[str], after: Sequence[str]) -> list[str]:
    match = _CATCHWORD.fullmatch(lines[-1]) if lines else None
    told = match is not None and any(line.startswith(match[1]) for line in after[: _EDGE + 1])
    return lines[:-1] if told else lines
