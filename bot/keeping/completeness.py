"""What must be known of a document before it goes into the corpus, and what a correction makes of
what is known. What nobody said stays unknown: a default would be a guess that readers take for a
fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot import texts
from bot.places import meant
from corpus.areas import Area, AreaKind, AreaTree
from corpus.document import Document, Form, Kind, Regime, Reliability, Stage
from corpus.formats.record import Bad, to_document

REQUIRED = ("title", "kind", "form", "reliability", "drill")
"""Without a title nobody can name it; the others decide how readers are told it."""

WRITTEN = ("title", "publisher", "published_on", "url", "area")
"""Fields that are corrected by writing."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "form": tuple(Form),
    "reliability": tuple(Reliability),
    "drill": ("true", "false"),
    "regime": tuple(Regime),
    "stages": tuple(Stage),
}
"""Fields that are corrected by choosing, and what there is to choose."""

SEVERAL = ("regime", "stages")
"""Of these, several may hold."""

_UNKNOWN = ("", "-")
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})[\s./-]+)?(?P<month>\d{{1,2}}|{'|'.join(texts.MONTHS)})[\s./-]+"
    r"(?P<year>\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A correction that is not accepted, and why; `areas` are those that may have been meant."""

    reason: str
    areas: tuple[Area, ...] = ()


def lacking(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of what must be known and is not, in the order in which it is asked."""
    return tuple(name for name in REQUIRED if fields.get(name) is None)


def corrected(
    fields: Mapping[str, Any], name: str, value: str, areas: AreaTree
) -> dict[str, Any] | Wrong:
    """`fields` after somebody said that `name` is `value`; "-" says that it is not known. Of what
    may hold several times, what holds already is taken away."""
    if value.strip() in _UNKNOWN:
        return {key: known for key, known in fields.items() if key != name}
    said = _said(fields, name, value.strip(), areas)
    if isinstance(said, Wrong):
        return said
    result = to_document({"id": "-", "title": "-", "text": "-", name: said}, areas)
    if isinstance(result, Bad):
        return Wrong(result.reason.removeprefix(f"{name}: "))
    return {**fields, name: result.model_dump(mode="json")[name]}


def area_named(fields: Mapping[str, Any], areas: AreaTree) -> Area | None:
    """The one area that the title names, where none is known yet: to be confirmed, not taken."""
    if fields.get("area") is not None:
        return None
    named = areas.named_in(str(fields.get("title") or ""))
    local = [area for area in named if area.kind is not AreaKind.COUNTRY]
    return local[0] if len(local) == 1 else None


def document_of(fields: Mapping[str, Any], text: str, id: str, areas: AreaTree) -> Document | Wrong:
    """The document that they make."""
    result = to_document({**fields, "id": id, "text": text.strip()}, areas)
    return Wrong(result.reason) if isinstance(result, Bad) else result


def _said(fields: Mapping[str, Any], name: str, value: str, areas: AreaTree) -> Any:
    if name in SEVERAL:
        held = list(fields.get(name) or ())
        rest = [one for one in held if one != value]
        return rest if len(rest) < len(held) else [*held, value]
    if name == "drill":
        return value == "true"
    if name == "published_on":
        return _date(value)
    return _area(value, areas) if name == "area" else value


def _area(written: str, areas: AreaTree) -> str | Wrong:
    if areas.get(written):
        return written
    found = meant(written, areas)
    if found.sure and len(found.areas) == 1:
        return found.areas[0].id
    why = texts.AREA_SHARED if found.sure else texts.AREA_UNKNOWN
    return Wrong(why.format(name=written), found.areas)


def _date(written: str) -> str:
    """As a document has it, where it is written in one of the other ways that people write it."""
    found = _DATE.fullmatch(written)
    if found is None:
        return written
    names = [month.casefold() for month in texts.MONTHS]
    month = found["month"].casefold()
    number = names.index(month) + 1 if month in names else int(month)
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}-{number:02}{day}"
