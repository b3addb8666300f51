"""Whether sources tell different figures for the same thing: the same count, at the same place, in
the same election. What only grew from day to day is no disagreement; then the newest comes first.

To say that sources differ where they do not is worse than to miss it: whatever is not plainly the
same thing is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.document import Reliability
from index.analyze import standard, terms
from index.beside.figures import DEAD, PERSON, POLICE, Figure, compared_words, counted, figures
from index.beside.occasion import as_of, relevant, same_occasion
from index.evidence import Candidate
from index.expected import Expected, expected
from index.types import Disagreement, Told

MOST = 3
"""Figures that are shown side by side."""

_APART = 3.0
"""Figures further apart measure different things, or one a part of the other."""

_ON_DUTY = frozenset({PERSON, POLICE})
"""A count of people, without more, may be one of the police."""

_DURATION = frozenset({"hari", "minggu", "bulan", "tahun", "jam", "menit"})
_ALIKE, _MUCH_ALIKE = 0.18, 0.35
"""Sentences with titles less alike speak of different things, whatever both of them count; the
second where they count what anything has: days, or people."""

_GROWS = compared_words(
    "meninggal sakit luka terluka korban kasus laporan aduan pengaduan temuan pelanggaran kejadian"
    " insiden pengungsi tersangka"
)
_ONE_DAY = re.compile(
    r"\b(?:per \d|saat itu|saat ini|hari ini|sementara ini|sejauh ini|harian|sehari sebelumnya)\b",
    re.IGNORECASE,
)

_OF_A_LAW = re.compile(r"\b[Pp]asal \d")
"""Articles set different figures for different acts."""

_POINTS_BACK = re.compile(r"(?:\S+\s){1,3}(?:ini|itu|tersebut)\b")
"""Of what "Surah ini" counts the verses, the sentence alone does not tell."""

_OFFICIAL = (Reliability.PRIMARY, Reliability.SECONDARY, Reliability.COPY)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a sentence of a dated source tells for a day; `said` are the words of that
    sentence and its title, without those by which its other figures are told apart."""

    candidate: Candidate
    figure: Figure
    day: date
    said: frozenset[str]

    def told(self) -> Told:
        """The figure where it stands in its document."""
        return told(self.candidate, self.figure.start, self.figure.end)

    def standing(self) -> tuple[int, int]:
        """Least for the most official, then for the newest."""
        return _OFFICIAL.index(self.candidate.document.reliability), -self.day.toordinal()


@dataclass(frozen=True, slots=True)
class Compared:
    """What sources say of one thing, newest first. `grew`: it is a count that went up from day to
    day, not one that they disagree on."""

    claims: tuple[Claim, ...]
    grew: bool

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The sentences that tell it."""
        return tuple(claim.candidate for claim in self.claims)

    def disagreement(self) -> Disagreement:
        """The figures side by side."""
        return Disagreement(_about(self.claims), tuple(claim.told() for claim in self.claims))


def compare(question: str, first: Candidate, pool: tuple[Candidate, ...]) -> tuple[Compared, ...]:
    """The figures that `question` asks for on which sources of `pool` (best first) differ, or that
    grew between them; `first` is the sentence that leads the answer."""
    if expected(question) is not Expected.NUMBER:
        return ()
    asked = _Asked.of(question)
    told = [claim for each in relevant(question, first, pool) for claim in _claims(each, asked)]
    claims = [claim for claim in told if not any(_tells_otherwise(claim, each) for each in told)]
    groups: list[Compared] = []
    while claims:
        same = [each for each in claims if _same_thing(claims[0], each, asked.words)]
        claims = [each for each in claims if not any(each is one for one in same)]
        groups.extend(_compared(same))
    return tuple(
        group for group in groups if group.grew or not _known_to_each_other(group.claims, pool)
    )


def told(candidate: Candidate, start: int, end: int) -> Told:
    """What stands at `start:end` of the sentence of `candidate`."""
    evidence = candidate.evidence
    text = evidence.text[start:end]
    return Told(evidence, evidence.start + start, evidence.start + end, text)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question wants counted: all its words, and those of the thing counted."""

    words: frozenset[str]
    thing: frozenset[str]
    people: bool

    @classmethod
    def of(cls, question: str) -> _Asked:
        spoken = " ".join(standard(question))
        words, thing = compared_words(spoken), compared_words(spoken[slice(*counted(spoken))])
        people = bool((thing or words) & _ON_DUTY)
        if "lama" in words:
            words |= _DURATION
        return cls(words, thing - {PERSON, "lama"}, people)

    def fits(self, figure: Figure, said: frozenset[str]) -> bool:
        """Whether `figure` counts what was asked for, where the words `said` are beside it."""
        counts = figure.words | figure.of
        if DEAD in self.words and DEAD not in counts:
            return False
        if not self.thing <= counts | said:
            return False
        people = self.people and counts & (_ON_DUTY | {DEAD})
        alike = counts & (self.thing or (frozenset() if self.people else self.words))
        return bool(people or alike)


