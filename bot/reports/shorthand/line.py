"""What a line says, once every piece of it is accounted for: one that means nothing makes the whole
line unclear, for it could have changed the meaning of those beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from bot.readiness import Component, State
from bot.reports.shorthand.areas import Named, Reach, exactly, is_shortened, near, shortened
from bot.reports.shorthand.listing import unnumbered
from bot.reports.shorthand.outcome import Asked, Guess, Line, Reason, Unclear, Understood
from bot.reports.shorthand.rows import Rows
from bot.reports.shorthand.sense import is_further, meaning, report_in, turns
from bot.reports.shorthand.tokens import (
    Aside,
    Count,
    Mark,
    Note,
    Odd,
    Percent,
    Time,
    Token,
    Word,
    plain,
    tokens,
)
from bot.reports.shorthand.words import (
    ADDRESSED,
    CALM,
    COMPASS,
    GREETING,
    IDLE,
    LONGEST,
    MEANINGS,
    ORGANISATIONS,
    WHOLE,
    Part,
    glued,
    nearly,
    standard,
)

LIMIT = 1000
"""Characters of a line; the longest that names all ten components has four hundred."""

_TALK = (Reason.WORD, Reason.WHICH, Reason.BELOW)
"""Words that say it are asked about in a line, and no more than that in a note."""

_LONGEST_NAME = 6
"""Words in an area's name."""

