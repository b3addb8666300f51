"""Which "Pasal 5" opens an article and which only refers to one. How it stands there says much; the
sequence says the rest: headings are what together make the weightiest run of growing numbers, so a
reference is passed over, and a number that was misread is read as the one that comes next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.statute.number import FIGURE, SUFFIX, Number, readings
from corpus.statute.signs import UNMARKED, weight

_WORD = re.compile(
    # Pasal, PASAL, Pasa1, Pasd; "Pasa722" lost the space with the last letter, "21 1" has one more.
    r"(?<![^\W_])(?:[Pp]asa[lIiJ1t|!7]|[Pp]asd|PASAL)[\s.:-]{0,4}"
    rf"(?P<number>{FIGURE}{{1,4}}{SUFFIX}?(?P<apart> \d(?=\s+[A-Z(]))?)(?![^\W_])"
)
_MISREAD = 0.5
"""What each character counts against a reading that takes it for another."""

_SURE = 3.0
_NEAR = 3
"""How far from the article it stands in the number of one out of place may be."""

_AGAIN = 120
"""Characters between a heading and the same one again, at the top of the next page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`text[start:end]` says that an article with this number follows."""

    number: Number
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    heading: Heading
    weight: float
    exact: bool


def headings(text: str, roman: bool = False) -> tuple[Heading, ...]:
    """What opens the articles of `text`, in the order in which they stand there; `roman` where it
    is an amending law."""
    found = (one for match in _WORD.finditer(text) for one in _candidates(text, match, roman))
    likely = _joined(one for one in found if one.weight > 0)
    run = _best_run(likely)
    opened = [one.heading for one in (*run, *_out_of_place(run, likely))]
    return tuple(sorted(opened, key=lambda heading: heading.start))


def _candidates(text: str, match: re.Match[str], roman: bool) -> Iterator[_Candidate]:
    written, apart = match["number"], match["apart"] or ""
    for end in {match.end(), match.end() - len(apart)}:
        figures = written[: len(written) - (match.end() - end)]
        told = weight(text, match.start(), end)
        for number, changed in readings(figures.replace(" ", ""), roman).items():
            misread = changed + figures.count(" ")
            heading = Heading(number, match.start(), end)
            yield _Candidate(heading, told - _MISREAD * misread, misread == 0)


def _joined(likely: Iterable[_Candidate]) -> list[_Candidate]:
    """The same heading twice, at the foot of a page and at the top of the next, as one with what is
    between."""
    kept: list[_Candidate] = []
    place: dict[Number, int] = {}
    for one in likely:
        number, start = one.heading.number, one.heading.start
        earlier = kept[place[number]] if number in place else None
        if earlier and one.weight > UNMARKED and 0 <= start - earlier.heading.end <= _AGAIN:
            heading = Heading(number, earlier.heading.start, one.heading.end)
            heavier = max(earlier.weight, one.weight)
            kept[place[number]] = _Candidate(heading, heavier, earlier.exact or one.exact)
        else:
            place[number] = len(kept)
            kept.append(one)
    return kept


def _best_run(likely: Sequence[_Candidate]) -> list[_Candidate]:
    """The weightiest run of growing numbers; of equal ones that with the smaller numbers."""
    # The best run to each number, but for those that a run to a smaller number outweighs: so both
    # numbers and weights grow, and the last is the best of all.
    numbers: list[Number] = []
    ends: list[tuple[float, int]] = []
    before: list[int | None] = []
    order = sorted(likely, key=lambda one: (one.heading.start, _falling(one.heading.number)))
    for at, one in enumerate(order):
        number = one.heading.number
        place = beaten = bisect_left(numbers, number)
        total = one.weight + (ends[place - 1][0] if place else 0.0)
        before.append(ends[place - 1][1] if place else None)
        while beaten < len(ends) and ends[beaten][0] <= total:
            beaten += 1
        if beaten > place or number not in numbers[place : place + 1]:
            numbers[place:beaten], ends[place:beaten] = [number], [(total, at)]
    return _traced(order, before, ends[-1][1] if ends else None)


def _falling(number: Number) -> tuple[int, int]:
    """Readings of one word largest first, so that none follows another in a run."""
    return -number.value, -ord(number.suffix[:1] or "\0")


def _traced(
    order: Sequence[_Candidate], before: Sequence[int | None], last: int | None
) -> list[_Candidate]:
    run: list[_Candidate] = []
    while last is not None:
        run.append(order[last])
        last = before[last]
    return run[::-1]


def _out_of_place(run: Sequence[_Candidate], likely: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Sure headings of articles that the run lacks, where columns were read in the wrong order."""
    taken = {one.heading.number for one in run}
    starts = [one.heading.start for one in run]
    for one in likely:
        number = one.heading.number
        place = bisect_left(starts, one.heading.start)
        if not one.exact or one.weight < _SURE or number in taken or not 0 < place < len(run):
            continue
        if abs(run[place - 1].heading.number.value - number.value) <= _NEAR:
            taken.add(number)
            yield one
