"""The components of a line with their values, in the order in which they were written: what makes
each of them whole, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.readiness import Component, State, state_of
from bot.reports.shorthand.outcome import Asked, Line, Reason
from bot.reports.shorthand.row import Row
from bot.reports.shorthand.tokens import Count, Percent
from bot.reports.shorthand.words import ABSENT, QUIET, WHOLE, Part

NOTE_LIMIT = 300
"""Characters of a note: three lines on a phone."""


_PEOPLE = re.compile(r"\b(?:orang|org|personel|personil|pers)\b|(?<=[0-9])(?:orang|org)\b")
_MILLIONS = re.compile(r"(?:\b|(?<=[0-9]))(?:juta|jt)\b")
_POSTS = re.compile(r"\b(?:posko|pos)\b")
_THOUSANDS = re.compile(r"(?:\b|(?<=[0-9]))(?:ribu|seribu|rb)\b")
"""Of millions or of rupiah?"""

_UNITS = (
    (_PEOPLE, Component.PERSONNEL),
    (_MILLIONS, Component.BUDGET),
    (_POSTS, Component.POSTS),
)
"""What says what is counted, and the only component of which that is counted."""

_MOST_MILLIONS = 999_999
"""More of them are likelier rupiah."""


class Rows:
    """Rows being read, in a correction on top of the lines `before`. A value before any component
    is of the `assumed` one; numbers say its state, but where that `stays` as it was."""

    def __init__(
        self, before: Mapping[Component, Line], assumed: Component | None, stays: bool
    ) -> None:
        self.assumed = assumed
        self._before = before
        self._stays = stays
        self._rows: list[Row] = []
        self._note: str | None = None

    def begin(
        self, component: Component, written: str, before_value: bool, joined: bool = False
    ) -> None:
        """A component is named. Named again right behind its number, and not `before_value`, it is
        what was counted: "480/500 personel"."""
        last = self._rows[-1] if self._rows else None
        if last and last.component is component and (last.is_empty or not before_value):
            return
        if any(row.component is component for row in self._rows):
            raise Asked(Reason.TWICE, written)
        joins = joined and last is not None and last.is_empty
        self._rows.append(Row(component, written, joins, note=self._note))
        self._note = None

    def state(self, state: State, written: str, phrase: str = "") -> None:
        """A state, as it was `written`; the `phrase` that says so."""
        row = self._current(written)
        if row.state not in (None, state):
            raise Asked(Reason.STATES, f"{row.written} … {written}")
        if phrase in QUIET and row.component is not Component.SITUATION:
            raise Asked(Reason.WORD, written)
        if phrase in ABSENT and row.component in (Component.SITUATION, Component.CONTINGENCY):
            raise Asked(Reason.WHICH, f"{row.written} {written}")
        row.state = state
        row.said = phrase if phrase.split(" ")[-1] in WHOLE or not row.said else row.said

    def count(self, count: Count, part: Part | None = None) -> None:
        """A number or two, and which of the two a word said that it is."""
        row = self._current(count.written)
        self.counted(count.written)
        if row.state in (State.ACTION, State.NOT_YET) and row.lacking is None:
            if row.state is State.NOT_YET or count.need is not None or part is not None:
                raise Asked(Reason.LACKING, f"{row.written} … {count.written}")
            row.lacking = count
        elif part is Part.NEED and count.need is not None:
            raise Asked(Reason.VALUES, f"{row.written} … {count.written}")
        else:
            row.add(part, count)

    def counted(self, unit: str) -> None:
        """What was counted. Raises Asked where that cannot be of the last component."""
        row = self._rows[-1] if self._rows else None
        if row and row.component is Component.BUDGET and _THOUSANDS.search(unit.casefold()):
            raise Asked(Reason.UNIT, f"{row.written} … {unit}")
        for words, component in _UNITS:
            if row and words.search(unit.casefold()) and row.component is not component:
                raise Asked(Reason.UNIT, f"{row.written} … {unit}")

    def percent(self, percent: Percent) -> None:
        """A share, which says nothing where it is that of the numbers before it."""
        count = self._rows[-1].count if self._rows else None
        if not count or not count.need or abs(100 * count.have / count.need - percent.value) >= 1:
            raise Asked(Reason.PERCENT, percent.written)

    @property
    def is_waiting(self) -> bool:
        """Whether the last component has no value yet."""
        return bool(self._rows) and self._rows[-1].is_empty

    @property
    def is_valued(self) -> bool:
        """Whether the last component has a value."""
        return bool(self._rows) and not self._rows[-1].is_empty

    def is_of(self, component: Component) -> bool:
        """Whether there is no other component yet, or it is the last."""
        return not self._rows or self._rows[-1].component is component

    @property
    def is_in_words(self) -> bool:
        """Whether the last component was not named by its code."""
        return bool(self._rows) and len(self._rows[-1].written) > 1

    @property
    def is_paired(self) -> bool:
        """Whether the last component has both numbers, in one piece."""
        return bool(self._rows) and any(count.need for _, count in self._rows[-1].counts)

    @property
    def is_half_told(self) -> bool:
        """Whether a word said of one of the last numbers which it is."""
        return bool(self._rows) and any(part for part, _ in self._rows[-1].counts)

    @property
    def seems_ready(self) -> bool:
        row = self._rows[-1]
        count = row.count
        full = count is not None and count.need is not None and count.have >= count.need
        return row.state is State.READY or (row.state is None and full)

    def note(self, text: str) -> None:
        if len(text) > NOTE_LIMIT:
            raise Asked(Reason.NOTE_LONG, "")
        if self._rows:
            row = self._rows[-1]
            row.note = f"{row.note}; {text}" if row.note else text
        else:
            self._note = text

    def lines(self) -> tuple[Line, ...]:
        """All rows, each of them whole."""
        if self._note is not None:
            if self.assumed is None:
                raise Asked(Reason.NO_COMPONENT, self._note)
            self._rows.append(Row(self.assumed, "", note=self._note))
        for row, following in reversed(list(pairwise(self._rows))):
            if following.joined and row.is_empty and not following.counts:
                row.state, row.said = following.state, following.said
        return tuple(self._line(row) for row in self._rows)

    def _current(self, written: str) -> Row:
        if not self._rows:
            if self.assumed is None:
                raise Asked(Reason.NO_COMPONENT, written)
            self.begin(self.assumed, "", before_value=True)
        return self._rows[-1]

    def _line(self, row: Row) -> Line:
        earlier = self._before.get(row.component)
        if row.is_empty and (earlier is None or row.note is None):
            raise Asked(Reason.NO_VALUE, row.written)
        state = row.state
        if row.lacking:
            if not row.lacks(row.lacking):
                raise Asked(Reason.LACKING, f"{row.written} … {row.lacking.written}")
            state = None  # "kurang 20" is what the numbers say
        if earlier and state is None and (row.count is None or self._stays):
            state = earlier.state
        have, need = self._counts(row, state, earlier)
        if state is None:
            assert have is not None and need is not None, "a number alone was asked about"
            state = state_of(have, need)
        if contradicts(state, have):  # the numbers are those of before
            have = need = None
        note = row.note if row.note is not None else earlier.note if earlier else ""
        return Line(row.component, state, have, need, note)

    def _counts(
        self, row: Row, state: State | None, earlier: Line | None
    ) -> tuple[int | None, int | None]:
        count = row.count
        if count is None:
            have, need = (earlier.have, earlier.need) if earlier else (None, None)
        else:
            have, need = count.have, count.need
        if need is None and earlier and not row.tells_need:
            need = earlier.need
        if need and have is not None and (row.denies_lack if have < need else row.tells_lack):
            raise Asked(Reason.STATES, f"{have}/{need} … {row.said}")
        if count is None:
            return have, need
        said = f"{row.written} {count.written}".strip()
        if row.component is Component.BUDGET and max(count.have, need or 0) > _MOST_MILLIONS:
            raise Asked(Reason.HUGE, said)
        if state and contradicts(state, have):
            raise Asked(Reason.STATES, said)
        if need is None and (state is not State.READY or row.tells_need):
            raise Asked(Reason.NEED, said)
        if need == 0:
            raise Asked(Reason.NO_NEED, said)
        return have, need


def contradicts(state: State, have: int | None) -> bool:
    """Whether nobody can mean both: it is not there yet and some is, or the other way round."""
    if have is None:
        return False
    impossible = {State.READY: have == 0, State.NOT_YET: have > 0, State.UNKNOWN: True}
    return impossible.get(state, False)
