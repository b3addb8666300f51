"""A question that leans on the one before it, written out: its own words, and what they are asked
of where one of them points at it."""

from __future__ import annotations

from collections.abc import Iterator

from index.analyze import terms
from index.followup.asked import Asked, Before
from index.followup.frame import Word
from index.followup.leaning import leaning
from index.followup.slots import refilled


def composed(asked: Asked, before: Before) -> str | None:
    """What `asked` asks, of what the question `before` was about; None where that is not known."""
    of_it = any(word.owned or word.is_noun for word in asked.own)
    subject = before.subject(whole=not of_it and before.ask != "number")
    if subject is None:
        return None
    parts = [_asking(asked), *_said(asked, before, refilled(subject, asked.fills))]
    return " ".join(filter(None, parts))


def _asking(asked: Asked) -> str:
    """The question word that was left out: "penyebabnya?" asks "apa"."""
    if asked.ask is not None:
        return ""
    known = leaning().dependent
    return next((known[word.standard] for word in asked.own if word.standard in known), "")


def _said(asked: Asked, before: Before, subject: str) -> Iterator[str]:
    """The words of `asked` with `subject` where one points at it, or else at the end."""
    known, theirs = leaning(), set(terms(subject))
    placed = False
    for word, following in _without_circumstances(asked.words):
        named = word.tells and set(terms(word.text)) <= theirs
        points = word.owned or word.standard in known.back
        pointed_at = following is not None and following.standard in known.demonstratives
        if word.standard in known.pronouns and before.answered:
            yield before.answered
        elif not points and not (named and pointed_at):
            yield word.written
        elif points and not placed:
            if word.owned and not named:
                yield from _owned(word, before)
            yield subject
            placed = True
        elif word.owned:
            yield word.written
    if not placed:
        yield subject


def _owned(word: Word, before: Before) -> Iterator[str]:
    """An office is held in a place, at the time of what was asked about."""
    yield word.written
    if word.standard in leaning().offices and before.place:
        yield f"{before.place} pada"


def _without_circumstances(said: tuple[Word, ...]) -> Iterator[tuple[Word, Word | None]]:
    """Words, each with the next, without "waktu itu" and "di sana": the subject says when and
    where."""
    known, skipped = leaning(), False
    for word, following in zip(said, (*said[1:], None), strict=True):
        then = following.standard if following else ""
        when = word.standard in known.time_nouns and then in known.demonstratives
        where = word.standard in ("di", "ke", "dari") and then in known.there
        if not (when or where or skipped):
            yield word, following
        skipped = when or where
