"""The words by which a question leans on the one before it, as `leaning.yaml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Leaning:
    """`dependent`: for a noun that wants to be told of what, the question word that asks for it
    alone; `parallel`: for a word or phrase, the number of the list it is in."""

    asking: frozenset[str]
    modals: frozenset[str]
    before_asking: frozenset[str]
    counted_by: frozenset[str]
    modifiers: frozenset[str]
    links: frozenset[str]
    aids: frozenset[str]
    opening: frozenset[str]
    filler: frozenset[str]
    closing: frozenset[str]
    about: frozenset[str]
    personal: frozenset[str]
    pronouns: frozenset[str]
    demonstratives: frozenset[str]
    there: frozenset[str]
    time_nouns: frozenset[str]
    not_owned: frozenset[str]
    dependent: Mapping[str, str]
    units: frozenset[str]
    verbs: frozenset[str]
    offices: frozenset[str]
    circumstances: frozenset[str]
    parallel: Mapping[str, int]
    acts: Mapping[str, str]
    taken_for_granted: frozenset[str]
    locations: frozenset[str]

    @property
    def back(self) -> frozenset[str]:
        """The words that point at what was said."""
        return self.pronouns | self.demonstratives | self.there


@cache
def leaning() -> Leaning:
    """The lists that ship with the project."""
    lists: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("leaning.yaml").read_text(encoding="utf-8")
    )
    told = {name: frozenset(it.split()) for name, it in lists.items() if isinstance(it, str)}
    return Leaning(
        **told,
        dependent={word: ask for ask, all in lists["dependent"].items() for word in all.split()},
        parallel={it: at for at, phrases in enumerate(lists["parallel"]) for it in phrases},
        acts=lists["acts"],
    )
