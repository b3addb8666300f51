"""Whether a question is about elections and their security at all, told by the terms of the
glossary and of the names of areas: what has none of them is met with another word of regret."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.areas import bundled
from index.analyze import alternatives, terms

_OWN = frozenset(
    terms(
        "pemilu pilkada pilpres pileg pemilihan pencoblosan mencoblos coblos suara pemilih calon "
        "kandidat kampanye partai presiden gubernur bupati polisi polri tni tentara aparat "
        "pengamanan rusuh kerusuhan bawaslu kpu saksi bilik golput hoaks sengketa gugatan demo tps "
        "kpps linmas hansip dkpp sispamkota"
    )
)


def is_on_subject(question: str, glossary: Mapping[str, str]) -> bool:
    """Whether `question` holds a term of the field, an abbreviation of `glossary` or an area."""
    own = frozenset(terms(question))
    short = frozenset(term for name in glossary for term in terms(name))
    if own & (_OWN | short) or any(area.parent for area in bundled().named_in(question)):
        return True
    widened = alternatives(question, glossary)
    return any(one & _OWN for sets in widened.values() for one in sets)
