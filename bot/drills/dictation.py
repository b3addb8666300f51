"""What somebody in the field wrote, as fields of a drill's record. Nothing is guessed: what can be
read in two ways is asked back, and the rest of the message counts all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import texts
from bot.days import day_in
from bot.drills import vocabulary
from bot.drills.exercise import LIMIT, NEEDED, Exercise, Field, Place, Scene, Task, length
from bot.drills.headcount import MOST, Unclear, number_in, units_in
from bot.reports.votes import carries_counts

_LINE, _FINDING = 100, 400
"""Characters of a name, and of a sentence."""

_ITEMS, _TASKS = 40, 12

_KEYS = {key: field for field, keys in vocabulary.FIELDS.items() for key in keys}
_ANY_KEY = "|".join(sorted(_KEYS, key=len, reverse=True)).replace(" ", r"\s+")
_KEY = re.compile(rf"\s*(?:[-•*]\s*)?({_ANY_KEY})\s*[:=]\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-•*]+|\d{1,2}[.)])\s+")
_DUE = re.compile(
    rf"(?P<text>.+?)[\s;,(]*(?:\b(?:{'|'.join(vocabulary.DUE)})\b[\s:]*|;\s*)(?P<day>[^;()]+)\)?",
    re.IGNORECASE,
)
_FREE = (Field.ORGANISER, Field.UNITS, Field.PRESENT, Field.FINDINGS, Field.TASKS)
"""Fields in which anything may be written."""

_ARROWS = re.compile(r"[,;\n>→]|-+>| - ")


@dataclass(frozen=True, slots=True)
class Dictated:
    """A record with what was understood, and why the rest was not. `tasks` is None where nothing
    was said of them."""

    exercise: Exercise
    tasks: tuple[Task, ...] | None
    understood: tuple[Field, ...]
    unclear: Mapping[Field, str]


def fields_in(words: str, asked: Field | None = None) -> dict[Field, str]:
    """What `words` say of which field, a line each: "unit: Brimob 60". What stands before the first
    name of a field is of the field that was `asked`; a line without a name goes on with the one
    before."""
    said: dict[Field, list[str]] = {}
    field = asked
    for line in words.splitlines():
        if match := _KEY.match(line):
            field = _KEYS[" ".join(match[1].casefold().split())]
            line = line[match.end() :]
        if field is not None and line.strip():
            said.setdefault(field, []).append(line.strip())
    return {field: "\n".join(lines) for field, lines in said.items()}


def dictated(
    exercise: Exercise, tasks: tuple[Task, ...], said: Mapping[Field, str], today: date
) -> Dictated:
    """The record after `said`; what a field held before is replaced, and "-" empties it. `tasks`
    are those that it has so far."""
    understood: list[Field] = []
    unclear: dict[Field, str] = {}
    told: tuple[Task, ...] | None = None
    for field in (one for one in Field if one in said):
        try:
            value = _value(field, said[field], exercise, today)
            changed = exercise if field is Field.TASKS else _with(exercise, field, value)
            fresh = value if field is Field.TASKS else tasks if told is None else told
            if changed.size + length(tuple(task.text for task in fresh)) > LIMIT:
                raise Unclear(texts.DRILL_LONG)
        except Unclear as why:
            unclear[field] = why.reason
        else:
            exercise, told = changed, fresh if field is Field.TASKS else told
            understood.append(field)
    return Dictated(exercise, told, tuple(understood), unclear)


def _with(exercise: Exercise, field: Field, value: Any) -> Exercise:
    return exercise.model_copy(update={field.name.lower(): value})


def _value(field: Field, words: str, exercise: Exercise, today: date) -> Any:
    """What `words` say that `field` is. Raises Unclear."""
    if words.strip() in ("-", "–", "—"):
        return _nothing(field)
    if field in _FREE and carries_counts(words):
        raise Unclear(texts.DRILL_VOTES)
    match field:
        case Field.HELD_ON:
            return _day(words, today)
        case Field.NEXT_ON:
            return _day(words, today, exercise.held_on or today)
        case Field.PLACE:
            return _place(words)
        case Field.ORGANISER:
            return _short(" ".join(words.split()), _LINE)
        case Field.UNITS:
            return units_in(words)
        case Field.TOTAL:
            return _total(words)
        case Field.PRESENT:
            return _listed(re.split(r"[,;\n]", words), _LINE)
        case Field.SCENES:
            return _scenes(words)
        case Field.FINDINGS:
            return _listed(words.splitlines(), _FINDING)
        case Field.TASKS:
            return tuple(_tasks(words, exercise.held_on or today))


def _nothing(field: Field) -> Any:
    if field in NEEDED:
        raise Unclear(texts.DRILL_NEEDED)
    return () if field is Field.TASKS else Exercise.model_fields[field.name.lower()].default


def _day(words: str, today: date, after: date | None = None) -> date:
    found = day_in(words, today, after)
    if found is None:
        raise Unclear(texts.DRILL_NO_DAY.format(words=_echo(words)))
    return found


def _place(words: str) -> Place:
    """The sort of place that is named, whatever else is: the longest name of them."""
    said = f" {' '.join(re.findall(r'[a-z]+', words.casefold()))} "
    named = [
        (len(name), place)
        for place, names in vocabulary.PLACES.items()
        for name in names
        if f" {name} " in said
    ]
    if not named:
        raise Unclear(texts.DRILL_NO_PLACE.format(places=", ".join(texts.DRILL_PLACES.values())))
    return max(named)[1]


def _scenes(words: str) -> tuple[Scene, ...]:
    if words.casefold().strip(" .") in vocabulary.ALL_SCENES:
        return tuple(Scene)
    played = set()
    for part in filter(None, (part.casefold().strip(" .") for part in _ARROWS.split(words))):
        found = [scene for scene, names in vocabulary.SCENES.items() if part in names]
        if not found:
            scenes = ", ".join(texts.DRILL_SCENES.values())
            raise Unclear(texts.DRILL_NO_SCENE.format(words=_echo(part), scenes=scenes))
        played.update(found)
    return tuple(scene for scene in Scene if scene in played)


def _total(words: str) -> int:
    found = number_in(words)
    if found is None:
        raise Unclear(texts.DRILL_NO_TOTAL.format(most=MOST))
    return found


def _tasks(words: str, since: date) -> Iterator[Task]:
    for line in _listed(words.splitlines(), _FINDING, _TASKS):
        match = _DUE.fullmatch(line)
        due = match and day_in(match["day"], since, since)
        if not match or not due:
            raise Unclear(texts.DRILL_NO_DUE.format(words=_echo(line)))
        yield Task(text=match["text"].strip(" ;,"), due_on=due)


def _listed(parts: list[str], longest: int, most: int = _ITEMS) -> tuple[str, ...]:
    """Each once, without what numbers it."""
    cleaned = (" ".join(_BULLET.sub("", part).split()).strip(" ;") for part in parts)
    items = tuple(dict.fromkeys(_short(item, longest) for item in cleaned if item))
    if len(items) > most:
        raise Unclear(texts.DRILL_MANY.format(most=most))
    return items


def _short(item: str, longest: int) -> str:
    if len(item) > longest:
        raise Unclear(texts.DRILL_LINE_LONG.format(words=_echo(item), longest=longest))
    return item


def _echo(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"
