"""A question that is put in English is glossed into Indonesian, word by word: enough to find by and
to see what is asked for. English words inside an Indonesian question are synonyms' business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.analyze import rows, stopwords, words

_OPENING = re.compile(
    r"\W*(?:how|when|what|who|whose|where|which|why"
    r"|(?:can|may|do) (?:i|we)|is (?:it|there)|are there)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(("the", "is", "are", "was", "were", "do", "does", "did", "to", "of", "in", "i"))
"""Words of which an English question hardly does without at least one."""


def glossed(question: str) -> str:
    """`question` in Indonesian words if it is in English, else as it is. Names stay."""
    if not _is_english(question):
        return question
    meanings = _meanings()
    return " ".join(_phrases().sub(lambda m: meanings[m[0].lower()], question).split())


def _is_english(question: str) -> bool:
    """Whether it opens as an English question and has none of the small words of Indonesian."""
    said = frozenset(words(question))
    return bool(_OPENING.match(question)) and bool(said & _PLAIN) and not said & stopwords()


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_meanings(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@cache
def _meanings() -> Mapping[str, str]:
    return {
        row["english"]: row["indonesian"] for row in rows(Path(__file__).with_name("english.csv"))
    }
