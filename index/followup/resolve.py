"""Whether a question leans on the one before it, and what it then asks in full: "kalau di Blitar?"
is the question before with another place. Rules alone, and a rule that is not sure says so.

A false follow-up is worse than none, for it answers what nobody asked: what has a subject of its
own stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from index.analyze import standard, terms
from index.followup.asked import LONGEST_BEFORE, Asked, Before, Turn
from index.followup.compose import composed
from index.followup.frame import Word, plain, written
from index.followup.leaning import leaning
from index.followup.slots import refilled

_FREE = 3
"""Words that can be added to the question before; more are a question of their own."""

_HANGING_CLAUSE = re.compile(r"(?<=\byang )\w+$")


@dataclass(frozen=True, slots=True)
class Meant:
    """A question in full. Not `certain`: only where the corpus answers it."""

    question: str
    certain: bool = True


def resolved(question: str, previous: Turn) -> Meant | None:
    """What `question` asks after `previous`; None where it stands by itself."""
    asked = Asked.of(question)
    if asked is None or len(previous.question) > LONGEST_BEFORE:
        return None
    before = Before(previous)
    if not before.terms:
        return None
    found = (rule(asked, before) for rule in _RULES)
    meant = next((one for one in found if one is not None), None)
    return _finished(meant, question) if meant else None


def _finished(meant: Meant, question: str) -> Meant | None:
    """With its capital and its mark; None where that says no more than `question` itself."""
    text = plain(meant.question)
    if standard(text) == standard(question):
        return None
    return replace(meant, question=f"{text[0].upper()}{text[1:]}?")


def _another_place_or_time(asked: Asked, before: Before) -> Meant | None:
    """ "Kalau di Blitar?", "2019 berapa?": the same with other slots."""
    if asked.own or not asked.fills or not asked.asks_like(before) or asked.of_election:
        return None
    return Meant(before.with_slots(asked.fills))


def _another_of_a_list(asked: Asked, before: Before) -> Meant | None:
    """ "Kalau linmas?" after a question about another who does the like; "yang luka berapa?" after
    one about those "yang meninggal"."""
    relative = bool(asked.words) and asked.words[0].standard == "yang"
    if any(word.standard in leaning().modals for word in asked.words) and not asked.connected:
        return None
    said = _counterpart(" ".join(word.standard for word in asked.own), before.text)
    if said is None and relative and len(asked.own) == 1:
        said = _HANGING_CLAUSE.search(before.text)
    if said is None or not asked.asks_like(before):
        return None
    text = before.text[: said.start()] + written(asked.own) + before.text[said.end() :]
    sure = asked.connected or relative or any(word.owned for word in asked.own)
    return Meant(refilled(text, asked.fills), sure)


def _counterpart(phrase: str, text: str) -> re.Match[str] | None:
    """Where `text` says another of a list that `phrase` is of; the longest, then the first by
    name."""
    known = leaning().parallel
    lists = {at for one, at in known.items() if f" {one} " in f" {phrase} "}
    if not set(phrase.split()) <= {word for one in known for word in one.split()}:
        return None
    others = [one for one, at in known.items() if at in lists and one not in phrase]
    found = (
        re.search(rf"\b{one}\b", text, re.IGNORECASE)
        for one in sorted(others, key=lambda each: (-len(each), each))
    )
    return next(filter(None, found), None)


def _about_the_same(asked: Asked, before: Before) -> Meant | None:
    """ "Berapa personelnya?", "kapan itu?", "siapa yang memimpin?": asked of the same subject."""
    leans = asked.points or asked.connected
    if asked.free or not (asked.own or asked.ask) or asked.of_election:
        return None
    if asked.own and not leans and (asked.ask is None or asked.fills):
        return None
    text = composed(asked, before)
    return Meant(text) if text else None


def _there(asked: Asked, before: Before) -> Meant | None:
    """ "Berapa TPS di sana?": in the place of the question before, or of its answer."""
    at = next((n for n, word in enumerate(asked.words) if word.standard in leaning().there), None)
    if at is None or before.place is None or len(asked.free) > _FREE:
        return None
    said = asked.words
    return Meant(written((*said[:at], Word(before.place, before.place), *said[at + 1 :])))


def _the_same_elsewhere(asked: Asked, before: Before) -> Meant | None:
    """ "Berapa personel di Blitar?" after the same of another place."""
    own = frozenset(term for word in asked.own for term in terms(word.text))
    free = asked.free and not asked.connected
    if not own or free or not asked.fills or not own <= before.terms:
        return None
    if not asked.asks_like(before):
        return None
    return Meant(before.with_slots(asked.fills), asked.connected)


def _added(asked: Asked, before: Before) -> Meant | None:
    """ "Kalau menjelang putusan MK berapa?", "kalau bawa KTP?": the same with one thing more."""
    said = _without_asking(asked)
    if not asked.connected or not 0 < len(asked.free) <= _FREE or not asked.asks_like(before):
        return None
    if said[0].standard in leaning().circumstances:
        return Meant(f"{before.with_slots(asked.fills)} {written(said)}")
    if asked.ask is not None or asked.points:
        return None
    return Meant(f"{before.with_slots(asked.fills)}, kalau {written(said)}", certain=False)


def _without_asking(asked: Asked) -> tuple[Word, ...]:
    """Its words without "berapa yang disiagakan" and the like, which the question before asks."""
    asking = (at for at, word in enumerate(asked.words) if word.standard in leaning().asking)
    return asked.words[: next(asking, None)] or asked.words


def _without_its_object(asked: Asked, before: Before) -> Meant | None:
    """ "Siapa yang melantik?", "kenapa rawan?": one word alone that is a verb or was said before;
    "gudang logistiknya?": a phrase."""
    alone = asked.ask is not None and len(asked.own) == 1 and _is_told_of(asked, before)
    if asked.fills or not (alone or _is_owned_phrase(asked)):
        return None
    text = composed(asked, before)
    certain = asked.points and set(terms(asked.own[0].text)) <= before.terms
    return Meant(text, certain) if text else None


def _is_told_of(asked: Asked, before: Before) -> bool:
    word = asked.own[0]
    said_of = ("yang", word.standard) in pairwise(it.standard for it in asked.words)
    verb = said_of or word.standard.startswith(("me", "di", "ter", "ber"))
    return verb or set(terms(word.text)) <= before.terms


def _is_owned_phrase(asked: Asked) -> bool:
    """Two nouns, "-nya" at the second, as in "pola pengamanannya": not "golput hukumannya"."""
    own = asked.own
    if len(own) != 2 or not own[1].owned or own[1].leans or len(asked.free) != 1:
        return False
    return asked.words.index(own[1]) == asked.words.index(own[0]) + 1


def _on_the_same_subject(asked: Asked, before: Before) -> Meant | None:
    """ "Lalu siapa yang menangani pelanggaran etiknya?": a subject of its own within that of the
    question before."""
    begins = bool(asked.words) and asked.words[0].standard in leaning().asking
    subject = before.subject(whole=True)
    if not (asked.connected and asked.points and begins and subject) or len(asked.free) > _FREE:
        return None
    return Meant(f"{written(asked.words)}, soal {refilled(subject, asked.fills)}", certain=False)


_RULES: tuple[Callable[[Asked, Before], Meant | None], ...] = (
    _another_place_or_time,
    _another_of_a_list,
    _about_the_same,
    _there,
    _the_same_elsewhere,
    _added,
    _without_its_object,
    _on_the_same_subject,
)
