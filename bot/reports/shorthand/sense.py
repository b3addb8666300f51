"""What pieces mean by themselves, and what they would in a note."""

from __future__ import annotations

from itertools import pairwise

from bot.readiness import Component, State
from bot.reports.shorthand.outcome import Reason
from bot.reports.shorthand.tokens import Count, Mark, Token, Word, tokens
from bot.reports.shorthand.words import MEANINGS, NEGATING, Meaning, Part, standard

_UNREADY = (State.ACTION, State.NOT_YET, State.UNKNOWN, Reason.WHICH)


def meaning(token: Token | None) -> Meaning:
    """What a word means by itself."""
    return MEANINGS.get(standard(token.written)) if isinstance(token, Word) else None


def _negates(token: Token) -> bool:
    if not isinstance(token, Word):
        return False
    return not NEGATING.isdisjoint((token.written.casefold(), standard(token.written)))


def _is_value(token: Token) -> bool:
    return _negates(token) or isinstance(token, Mark) or isinstance(meaning(token), State)


def is_further(before: Token | None, token: Token) -> bool:
    """Whether it is a number of which no word before it says what it is."""
    said = meaning(before)
    told = said is State.ACTION or isinstance(said, Component | Part)
    return isinstance(token, Count) and token.need is None and not told


def turns(token: Token) -> bool:
    """Whether it could say the contrary of "ready"."""
    if isinstance(token, Mark):
        return token.state is not State.READY
    return _negates(token) or meaning(token) in _UNREADY


def report_in(note: str) -> str:
    """Where a note tells of a component as a report does, from there on; else nothing."""
    for one, following in pairwise(tokens(note)):
        if isinstance(one, Word) and isinstance(meaning(one), Component):
            apart = note[: one.start].rstrip().endswith((",", ";", "."))
            code = len(one.written) == 1 and one.written.isupper()
            pair = isinstance(following, Count) and following.need is not None
            if pair or ((code or apart) and _is_value(following)):
                return note[one.start :]
    return ""
