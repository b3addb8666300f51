"""A question taken apart into what it asks and what it asks about, by the order of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.analyze import standard, terms
from index.expected import Expected, expected
from index.followup.leaning import leaning
from index.followup.slots import filled

_EDGES = " ?!.…,;:\"'"
_HANGING_NYA = re.compile(r"(?<=\w)(?:\s*[-‐]\s*|\s+)nya\b", re.IGNORECASE)
_OWNED = re.compile(r"(\w{2,}?)(nya|ny|nye)", re.IGNORECASE)
_DONE = re.compile(r"di\w+(?:kan|i)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, without "-nya"; in the standard spelling; whether it had "-nya"."""

    text: str
    standard: str
    owned: bool = False

    @classmethod
    def of(cls, written: str) -> Word:
        text = written.strip(_EDGES)
        match = _OWNED.fullmatch(text)
        if match and _is_owned(match[1], match[2]):
            return cls(match[1], " ".join(standard(match[1])), True)
        return cls(text, " ".join(standard(text)))

    @property
    def written(self) -> str:
        """As it was written, or the standard spelling of an informal one."""
        informal = self.text.isalpha() and self.standard != self.text.casefold()
        return self.standard if informal else self.text

    @property
    def tells(self) -> bool:
        """Whether it is a word of content: it is searched for, asks for nothing and points at
        nothing."""
        known = leaning()
        idle = known.opening | known.filler | known.back | known.modals | known.asking
        return self.standard not in idle and bool(terms(self.text))

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun that wants to be told of what."""
        return self.standard in leaning().dependent

    @property
    def leans(self) -> bool:
        """Whether it says nothing alone: such a noun, a unit, or a verb without who or what."""
        return self.is_noun or self.standard in leaning().verbs | leaning().units


def _is_owned(word: str, ending: str) -> bool:
    """Whether "-nya" belongs to somebody; "-ny", as in a hurry, only where the word is a known one
    ("kampanye" is no "kampa")."""
    known = leaning()
    if ending.casefold() != "nya":
        return " ".join(standard(word)) in known.dependent
    return word.casefold() not in known.not_owned and not word.isdigit()


def plain(text: str) -> str:
    """`text` on one line, without marks at its end, "-nya" joined to its word."""
    return _HANGING_NYA.sub("nya", " ".join(text.split()).strip(_EDGES))


def words(text: str) -> tuple[Word, ...]:
    """The words of `text`, those without a letter or digit left out."""
    return tuple(word for word in map(Word.of, text.split()) if word.standard)


def written(said: Iterable[Word]) -> str:
    """Words in a line, with the capitals of those who wrote them and in standard spelling."""
    return " ".join(word.written for word in said)


def asks(text: str) -> str | None:
    """What sort of thing `text` asks for: two questions of one sort give the same. None where it
    holds no word that asks."""
    kind = expected(text)
    if kind is not Expected.ANYTHING:
        return kind.value
    asking = (word.standard for word in words(text) if word.standard in leaning().asking)
    return next((word.removesuffix("kah") for word in asking), None)


def topic(question: str, whole: bool = False) -> str | None:
    """What `question` is about, as a phrase: without the words that ask, without the noun asked
    for unless `whole`. None where nothing is left but places and dates."""
    own = _without_filler(words(plain(question)))
    phrase = written(_trimmed(_after_asking(own, whole)))
    if _tells_more_than_slots(phrase):
        return phrase
    return None if whole else topic(question, whole=True)


def _without_filler(own: tuple[Word, ...]) -> tuple[Word, ...]:
    known = leaning()
    while own and own[0].standard in known.filler | known.opening | known.demonstratives:
        own = own[1:]
    return tuple(word for word in own if word.standard not in known.closing)


def _after_asking(own: tuple[Word, ...], whole: bool) -> tuple[Word, ...]:
    """What stands around the words that ask."""
    known = leaning()
    at = next((place for place, word in enumerate(own) if word.standard in known.asking), None)
    if at is None:
        return own
    before, asking, after = own[:at], own[at].standard, own[at + 1 :]
    leading = known.before_asking | (frozenset() if whole else known.counted_by)
    while before and before[-1].standard in leading:
        before = before[:-1]
    if asking == "apakah":
        return (*before, *after)
    after = _from(after, known.modifiers)
    if not whole and asking.removesuffix("kah") in ("apa", "siapa", "berapa"):
        after = _without_head(after, asking.startswith("berapa"))
    return (*before, *after)


def _from(own: tuple[Word, ...], skipped: frozenset[str]) -> tuple[Word, ...]:
    """`own` from the first word that is none of `skipped`."""
    while own and own[0].standard in skipped:
        own = own[1:]
    return own


def _without_head(own: tuple[Word, ...], counted: bool) -> tuple[Word, ...]:
    """Without the noun asked for, and without the verb that only says that it takes part. What is
    counted by what befell it ("petugas yang meninggal") is told of nothing without it."""
    known = leaning()
    joining = known.links | known.aids
    left = _from(own, known.modifiers | known.dependent.keys())
    if counted and left == own and left[1:] and left[1].standard in joining:
        left = left[1:]
    left = _from(left, joining)
    if left and left[0].standard in known.taken_for_granted:
        how = left[1:] and left[1].standard == "secara"
        left = _from(left[3:] if how else left[1:], known.links)
    elif left and left[0].standard in known.acts:
        left = (Word.of(known.acts[left[0].standard]), *left[1:])
    return own if [word.standard for word in left[-2:-1]] == ["yang"] else left


def _trimmed(own: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without what only says that it takes place, and without "boleh" and the like."""
    known = leaning()
    left = tuple(
        word
        for word, before in zip(own, (None, *own), strict=False)
        if word.standard not in known.modals and not _is_not_after_may(word, before)
    )
    while left and _only_takes_place(left, judged=len(left) < len(own)):
        left = left[:-1]
    return _from(left, known.links | {"yang", "ada", "adalah"})


def _only_takes_place(own: tuple[Word, ...], judged: bool) -> bool:
    """Whether the last word is the verb of a question that asks of what takes place ("kapan X
    dibuka", "bolehkah X dihukum"), not the clause of a noun ("yang ditangkap")."""
    known, last = leaning(), own[-1].standard
    if last in known.taken_for_granted | {"yang"}:
        return True
    done = last in known.verbs and (judged or last.startswith("di"))
    return (done or bool(_DONE.fullmatch(last))) and [it.standard for it in own[-2:-1]] != ["yang"]


def _is_not_after_may(word: Word, before: Word | None) -> bool:
    """ "Boleh tidak" only asks whether one may."""
    if before is None or word.standard != "tidak":
        return False
    return before.standard in leaning().modals


def _tells_more_than_slots(phrase: str) -> bool:
    for slot in reversed(filled(phrase)):
        start = slot.start if slot.office is None else slot.office
        phrase = phrase[:start] + phrase[slot.end :]
    return any(word.tells for word in words(phrase))