_AND = re.compile(r"[^\S\n]*(?:[,&+/]|(?:[,&][^\S\n]*)?\b(?:dan|serta)\b)[^\S\n]*", re.IGNORECASE)


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
    reading = _Reading(unnumbered(plain(text)), reach, Rows(before or {}, assumed, stays))
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
        self._ended = 0  # where the last component's name does
        self._part: Part | None = None

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
            case Note(text, rest):
                self._take_note(text, rest)
            case Aside() as aside:
                return self._take_aside(aside, at)
            case Percent() as percent:
                self._rows.percent(percent)
            case Mark(written, state, start):
                self._not_leading(start, start + len(written), at)
                self._rows.state(state, written, written)
            case Count() as count:
                return self._take_name(at) or self._take_count(count, at)
            case Word():
                return self._take_words(at)
        return 1

    def _take_note(self, text: str, rest: str) -> None:
        """Raises Asked where its `rest` tells of a component: that could be a report of its own."""
        if report := report_in(rest):
            raise Asked(Reason.NOTE_ENDS, report)
        self._rows.note(text)

    def _take_aside(self, aside: Aside, at: int) -> int:
        """What stands in brackets is a note of the value before it, if words in it mean nothing or
        there is one more number; else it is read like all the rest."""
        inner = list(tokens(self._text, aside.start, aside.end))
        words = [one for one in inner if isinstance(one, Word)]
        further = self._rows.is_paired and any(map(is_further, [None, *inner], inner))
        if not self._rows.is_valued or (all(map(self._is_known, words)) and not further):
            self._tokens[at : at + 1] = inner
            return 0
        note = " ".join(self._text[aside.start : aside.end].replace('"', " ").split())
        if self._rows.seems_ready and any(turns(one) for one in inner):
            raise Asked(Reason.STATES, note)
        self._take_note(note, note)
        return 1

    def _is_known(self, word: Word) -> bool:
        """Whether it says something by itself that a line can say."""
        said = MEANINGS.get(standard(word.written), Reason.WORD)
        return said not in _TALK or bool(exactly(word.written, self._reach.tree))

    def _not_leading(self, start: int, end: int, at: int) -> None:
        """Raises Asked where a value leads a line that goes on with another component: of which
        is it?"""
        before, following = self._text[:start], self._following(at)
        leads = "\n" in before and not before.rpartition("\n")[2].strip(" \t-•*")
        component = meaning(following)
        if not (leads and isinstance(following, Word) and isinstance(component, Component)):
            return
        if "\n" not in self._text[end : following.start] and not self._rows.is_of(component):
            raise Asked(Reason.NO_COMPONENT, self._text[start:end])

    def _take_count(self, count: Count, at: int) -> int:
        """A letter O at its end is a zero where it cannot be a component with its value."""
        following = self._following(at)
        if count.open_ended and following and not isinstance(meaning(following), Component):
            raise Asked(Reason.LETTER_O, count.written)
        before = self._tokens[at - 1] if at else None
        if isinstance(before, Word) and count.need is None and self._is_name(before, count, at):
            raise Asked(Reason.NEED, self._text[before.start : count.end])
        self._not_leading(count.start, count.end, at)
        part, self._part = self._part, None
        self._rows.count(count, part)
        return 1

    def _is_name(self, word: Word, count: Count, at: int) -> bool:
        """Whether a number behind a component is as likely a part of a name: "A1", "K-9", "pos 2
        aman"."""
        component, code = meaning(word), self._text[word.start : count.start].strip("-")
        if not isinstance(component, Component) or count.have > 99:
            return False
        valued = isinstance(meaning(self._following(at)), State)
        numbered = component in (Component.POSTS, Component.LOGISTICS, Component.TRAINING)
        return len(code) == 1 or (len(code) > 2 and numbered and valued)

    def _take_name(self, at: int) -> int:
        """Take in the area's name that begins at a place; how many pieces that is."""
        for length in range(_LONGEST_NAME, 0, -1):
            if (said := self._said(at, length)) and (areas := exactly(said, self._reach.tree)):
                self._named.add(areas, said)
                return length
        return 0

    def _take_words(self, at: int) -> int:
        if length := self._take_name(at):
            return length
        for length in range(LONGEST, 0, -1):
            if (said := self._said(at, length)) and standard(said) in MEANINGS:
                self._mean(said, at, length)
                return length
        self._take_other(at)
        return 1

    def _said(self, at: int, length: int) -> str | None:
        """So many words in one piece, as they were written."""
        words = self._tokens[at : at + length]
        if len(words) < length:
            return None
        first, last = words[0], words[-1]
        if not all(isinstance(one, Word | Count) for one in words):
            return None
        assert isinstance(first, Word | Count) and isinstance(last, Word | Count)
        said = self._text[first.start : last.end]
        return None if "\n" in said else " ".join(said.split())

    def _mean(self, said: str, at: int, length: int) -> None:
        last = at + length - 1
        match MEANINGS[standard(said)]:
            case Component() as component:
                self._begin(component, said, at, last)
            case State() as state:
                self._take_state(state, said, at, last)
            case Part() as part:
                self._take_part(part, said, last)
            case Reason() as reason:
                raise Asked(reason, said)
            case None:
                self._rows.counted(said)

    def _take_state(self, state: State, said: str, at: int, last: int) -> None:
        word, following = self._tokens[at], self._following(last)
        assert isinstance(word, Word)
        to = following.written.casefold() if isinstance(following, Word) else ""
        if standard(said) == GREETING and to in ADDRESSED and not self._rows.is_waiting:
            return
        self._not_leading(word.start, word.start + len(said), last)
        self._rows.state(state, said, standard(said))

    def _begin(self, component: Component, said: str, at: int, last: int) -> None:
        first, end = self._tokens[at], self._tokens[last]
        assert isinstance(first, Word) and isinstance(end, Word)
        if self._is_talk(said, last):
            raise Asked(Reason.WORD, said)
        joined = _AND.fullmatch(self._text[self._ended : first.start]) is not None
        self._ended = end.end
        self._rows.begin(component, said, self._stands_before_value(last), joined)

    def _is_talk(self, said: str, at: int) -> bool:
        """Whether a code is likelier the short form of a word: "aman n kondusif", "g lengkap"."""
        following = self._following(at)
        if said not in ("n", "g") or not isinstance(meaning(following), State):
            return False
        whole = isinstance(following, Word) and standard(following.written) in WHOLE | CALM
        return self._rows.is_valued and (self._rows.is_in_words or (whole and said == "n"))

    def _take_part(self, part: Part, said: str, at: int) -> None:
        """What says no number is nothing but talk, if that is all it can be."""
        if isinstance(self._following(at), Count):
            self._part = part
        elif part is Part.TOTAL and isinstance(meaning(self._following(at)), Component):
            return  # "jumlah personel 480/500"
        elif not self._rows.is_paired and (standard(said) not in IDLE or self._rows.is_half_told):
            raise Asked(Reason.WORD, said)

    def _take_other(self, at: int) -> None:
        word = self._tokens[at]
        assert isinstance(word, Word)
        written, folded = word.written, word.written.casefold()
        if folded in ORGANISATIONS | {"dari", "dr"} and self._stands_before_area(at):
            return
        if both := glued(written):
            self._rows.begin(both[0], written, before_value=True)
            self._rows.state(both[1], written, written[1:])
        elif component := nearly(folded):
            self._guesses.append(Guess(written, component.value))
            self._begin(component, written, at, at)
        else:
            self._unknown.append(word)

    def _stands_before_value(self, at: int) -> bool:
        following = self._following(at)
        return isinstance(following, Count | Mark) or isinstance(meaning(following), State | Part)

    def _stands_before_area(self, at: int) -> bool:
        """Whether nothing but words that say nothing stands between a place and an area's name."""
        for next in range(at + 1, len(self._tokens)):
            names = (self._said(next, length) for length in range(1, _LONGEST_NAME + 1))
            if any(said and exactly(said, self._reach.tree) for said in names):
                return True
            word = self._tokens[next]
            folded = standard(word.written) if isinstance(word, Word) else ""
            if folded not in ORGANISATIONS and MEANINGS.get(folded, Reason.WORD) is not None:
                return False
        return False

    def _following(self, at: int) -> Token | None:
        return self._tokens[at + 1] if at + 1 < len(self._tokens) else None

    def _meant(self) -> tuple[str, ...]:
        """The area of the line; words that nothing explains may be its name, if they are near."""
        if not self._unknown:
            return self._named.meant() if self._named else self._reach.own
        first, last = self._unknown[0], self._unknown[-1]
        said = self._text[first.start : last.end]
        areas: tuple[str, ...] = ()
        if not self._named and self._are_one_piece():
            if is_shortened(said):
                areas = shortened(said, self._reach) if self._lead() else ()
            elif self._lead() or self._tokens[-1] == last:
                areas = near(said, self._reach)
        if not areas:
            below = self._named and first.written.casefold() in COMPASS
            raise Asked(Reason.BELOW if below else Reason.WORD, first.written)
        if len(areas) == 1:  # which of several is asked anyway
            self._guesses.append(Guess(said, areas[0]))
        return areas

    def _are_one_piece(self) -> bool:
        """Whether the unknown words are."""
        first, last = (self._tokens.index(one) for one in (self._unknown[0], self._unknown[-1]))
        return last - first + 1 == len(self._unknown)

    def _lead(self) -> bool:
        """Whether they stand before all that says something."""
        before = self._tokens[: self._tokens.index(self._unknown[0])]
        return all(isinstance(one, Word) and meaning(one) is None for one in before)

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
