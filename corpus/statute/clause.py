"""Where the clauses of an article, its "ayat", begin: told from references by how they stand in the
text, and by their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# "(l)", "(21" and "l2l" are what becomes of "(1)" and "(2)".
_NUMBER = r"(?:\(\s?|[lt](?=\d[lt]\b))(?P<number>[\dlIOSst]{1,2}?[a-k]?)\s?(?:[)\]]|[1tl](?=\s))"
_IN_TEXT = re.compile(
    rf"(?P<opens>^|\n)?(?<![\w/]){_NUMBER}(?![\s.,;]{{0,9}}(?:\(|\Z))[\s.]{{0,9}}(?P<next>\S)"
)
_IN_EXPLANATION = re.compile(rf"(?P<opens>)\bAyat\s?{_NUMBER}\s*(?P<next>\S)")
_REFERS = re.compile(
    r"(?:\b(?:[ao]y[ao][tl]|dan|atau|dengan|Pasal\s\w+)|(?<=[\w)]),)\Z", re.IGNORECASE
)
_BEFORE = 30
_FIGURES = str.maketrans("lIOSst", "110551")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that begins at `start` of its article's text; `number` and `letter`: (1a) is 1 and
    "a"."""

    start: int
    number: int
    letter: str = ""

    def __str__(self) -> str:
        return f"ayat ({self.number}{self.letter})"

    def follows(self, other: Clause | None) -> bool:
        """Whether nothing is left out between `other` and this one; None: it is the first."""
        if other is None:
            return (self.number, self.letter) == (1, "")
        if self.letter:
            before = "" if self.letter == "a" else chr(ord(self.letter) - 1)
            return (self.number, before) == (other.number, other.letter)
        return self.number == other.number + 1


def clauses(text: str, explained: bool = False) -> tuple[Clause, ...]:
    """The clauses of an article's `text`, or of what is `explained` of it, in order."""
    found: list[Clause] = []
    for clause, sure in _candidates(text, _IN_EXPLANATION if explained else _IN_TEXT):
        last = found[-1] if found else None
        after = last is None or (clause.number, clause.letter) > (last.number, last.letter)
        if clause.follows(last) or (after and sure):
            found.append(clause)
    return tuple(found)


def _candidates(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[Clause, bool]]:
    """What may begin a clause, and whether it does even where it is not the next one: on a line of
    its own."""
    for match in pattern.finditer(text):
        start = match.start() + len(match["opens"] or "")
        opens = match["opens"] is not None
        before = text[max(0, start - _BEFORE) : start].rstrip()
        stands = opens or before.endswith((".", ";", ":")) or match["next"].isupper()
        if not stands or _REFERS.search(before):
            continue
        written = match["number"]
        letter = written[-1] if written[-1] in "abcdefghijk" else ""
        figures = written.removesuffix(letter).translate(_FIGURES)
        if figures.isdigit():
            yield Clause(start, int(figures), letter), opens
