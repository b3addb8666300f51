"""A question as it was meant: informal spellings are made standard, and unknown words become words
that the corpus or the language knows where a slip, a habit of talk or a missing blank explains
them. Known words and whatever holds a digit stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Protocol

from index.analyze import informal_spellings, stems, stopwords, terms
from index.colloquial import written
from index.english import glossed
from index.lexicon import names, rareness
from index.slips import (
    BESIDE,
    FIRST,
    OTHER,
    VOWELS,
    distance,
    is_shortened,
    skeleton,
    slip_cost,
    slips,
)

SHORTEST = 4
"""Letters of the shortest word that is corrected: shorter ones are abbreviations, or near to too
many words."""

NAME = 6
"""Letters of the shortest name (a capital inside a sentence) that is, for a likely slip only."""

LONG = 7
"""Letters from which two slips are looked for."""

HABIT, HABITS, SHORTENED, TWO_SLIPS, NO_BLANK = 0.4, 0.05, 0.8, 6.0, 3.0
"""Costs, as those of `index.slips`: of a habit of talk, and more for each that is likelier than it;
of leaving out vowels, of two slips, of no blank between two words."""

STEM = 4
"""Letters of the shortest stem of which any form is taken for a word."""

FORM = 1.0
"""How much less a form of a known stem costs than the stem: others must be that much likelier."""

UNSEEN, SAID = 3.0, 1.0
"""Cost of a form that nobody has seen of a stem that is known; of an informal spelling."""

LEAST = {4: 7.5, 5: 9.0, 6: 10.5}
LEAST_LONG = 12.0
"""The most that a guess may cost in all, by the letters of the word: any four letters are near to
some word, eleven are not."""

UNSAYABLE = 1.5
"""How much more where too few vowels are left for a word that is said."""

DOUBT, GUESSES = 2.5, 2
"""Other guesses that are kept beside the best: how much more they may cost, and how many."""


class Vocabulary(Protocol):
    """The terms of a corpus."""

    def __contains__(self, term: str) -> bool: ...

    def idf(self, term: str) -> float:
        """The negative logarithm of the share of passages that hold `term`."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was probably meant; `doubts`: what some corrected words may be instead."""

    text: str
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_WORD = re.compile(r"(?<![\w@./])[^\W\d_]+(?![\w@]|[./]\w)")
_TWICE = re.compile(r"(?<!\w)([^\W\d_]{3,})2(nya)?(?!\w)")
_PAIR = re.compile(r"(?<![\w@./])([^\W\d_]+) (?=([^\W\d_]+)(?![\w@]|[./]\w))")
_GREETING = re.compile(r"^\W*(?:(?:min|kak|gan|bro|gaes|halo|hallo|hai|hi)\b[\s,!.]*)+(?=\w)", re.I)
_FILLER = re.compile(
    r"(?:[\s,]+(?:sih|dong|donk|deh|nih|ya|yah|lho|loh|min|kak|gan|bro|gaes))+(?=\W*$)", re.I
)
_SENTENCE_START = re.compile(r"(?:^|[.?!:])\W*$")


def heard(question: str, vocabulary: Vocabulary) -> Heard:
    """`question` in standard words with its slips corrected, from English if need be, without what
    only fills a chat; where it has no capital, or nothing else, its names are given theirs."""
    shouted = question.isupper() and " " in question.strip()
    text = glossed(question.lower() if shouted else question)
    text = _FILLER.sub("", _GREETING.sub("", text))
    text = _TWICE.sub(lambda m: _repeated(m, vocabulary), text)
    doubts: dict[str, tuple[str, ...]] = {}
    text = _PAIR.sub(lambda m: _joined(m, vocabulary, doubts), text)

    def meant(match: re.Match[str]) -> str:
        word = match.group()
        named = word[0].isupper() and not _SENTENCE_START.search(text[: match.start()])
        best, *others = [*_guesses(word, named, vocabulary), word.lower()][: 1 + GUESSES]
        if best == word.lower():
            return word if named or word.isupper() else informal_spellings().get(best, word)
        doubts[best] = tuple(other for other in others if other != word.lower())
        return best.capitalize() if word[0].isupper() else best

    said = _WORD.sub(meant, text)
    if said[1:] == said[1:].lower():
        said = _WORD.sub(lambda m: _with_capital(m.group(), vocabulary), said)
    return Heard(said, {word: others for word, others in doubts.items() if others})