def _claims(candidate: Candidate, asked: _Asked) -> Iterator[Claim]:
    """The figures asked for, each where its sentence tells one such figure only."""
    day = as_of(candidate)
    text = candidate.evidence.text
    if day is None or _OF_A_LAW.search(text) or _POINTS_BACK.match(text):
        return
    told = figures(text)
    beside = {one.start: _beside(candidate, [each for each in told if each != one]) for one in told}
    fitting = [one for one in told if asked.fits(one, beside[one.start])]
    for one in fitting:
        alike = [each for each in fitting if each.essence == one.essence]
        if len(alike) == 1 and one.value > 1 and not _of_a_day(candidate, one):
            yield Claim(candidate, one, day, beside[one.start])


def _of_a_day(candidate: Candidate, figure: Figure) -> bool:
    """Whether it is a count that went up and down: as many were on duty that day."""
    return not figure.essence & _GROWS and bool(_ONE_DAY.search(candidate.evidence.text))


def _beside(candidate: Candidate, others: Sequence[Figure]) -> frozenset[str]:
    """The words of a sentence and its title, but not those that tell its `others` apart."""
    apart = frozenset[str]().union(*(each.words for each in others))
    said = compared_words(candidate.evidence.text) - apart
    return said | compared_words(candidate.document.title)


def _tells_otherwise(claim: Claim, other: Claim) -> bool:
    """Whether the same source tells another figure in the same words: it is not known of what."""
    return (
        claim.candidate.document.id == other.candidate.document.id
        and claim.figure.essence == other.figure.essence
        and not claim.figure.agrees(other.figure)
    )


def _known_to_each_other(claims: Sequence[Claim], pool: Sequence[Candidate]) -> bool:
    """Whether a source tells the figure of another beside its own: then it does not deny it."""
    for claim in claims:
        others = {each.candidate.document.id for each in claims if each is not claim}
        for candidate in pool:
            if candidate.document.id in others:
                told = figures(candidate.evidence.text)
                if any(one.agrees(claim.figure) and one.words & claim.figure.words for one in told):
                    return True
    return False


def _same_thing(one: Claim, other: Claim, asked: frozenset[str]) -> bool:
    """Whether two claims count the same thing: a claim and itself, or those of two documents."""
    if one is other:
        return True
    if one.candidate.document.id == other.candidate.document.id:
        return False
    if not same_occasion(one.candidate, other.candidate):
        return False
    a, b = one.figure, other.figure
    vague = a.essence | b.essence <= _DURATION | {PERSON}
    least = _MUCH_ALIKE if vague else 0 if a.essence & _GROWS else _ALIKE
    if _likeness(one, other) < least:
        return False
    if a.essence == b.essence:
        return True
    if a.of or b.of or not (a.essence & b.essence or a.words | b.words <= _ON_DUTY):
        return False
    # What one says more exactly, the other must say elsewhere, or the question.
    return a.essence <= b.words | other.said | asked and b.essence <= a.words | one.said | asked


def _likeness(one: Claim, other: Claim) -> float:
    """The share of their terms that two sentences with their titles have in common (Jaccard)."""
    own, its = (
        frozenset(terms(f"{each.candidate.document.title} {each.candidate.evidence.text}"))
        for each in (one, other)
    )
    return len(own & its) / len(own | its)


def _compared(same: Sequence[Claim]) -> Iterator[Compared]:
    """The distinct figures of `same`, if there is something to say of them."""
    grows = bool(same[0].figure.essence & _GROWS)
    if grows:
        distinct = _distinct(_of_each_day(same))
        rises = all(new.figure.value > old.figure.value for new, old in pairwise(distinct))
    else:
        distinct = _distinct([each for each in same if _near(each.figure, same[0].figure)])
        rises = False
    if len(distinct) > 1 and grows == rises:
        yield Compared(distinct, grew=grows)


def _of_each_day(claims: Sequence[Claim]) -> list[Claim]:
    """The highest count of every day: who publishes a lower one has not heard of it yet."""
    highest: dict[date, Claim] = {}
    for claim in claims:
        known = highest.setdefault(claim.day, claim)
        if claim.figure.value > known.figure.value:
            highest[claim.day] = claim
    return list(highest.values())


def _near(one: Figure, other: Figure) -> bool:
    small, large = sorted((one.value, other.value))
    return large <= _APART * small


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """One claim for every amount, the exactest of its most official and newest source; newest
    first."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.figure.margin, one.standing())):
        if not any(claim.figure.agrees(other.figure) for other in kept):
            kept.append(claim)
    kept.sort(key=lambda one: (-one.day.toordinal(), one.standing(), one.candidate.document.id))
    return tuple(kept[:MOST])


def _about(claims: Sequence[Claim]) -> str:
    """What the claims count, in the words of one of them: all that they share, and no more."""
    wholes = [claim.figure.words | claim.figure.of for claim in claims]
    common = wholes[0].intersection(*wholes)
    labels = [claim.candidate.evidence.text[slice(*claim.figure.label)] for claim in claims]
    return min(labels, key=lambda label: (-len(common & compared_words(label)), len(label), label))
