"""The components of a line with their values, in the order in which they were written: what makes
each of them whole, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.readiness import Component, State, state_of
from bot.reports.shorthand.outcome import Asked, Line, Reason
from bot.reports.shorthand.tokens import Count

NOTE_LIMIT = 300
"""Characters of a note: three lines on a phone."""


@dataclass(slots=True)
class _Row:
    component: Component
    written: str
    state: State | None = None
    count: Count | None = None
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.state is None and self.count is None


class Rows:
    """Rows being read, in a correction on top of the lines `before`. A value before any component
    is of the `assumed` one; numbers say its state, but where that `stays` as it was."""

    def __init__(
        self, before: Mapping[Component, Line], assumed: Component | None, stays: bool
    ) -> None:
        self.assumed = assumed
        self._before = before
        self._stays = stays
        self._rows: list[_Row] = []
        self._note: str | None = None

    def begin(self, component: Component, written: str, before_value: bool) -> None:
        """A component is named. Named again right behind its number, and not `before_value`, it is
        what was counted: "480/500 personel"."""
        last = self._rows[-1] if self._rows else None
        if last and last.component is component and (last.is_empty or not before_value):
            return
        if any(row.component is component for row in self._rows):
            raise Asked(Reason.TWICE, written)
        self._rows.append(_Row(component, written, note=self._note))
        self._note = None

    def state(self, state: State, written: str) -> None:
        row = self._current(written)
        if row.state not in (None, state):
            raise Asked(Reason.STATES, f"{row.written} … {written}")
        row.state = state

    def count(self, count: Count) -> None:
        """A number or two."""
        row = self._current(count.written)
        if row.state in (State.ACTION, State.NOT_YET):
            raise Asked(Reason.LACKING, f"{row.written} … {count.written}")
        if row.count is not None:
            raise Asked(Reason.VALUES, f"{row.written} {row.count.written} … {count.written}")
        row.count = count

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
            self._rows.append(_Row(self.assumed, "", note=self._note))
        return tuple(self._line(row) for row in self._rows)

    def _current(self, written: str) -> _Row:
        if not self._rows:
            if self.assumed is None:
                raise Asked(Reason.NO_COMPONENT, written)
            self.begin(self.assumed, "", before_value=True)
        return self._rows[-1]

    def _line(self, row: _Row) -> Line:
        earlier = self._before.get(row.component)
        if row.is_empty and (earlier is None or row.note is None):
            raise Asked(Reason.NO_VALUE, row.written)
        state = row.state
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
        self, row: _Row, state: State | None, earlier: Line | None
    ) -> tuple[int | None, int | None]:
        if row.count is None:
            return (earlier.have, earlier.need) if earlier else (None, None)
        have, need = row.count.have, row.count.need
        if need is None and earlier:
            need = earlier.need
        said = f"{row.written} {row.count.written}".strip()
        if state and contradicts(state, have):
            raise Asked(Reason.STATES, said)
        if need is None and state is not State.READY:
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
