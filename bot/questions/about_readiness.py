"""Whether a free question asks how ready an area is, and of which: then it is answered by a board
and not by a search. Pure. The patterns are data (`about_readiness.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from corpus.areas import Area, AreaTree
from index.analyze import standard
from index.patterns import any_of, written_out

_LONGEST = 200
"""Characters of a question about this; what is longer tells of something."""

_AREA = " wilayahx "
"""What stands for the name of an area in the patterns."""

_HINTS = ("siap", "lapor", "update", "ready", "readiness", "lp")
"""One of these is in every question that is meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`areas` are those that are named, all of a name that is shared; `silent`: who has not
    reported is asked for."""

    areas: tuple[Area, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    core: re.Pattern[str]
    anchor: re.Pattern[str]
    silent: re.Pattern[str]
    beside: re.Pattern[str]
    unless: re.Pattern[str]


def about_readiness(question: str, tree: AreaTree) -> Asked | None:
    """What is asked of readiness; None where something else is."""
    lowered = question.lower()
    if len(question) > _LONGEST or not any(hint in lowered for hint in _HINTS):
        return None
    # With capitals every word can be a name: who asks for "medan" here means the city.
    titled = written_out(question).title()
    areas: dict[str, Area] = {}
    pieces, at = [], 0
    for start, end, named in tree.mentions(titled):
        areas |= {area.id: area for area in named}
        pieces += [titled[at:start], _AREA]
        at = end
    asked = " ".join(standard("".join([*pieces, titled[at:]])))
    lexicon = _lexicon()
    known = all(lexicon.beside.fullmatch(word) for word in asked.split())
    if not known or lexicon.unless.search(asked):
        return None
    silent = lexicon.silent.search(asked) is not None
    ready = lexicon.core.search(asked) and lexicon.anchor.search(asked)
    return Asked(tuple(areas.values()), silent) if silent or ready else None


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return _Lexicon(
        *(
            any_of(data[name], data["words"])
            for name in ("core", "anchor", "silent", "beside", "unless")
        )
    )
