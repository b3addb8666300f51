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
from index.followup.asked import Turn
from index.followup.resolve import resolved
from index.followup.slots import area_like
from index.patterns import any_of, written_out

_LONGEST = 200
"""Characters of a question about this; what is longer tells of something."""

_AREA = "wilayahx"
"""What stands for the name of an area in the patterns."""

_HINTS = ("siap", "lapor", "setor", "update", "ready", "lp", "cukup", "lengkap", "penuh")
"""One of these is in every question that is meant."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is asked of it. `areas` are those that are named, all of a name that is shared;
    `silent`: who has not reported is asked for. `turn` is the question in full, on which the next
    of its kind may lean."""

    areas: tuple[Area, ...]
    silent: bool
    turn: Turn


@dataclass(frozen=True, slots=True)
class _Lexicon:
    core: re.Pattern[str]
    anchor: re.Pattern[str]
    silent: re.Pattern[str]
    beside: re.Pattern[str]
    unless: re.Pattern[str]


def about_readiness(
    question: str, tree: AreaTree, previous: Turn | None = None
) -> Readiness | None:
    """What is asked of readiness, by `question` itself or as it is meant after `previous`; None
    where something else is."""
    found = _asked(question, tree)
    if found or previous is None:
        return found
    meant = resolved(question, previous)
    return _asked(meant.question, tree) if meant and meant.certain else None


def for_sources(before: Turn, tree: AreaTree) -> Turn | None:
    """What a question to the sources may lean on after `before`: of one about readiness only its
    area ("di sana"), for no source tells of a board."""
    about = about_readiness(before.question, tree)
    if about is None:
        return before
    return Turn(about.areas[0].name) if about.areas else None


def _asked(question: str, tree: AreaTree) -> Readiness | None:
    lowered, lexicon = question.lower(), _lexicon()
    if len(question) > _LONGEST or not any(hint in lowered for hint in _HINTS):
        return None
    words, areas = _read(question, tree)
    others = [word for word in words if not lexicon.beside.fullmatch(word)]
    if len(others) > 1 or (others and areas):
        return None
    # The one other word may be an area with a slip of the pen.
    asked = " ".join(_AREA if word in others else word for word in words)
    silent = lexicon.silent.search(asked) is not None
    ready = lexicon.core.search(asked) and lexicon.anchor.search(asked)
    if lexicon.unless.search(asked) or not (silent or ready):
        return None
    if others:
        areas = tree.named_in(area_like(others[0]) or "")
    return Readiness(areas, silent, Turn(question)) if areas or not others else None


def _read(question: str, tree: AreaTree) -> tuple[list[str], tuple[Area, ...]]:
    """The words of `question`, `_AREA` for each area that it names, and those."""
    # With capitals every word can be a name: who asks for "medan" here means the city.
    titled = " ".join(standard(written_out(question))).title()
    areas: dict[str, Area] = {}
    pieces, at = [], 0
    for start, end, named in tree.mentions(titled):
        areas |= {area.id: area for area in named}
        pieces += [titled[at:start], _AREA]
        at = end
    return "".join([*pieces, titled[at:]]).lower().split(), tuple(areas.values())


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return _Lexicon(
        *(
            any_of(data[name], data["words"])
            for name in ("core", "anchor", "silent", "beside", "unless")
        )
    )
