"""What a line says, once every piece of it is accounted for: one that means nothing makes the whole
line unclear, for it could have changed the meaning of those beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.readiness import Component, State
from bot.reports.shorthand.areas import Named, Reach, exactly, near
from bot.reports.shorthand.outcome import Asked, Guess, Line, Reason, Unclear, Understood
from bot.reports.shorthand.rows import Rows
from bot.reports.shorthand.tokens import Count, Mark, Note, Odd, Time, Token, Word, plain, tokens
from bot.reports.shorthand.words import (
    GREETING,
    LONGEST,
    MEANINGS,
    OF_TIME,
    PASSED_OVER,
    glued,
    nearly,
)

LIMIT = 1000
"""Characters of a line; the longest that names all ten components has four hundred."""

_LONGEST_NAME = 6
"""Words in an area's name."""


def parse(
    text: str,
    reach: Reach,
    now: datetime,
    before: Mapping[Component, Line] | None = None,
    assumed: Component | None = None,
    stays: bool = False,
) -> Understood | Unclear:
    """What `text` reports at `now`, in UTC, by whoever has that `reach`. In a correction, lines go
    on those `before`; values without a component are those of the `assumed` one; and new numbers
    say a new state, unless it `stays`."""
    if len(text) > LIMIT:
        return Unclear(Reason.LONG, "")
    reading = _Reading(plain(text), reach, Rows(before or {}, assumed, stays))
    try:
        return reading.understood(now)
    except Asked as asked:
        return asked.unclear


class _Reading:
    """One line, read from left to right."""

    def __init__(self, text: str, reach: Reach, rows: Rows) -> None:
        self._text = text
        self._reach = reach
        self._rows = rows
        self._tokens = list(tokens(text))
        self._named = Named(reach)
        self._times: list[Time] = []
        self._unknown: list[Word] = []
        self._guesses: list[Guess] = []

    def understood(self, now: datetime) -> Understood:
        at = self._greeted()
        while at < len(self._tokens):
            at += self._take(at)
        areas = self._meant()
        lines, seen = self._rows.lines(), self._observed(areas, now)
        named = bool(self._named or self._unknown)
        return Understood(areas, lines, seen, tuple(self._guesses), named)

    def _greeted(self) -> int:
        """1 where the line begins as officers begin to speak, else 0."""
        first = self._tokens[0] if len(self._tokens) > 1 else None
        greets = isinstance(first, Word) and first.written.casefold() == GREETING
        return int(greets and self._rows.assumed is None)

    def _take(self, at: int) -> int:
        """Take in what stands at a place; how many pieces that is."""
        match self._tokens[at]:
            case Odd(written, reason):
                raise Asked(reason, written)
            case Time() as time:
                self._times.append(time)
            case Note(text):
                self._rows.note(text)
            case Mark(written, state):
                self._rows.state(state, written)
            case Count() as count:
                self._take_count(count, at)
            case Word():
                return self._take_words(at)
        return 1

    def _take_count(self, count: Count, at: int) -> None:
        """A letter O at its end is a zero where it cannot be a component with its value."""
        following = self._following(at)
        if count.open_ended and following and not isinstance(_meaning(following), Component):
            raise Asked(Reason.LETTER_O, count.written)
        self._rows.count(count)

    def _take_words(self, at: int) -> int:
        for length in range(_LONGEST_NAME, 0, -1):
            if (said := self._said(at, length)) and (areas := exactly(said, self._reach.tree)):
                self._named.add(areas, said)
                return length
        for length in range(LONGEST, 0, -1):
            if (said := self._said(at, length)) and said.casefold() in MEANINGS:
                self._mean(said, at + length - 1)
                return length
        self._take_other(at)
        return 1

    def _said(self, at: int, length: int) -> str | None:
        """So many words in one piece, as they were written."""
        words = self._tokens[at : at + length]
        if len(words) < length or not all(isinstance(one, Word) for one in words):
            return None
        first, last = words[0], words[-1]
        assert isinstance(first, Word) and isinstance(last, Word)
        said = self._text[first.start : last.end]
        return None if "\n" in said else " ".join(said.split())

    def _mean(self, said: str, at: int) -> None:
        meant = MEANINGS[said.casefold()]
        if isinstance(meant, Component):
            self._rows.begin(meant, said, self._stands_before_value(at))
        else:
            self._rows.state(meant, said)

    def _take_other(self, at: int) -> None:
        word = self._tokens[at]
        assert isinstance(word, Word)
        written, folded = word.written, word.written.casefold()
        if folded in OF_TIME:
            raise Asked(Reason.TIME, written)
        if folded in PASSED_OVER:
            return
        if both := glued(written):
            self._rows.begin(both[0], written, before_value=True)
            self._rows.state(both[1], written)
        elif component := nearly(folded):
            self._guesses.append(Guess(written, component.value))
            self._rows.begin(component, written, self._stands_before_value(at))
        else:
            self._unknown.append(word)

    def _stands_before_value(self, at: int) -> bool:
        following = self._following(at)
        return isinstance(following, Count | Mark) or isinstance(_meaning(following), State)

    def _following(self, at: int) -> Token | None:
        return self._tokens[at + 1] if at + 1 < len(self._tokens) else None

    def _meant(self) -> tuple[str, ...]:
        """The area of the line; words that nothing explains may be its name, if they are near."""
        if not self._unknown:
            return self._named.meant() if self._named else self._reach.own
        said = self._text[self._unknown[0].start : self._unknown[-1].end]
        areas = near(said, self._reach) if not self._named and self._at_an_end() else ()
        if not areas:
            raise Asked(Reason.WORD, self._unknown[0].written)
        if len(areas) == 1:  # which of several is asked anyway
            self._guesses.append(Guess(said, areas[0]))
        return areas

    def _at_an_end(self) -> bool:
        """Whether the unknown words are one piece, before all components or after all values."""
        first, last = (self._tokens.index(one) for one in (self._unknown[0], self._unknown[-1]))
        if last - first + 1 != len(self._unknown):
            return False
        return last + 1 == len(self._tokens) or all(
            isinstance(one, Word) and _meaning(one) is None for one in self._tokens[:first]
        )

    def _observed(self, areas: tuple[str, ...], now: datetime) -> datetime | None:
        if not self._times:
            return None
        time = self._times[0]
        zones = {self._reach.tree.zone(id) for id in areas}
        if len(self._times) > 1:
            raise Asked(Reason.TIME, self._times[1].written)
        if time.said.zone is None and len(zones) != 1:
            raise Asked(Reason.ZONE, time.written)
        moment = time.said.moment(time.said.zone or zones.pop(), now)
        if isinstance(moment, Reason):
            raise Asked(moment, time.written)
        return moment


def _meaning(token: Token | None) -> Component | State | None:
    """What a word means by itself."""
    return MEANINGS.get(token.written.casefold()) if isinstance(token, Word) else None