def _with_capital(word: str, vocabulary: Vocabulary) -> str:
    """`word` as a name where it is one, or where the corpus knows it and the language does not."""
    if word in names():
        return word.capitalize()
    stem = stems([word])[0]
    own = rareness().keys().isdisjoint((word, stem)) and stem in vocabulary
    return word.capitalize() if own and len(word) >= SHORTEST else word


def knows(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the corpus or the language surely knows `word` (in lower case)."""
    if word in rareness() or word in informal_spellings() or not terms(word):
        return True
    return word in vocabulary and stems([word])[0] == word


def _repeated(match: re.Match[str], vocabulary: Vocabulary) -> str:
    """orang2: orang-orang; but a name with a number stays."""
    word = match[1]
    known = word.islower() and knows(word, vocabulary)
    return f"{word}-{word}{match[2] or ''}" if known else match[0]


def _joined(
    match: re.Match[str], vocabulary: Vocabulary, doubts: dict[str, tuple[str, ...]]
) -> str:
    """The first of two words, without the blank behind it where the corpus knows them as one and
    not apart; where it knows both, that they are one is put among `doubts`."""
    one, other = match[1].lower(), match[2].lower()
    whole = one + other
    held = terms(whole)
    if len(whole) <= SHORTEST or held == terms(other) or not any(t in vocabulary for t in held):
        return match[0]
    if knows(one, vocabulary) and knows(other, vocabulary):
        doubts[f"{one} {other}"] = (whole,)
        return match[0]
    return match[1]


def _guesses(word: str, named: bool, vocabulary: Vocabulary) -> list[str]:
    """What `word` was probably meant for, the likeliest first; nothing where it is known."""
    folded = word.lower()
    if len(word) < SHORTEST or word.isupper() or knows(folded, vocabulary):
        return []
    if named and len(folded) < NAME:
        return []
    found = _slipped(folded, vocabulary, BESIDE) if named else _explained(folded, vocabulary)
    guesses = _best(folded, _against_itself(folded, found, vocabulary))
    if not guesses and not named and len(folded) >= LONG:
        guesses = _best(folded, _twice_slipped(folded, vocabulary))
    return guesses


def _against_itself(word: str, found: dict[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    """`found`, or where `word` is a form of a known stem, what was seen of it, and `word`."""
    stem = stems([word])[0]
    rare, _ = _rareness([stem], vocabulary).get(stem, (None, 0.0))
    nothing = len(stem) < STEM - 1 or stem in stopwords() or stem in informal_spellings()
    if rare is None or nothing:
        return found
    seen = {text: cost for text, cost in found.items() if text in rareness()}
    return seen | {word: rare - FORM}


def _best(word: str, costs: Mapping[str, float]) -> list[str]:
    """The strings of `costs` likely enough to have been meant by `word`, best first."""
    ordered = sorted((cost, text) for text, cost in costs.items())
    most = LEAST.get(len(word), LEAST_LONG) + (UNSAYABLE if is_shortened(word) else 0)
    if not ordered or ordered[0][0] > most:
        return []
    near = [text for cost, text in ordered if cost <= ordered[0][0] + DOUBT]
    informal = informal_spellings()
    return list(dict.fromkeys(informal.get(text, text) for text in near))


def _slipped(word: str, vocabulary: Vocabulary, most: float = OTHER + FIRST) -> dict[str, float]:
    """The known strings that a slip, which costs `most` or less, may have turned into `word`, with
    what it costs to think so: how rare the string is, and the slip."""
    found: dict[str, float] = {}
    for text, (cost, unseen) in _rareness(slips(word), vocabulary).items():
        slip = slip_cost(text, word)
        if slip <= most and (not unseen or _inside(text, word)):
            found[text] = slip + cost - unseen / 2
    return found


def _inside(text: str, word: str) -> bool:
    """Whether the slip that turned `text` into `word` happened inside its stem: one that makes
    other endings explains too much."""
    stem = stems([text])[0]
    head, found, tail = text.partition(stem)
    return bool(found) and word.startswith(head) and word.endswith(tail)


def _explained(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """What one slip or habit may have turned into `word`, with what it costs to think so. Without
    any vowel it was shortened on purpose, or is an abbreviation."""
    found = {} if set(VOWELS).isdisjoint(word) else _slipped(word, vocabulary)
    for text, cost in chain(_habitual(word, vocabulary), _apart(word, vocabulary)):
        found[text] = min(cost, found.get(text, cost))
    return found


def _habitual(word: str, vocabulary: Vocabulary) -> Iterable[tuple[str, float]]:
    forms = {text: HABIT + HABITS * place for place, text in enumerate(written(word))}
    for text, (cost, unseen) in _rareness(forms, vocabulary).items():
        yield text, cost + forms[text] - (unseen if text[0] == word[0] else 0)
    if is_shortened(word):
        whole = [text for text in _by_skeleton().get(skeleton(word), ()) if _ends_alike(text, word)]
        for text, (cost, _) in _rareness(whole, vocabulary).items():
            yield text, cost + SHORTENED


def _ends_alike(text: str, word: str) -> bool:
    """Whether `word` lost its last vowel, or has that of `text`: gmna is no "gemini"."""
    return word[-1] not in VOWELS or word[-1] == text[-1]


def _apart(word: str, vocabulary: Vocabulary) -> Iterable[tuple[str, float]]:
    """`word` with the blank that was left out, where it is two words that are known."""
    pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 2)]
    rare = _rareness({part for pair in pairs for part in pair}, vocabulary)
    for one, other in pairs:
        if one in rare and other in rare and (len(one) > 2 or one in stopwords()):
            yield f"{one} {other}", rare[one][0] + rare[other][0] + NO_BLANK


def _twice_slipped(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """What two slips may have turned into `word`, where at most one of them was a consonant's."""
    bones = skeleton(word)
    alike = {text for near in (bones, *slips(bones)) for text in _by_skeleton().get(near, ())}
    close = [text for text in alike if text[0] == word[0] and abs(len(text) - len(word)) <= 2]
    rare = _rareness([text for text in close if distance(text, word) <= 2], vocabulary)
    return {text: cost + TWO_SLIPS for text, (cost, _) in rare.items()}


def _rareness(texts: Collection[str], vocabulary: Vocabulary) -> dict[str, tuple[float, float]]:
    """For each of `texts` that the language or the corpus knows, how rare it is, the negative
    logarithm of a share; and how much of that is for a form that was not seen."""
    language, informal = rareness(), informal_spellings()
    found: dict[str, tuple[float, float]] = {}
    for text, stem in zip(texts, stems(list(texts)), strict=True):
        usual = informal.get(text, text)
        if usual in language:
            found[text] = language[usual] + (SAID if usual != text else 0), 0.0
        if stem != text and (len(stem) < STEM or stem in stopwords()):
            continue
        if stem in vocabulary:
            formed = 0.0 if stem == text else UNSEEN
            rare = vocabulary.idf(stem) + formed, 0.0 if text in language else formed
            found[text] = min(rare, found.get(text, rare))
        elif text not in found and stem in language:
            found[text] = language[stem] + UNSEEN, UNSEEN
    return found


@cache
def _by_skeleton() -> dict[str, list[str]]:
    """The words of the language by how they are shortened."""
    found: dict[str, list[str]] = {}
    for word in rareness():
        if len(word) > SHORTEST:
            found.setdefault(skeleton(word), []).append(word)
    return found
