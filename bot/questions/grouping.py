"""Which questions mean the same, and how many people ask each. Pure.

What only one person asked is counted and never shown, for by his wording he could be recognised. A
question of several is shown in the most typical wording, and of that only such words as two of them
used at least.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.areas import AreaTree
from index.analyze import terms, words
from index.embed import Vectors

ENOUGH = 2
"""People, below whom a question, or a word of it, is nobody's but theirs."""

LIKE = 0.7
"""Cosine from which two questions mean the same. Of the pairs in tests/bot/test_grouping.py it
joins twelve in sixteen that do, and six in thirteen near misses on the same matter (0.6: twelve and
eight; 0.75: nine and three)."""

HIDDEN = "…"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """A question in its most typical words, and how many people asked it in any."""

    wording: str
    people: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The most asked first; `alone` counts the questions that too few people asked to be shown."""

    shown: tuple[Group, ...]
    alone: int


@dataclass(frozen=True, slots=True)
class _Question:
    """One wording, whoever used it, the areas it names, and what else its words are known by."""

    text: str
    plain: str
    people: frozenset[str]
    places: frozenset[str]
    terms: tuple[str, ...]


def grouped(
    asked: Iterable[tuple[str, str]], encode: Callable[[Sequence[str]], Vectors], areas: AreaTree
) -> Groups:
    """`asked` are questions, each with who asked it. Questions about different places are
    different, whatever their vectors say."""
    questions = _distinct(asked, areas)
    # With its terms (standard spellings, stems) a question is nearer to others that mean the same.
    vectors = encode([f"{it.plain} {' '.join(it.terms)}" for it in questions])
    groups = _alike(questions, vectors)
    found = [_group([questions[row] for row in rows], vectors[rows]) for rows in groups]
    shown = (group for group in found if group.people >= ENOUGH)
    ordered = sorted(shown, key=lambda group: (-group.people, group.wording))
    return Groups(tuple(ordered), len(found) - len(ordered))


def _distinct(asked: Iterable[tuple[str, str]], areas: AreaTree) -> list[_Question]:
    """The different wordings; those that most people used come first."""
    people: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for text, person in asked:
        plain = " ".join(words(text))
        people.setdefault(plain, set()).add(person)
        texts.setdefault(plain, text)
    ordered = sorted(people, key=lambda plain: (-len(people[plain]), plain))
    return [
        _Question(
            texts[plain],
            plain,
            frozenset(people[plain]),
            frozenset(area.id for area in areas.named_in(texts[plain])),
            tuple(terms(plain)),
        )
        for plain in ordered
    ]


def _alike(questions: Sequence[_Question], vectors: Vectors) -> list[list[int]]:
    """Rows together with the first row that they are most like."""
    groups: dict[int, list[int]] = {}
    for row, question in enumerate(questions):
        leaders = [it for it in groups if _same_place(questions[it], question)]
        likeness = vectors[leaders] @ vectors[row] if leaders else np.zeros(1)
        nearest = int(np.argmax(likeness))
        if leaders and likeness[nearest] >= LIKE:
            groups[leaders[nearest]].append(row)
        else:
            groups[row] = [row]
    return list(groups.values())


def _same_place(one: _Question, other: _Question) -> bool:
    """ "Blitar" is the city or the regency, so that either is meant."""
    return one.places == other.places or bool(one.places & other.places)


def _group(questions: Sequence[_Question], vectors: Vectors) -> Group:
    people = frozenset[str]().union(*(it.people for it in questions))
    users = Counter(term for person in people for term in _terms_of(person, questions))
    common = {term for term, number in users.items() if number >= ENOUGH}
    nearness = vectors @ (np.array([len(it.people) for it in questions]) @ vectors)

    def typical(row: int) -> tuple[int, float]:
        own = set(questions[row].terms)
        return len(own & common) - len(own - common), float(nearness[row])

    most = max(range(len(questions)), key=typical)
    return Group(_shared(questions[most].text, common), len(people))


def _terms_of(person: str, questions: Iterable[_Question]) -> frozenset[str]:
    return frozenset(term for it in questions if person in it.people for term in it.terms)


def _shared(text: str, common: Collection[str]) -> str:
    """`text` without the words that say something and are not `common`."""

    def shown(word: re.Match[str]) -> str:
        return word[0] if all(term in common for term in terms(word[0])) else HIDDEN

    return re.sub(rf"{HIDDEN}(\W*{HIDDEN})+", HIDDEN, _WORD.sub(shown, text))
