"""Two questions in a row taken apart: the one that may lean on the other into what it says itself
and what it says of place, election and date; the one before into what it was about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.areas import bundled
from index.analyze import terms
from index.followup.frame import Word, asks, plain, topic, words
from index.followup.leaning import leaning
from index.followup.slots import Filled, Slot, area_like, filled, place_of, refilled

LONGEST = 14
"""Words of a question that can lean on another; whoever writes more says what they mean."""

LONGEST_BEFORE = 300
"""Characters of a question that can be leant on: an article that was pasted has no one subject."""

_BEFORE_SLOT = re.compile(
    r"(?:\b(?:di|ke|dari|pada|untuk|utk|buat|saat|waktu|yang|yg|wilayah|daerah)\s+)+$",
    re.IGNORECASE,
)
_OF_A_NAME = re.compile(r"(\w{2,})nya\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:hari|tahun|thn|bulan|minggu|pagi|siang|sore|malam|saat) ini\b", re.I)
_CONTINUED = re.compile(r", (?:kalau|soal) [^,]+$")
_NAMED = frozenset({"di", "kota", "yang"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood; the words that answered it, where they are a name; and the
    place that its answer was about."""

    question: str
    answered: str | None = None
    place: str | None = None


class Before:
    """The question before."""

    def __init__(self, turn: Turn) -> None:
        self.text = _CONTINUED.sub("", plain(turn.question))
        self.terms = frozenset(terms(self.text))
        self.ask = asks(self.text)
        self.answered = turn.answered
        self.place = place_of(self.text) or turn.place

    def with_slots(self, fills: Mapping[Slot, Filled]) -> str:
        return refilled(self.text, fills)

    def subject(self, whole: bool) -> str | None:
        """What it was about: a count and who did something lead to what was done, unless `whole`;
        what was asked of it otherwise belongs to it."""
        return topic(self.text, whole)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may lean: `words` without what only opens or ends it and without its
    `fills`; whether it was `connected` to what came before; what sort of thing it asks for."""

    words: tuple[Word, ...]
    fills: Mapping[Slot, Filled]
    connected: bool
    ask: str | None
    of_election: bool
    """Whether it asks about an election itself: "Pemilu 2024 kapan?"."""

    @classmethod
    def of(cls, question: str) -> Asked | None:
        """None where it is too long, or speaks of who writes or reads it or of today."""
        text = _names_bare(plain(question))
        said = words(text)
        own = _NOW.search(text) or leaning().personal & {word.standard for word in said}
        if not 0 < len(said) <= LONGEST or own:
            return None
        ask = asks(text)
        text, connected = _opened(text)
        found = filled(text) or _misspelt(text, connected)
        fills = {each.slot: each for each in reversed(found)}
        rest = _disowned(words(_without(text, found, connected)))
        election = fills.get(Slot.ELECTION)
        itself = election is not None and not _BEFORE_SLOT.search(text[: election.start])
        return cls(rest, fills, connected, ask, itself and bool(ask) and not connected)

    @property
    def own(self) -> tuple[Word, ...]:
        """What it says itself."""
        return tuple(word for word in self.words if word.tells)

    @property
    def free(self) -> tuple[Word, ...]:
        """What of that needs nothing before it."""
        return tuple(word for word in self.own if not word.owned and not word.leans)

    @property
    def points(self) -> bool:
        """Whether a word points back. "Apa itu X" and "X itu apa" ask for a definition, whatever
        was asked before."""
        said = [word.standard for word in self.words]
        pairs = set(pairwise(said))
        if self.own and pairs & {("apa", "itu"), ("itu", "apa")}:
            return False
        return any(word.owned or word.standard in leaning().back for word in self.words)

    def asks_like(self, before: Before) -> bool:
        return self.ask in (None, "bagaimana", before.ask)


def _names_bare(text: str) -> str:
    """ "2024-nya" and "Jatimnya" without what owns nothing there."""
    text = re.sub(r"(?<=\d)[- ]?nya\b", "", text)
    return _OF_A_NAME.sub(lambda it: it[1] if bundled().named_in(it[1]) else it[0], text)


def _opened(text: str) -> tuple[str, bool]:
    """`text` without the words that only lead to it and from it; whether those continue it."""
    known, parts, connected = leaning(), text.split(), False
    while parts:
        said = Word.of(parts[0]).standard
        rest = " ".join(parts[1:])
        named = said == "yang" and any(each.start == 0 for each in filled(rest))
        follows = said == "bagaimana" and Word.of(rest.partition(" ")[0]).standard in known.about
        if not (said in known.opening | known.filler or named or follows):
            break
        connected = connected or said not in known.filler
        parts = parts[2:] if follows else parts[1:]
    while parts and Word.of(parts[-1]).standard in known.closing:
        parts = parts[:-1]
    return " ".join(parts), connected


def _without(text: str, found: tuple[Filled, ...], connected: bool) -> str:
    """`text` without its slots. An office that only names its place goes with it, but "siapa
    kapolda Jatim" asks for the office."""
    for each in reversed(found):
        start = each.start
        if each.office is not None and not connected and not _BEFORE_SLOT.search(text[:start]):
            start = each.office
        text = _BEFORE_SLOT.sub("", text[:start]) + text[each.end :]
    return " ".join(text.split())


def _misspelt(text: str, connected: bool) -> tuple[Filled, ...]:
    """A place written as an everyday word is, or with a slip, where nothing else is said."""
    said = [word for word in words(text) if word.standard not in leaning().asking | _NAMED]
    name = " ".join(word.text for word in said)
    start = text.find(name)
    if not 1 <= len(said) <= 2 or start < 0 or any(word.owned for word in said):
        return ()
    places = [each for each in filled(name.title()) if each.slot is Slot.PLACE]
    if places and places[0].end - places[0].start == len(name):
        return (Filled(Slot.PLACE, start, start + len(name), name.title()),)
    near = area_like(name) if connected or text.casefold().startswith("di ") else None
    return (Filled(Slot.PLACE, start, start + len(name), near),) if near else ()


def _disowned(said: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "-nya" before the owner itself points nowhere: "gajinya KPPS", "hukumannya kalau golput"."""
    done: list[Word] = []
    for word, *following in (said[at : at + 3] for at in range(len(said))):
        if following and following[0].standard in leaning().about:
            following = following[1:]
        owner = following[0] if following else None
        if owner is not None and owner.tells and not owner.owned and not owner.leans:
            word = replace(word, owned=False)
        done.append(word)
    return tuple(done)
