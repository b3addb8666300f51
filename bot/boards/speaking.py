"""Whether a published sentence speaks of a component of readiness, by its words alone. The patterns
are data (`quotes.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.readiness import Component
from corpus.contacts import EVERYWHERE
from corpus.document import Document, Kind
from corpus.sentences import is_complete
from index.analyze import standard
from index.patterns import Words, any_of

_KINDS = (Kind.NEWS, Kind.STATEMENT)
"""What tells how things are; regulations and guides tell how they ought to be."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """A component as sentences speak of it; `asks` is the question that they answer, in which
    {area} stands for the area's name. `country` is in those about the whole country."""

    asks: str
    says: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]
    country: re.Pattern[str]
    drill: bool

    @classmethod
    def of(cls, entry: Mapping[str, Any], country: Sequence[str], words: Words) -> Speaking:
        says = tuple(any_of(patterns, words) for patterns in entry["says"])
        unless, drill = any_of(entry["unless"], words), entry.get("drill", False)
        return cls(entry["asks"], says, unless, any_of(country, words), drill)

    def may_be_in(self, document: Document) -> bool:
        """Whether such a document may be quoted for it."""
        return document.kind in _KINDS and (self.drill or not document.drill)

    def is_said_by(self, sentence: str, area: str) -> bool:
        """Whether a sentence about `area`, an id, finished by itself, speaks of it there and of
        nothing that forbids it."""
        said = " ".join(standard(sentence))
        if not is_complete(sentence) or self.unless.search(said):
            return False
        if area != EVERYWHERE and self.country.search(said):
            return False
        return all(pattern.search(said) for pattern in self.says)


@cache
def speaking() -> Mapping[Component, Speaking]:
    """How sentences speak of each component."""
    data = yaml.safe_load(Path(__file__).with_name("quotes.yaml").read_text(encoding="utf-8"))
    country, words = data["country"], data["words"]
    return {one: Speaking.of(data["components"][one], country, words) for one in Component}
