"""What the reading model learns from: a question with one text that answers it, or none, and others
that do not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.sentences import Span, sentences
from index.analyze import synonyms, terms
from index.examples import careless
from index.reading import window

CARELESS, OTHERWISE, GAP = 0.3, 0.25, 0.35
"""Share of questions written as in haste; of phrases said in other words; of groups in which a text
that does not answer gives way to the one that does with its answer cut out."""

_TITLED, _TITLE_WORDS = 0.15, 8
_SHORT, _LONG = 60, 110
"""Words of a window: what is read of a longer text, as `index.weigh` does."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text under a title that may be empty; `answer`: where it answers, None where that is not
    known; `answers`: whether it does."""

    title: str
    text: str
    answers: bool
    answer: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A question beside its lessons; at most the first of them answers."""

    question: str
    lessons: tuple[Lesson, ...]


def varied(group: Group, rng: random.Random) -> Group:
    """`group` as one reading of it: the question perhaps careless or in other words, each text cut
    to a window around what matters, some under a title."""
    question = otherwise(group.question, rng)
    if rng.random() < CARELESS:
        question = careless(question, rng)
    asked = frozenset(terms(group.question))
    lessons = group.lessons
    if len(lessons) > 2 and rng.random() < GAP and (gap := _gap(lessons[0])):
        lessons = (*lessons[:-1], gap)
    return Group(question, tuple(_titled(_cut(it, asked, rng), rng) for it in lessons))


def _gap(lesson: Lesson) -> Lesson | None:
    """`lesson` without the sentences that hold its answer: on the subject, and no answer."""
    if lesson.answer is None:
        return None
    start, end = lesson.answer
    words = lesson.text[start:end].casefold()
    spans = sentences(lesson.text)
    left = [lesson.text[a:b] for a, b in spans if b <= start or end <= a]
    if not left or len(left) == len(spans) or any(words in text.casefold() for text in left):
        return None
    return Lesson(lesson.title, " ".join(left), answers=False)


def otherwise(question: str, rng: random.Random) -> str:
    """`question` with some phrases in other words that mean the same."""
    for phrase, others in synonyms().items():
        pattern = rf"\b{re.escape(phrase)}\b"
        if re.search(pattern, question, re.IGNORECASE) and rng.random() < OTHERWISE:
            question = re.sub(pattern, rng.choice(others), question, count=1, flags=re.IGNORECASE)
    return question


def _titled(lesson: Lesson, rng: random.Random) -> Lesson:
    if lesson.title or rng.random() >= _TITLED:
        return lesson
    return replace(lesson, title=" ".join(lesson.text.split()[:_TITLE_WORDS]))


def _cut(lesson: Lesson, asked: frozenset[str], rng: random.Random) -> Lesson:
    """The sentences of `lesson` around its answer, or around the one most like the question."""
    room = rng.randint(_SHORT, _LONG)
    if len(lesson.text.split()) <= room:
        return lesson
    spans = sentences(lesson.text)
    core = _core(lesson, spans, asked)
    start, end = window(lesson.text, spans, core, room)
    moved = lesson.answer and (lesson.answer[0] - start, lesson.answer[1] - start)
    return replace(lesson, text=lesson.text[start:end], answer=moved)


def _core(lesson: Lesson, spans: Sequence[Span], asked: frozenset[str]) -> Span:
    """The sentence that must be read; an answer may run over several."""
    if lesson.answer:
        told = [s for s in spans if s[0] < lesson.answer[1] and lesson.answer[0] < s[1]]
        if told:
            return min(told[0][0], lesson.answer[0]), max(told[-1][1], lesson.answer[1])
    return max(spans, key=lambda s: len(asked & frozenset(terms(lesson.text[s[0] : s[1]]))))


def texts_of(groups: Iterable[Group]) -> list[str]:
    """Every question and text of `groups` once."""
    every = (text for g in groups for text in (g.question, *(it.text for it in g.lessons)))
    return list(dict.fromkeys(every))
