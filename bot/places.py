"""Which area somebody means who was asked for one. His whole message is taken for a name, so every
name counts, also one that is an everyday word elsewhere ("serang")."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.areas import Area, AreaTree

_LONGEST = 200
"""Characters that are looked at; the longest name has thirty."""


@dataclass(frozen=True, slots=True)
class Meant:
    """`areas`: all that share a name that is shared, and one that is merely near where nothing was
    named; then it is not `sure`."""

    areas: tuple[Area, ...]
    sure: bool


def meant(words: str, tree: AreaTree) -> Meant:
    """What `words` name; no areas where nothing in the tree is like them."""
    words = words.strip()[:_LONGEST]
    # With capitals every word of a text can be a name.
    named = tree.named_in(words.title())
    if named:
        return Meant(named, True)
    near = tree.closest(words)
    area = tree.get(near) if near else None
    return Meant((area,) if area else (), False)
