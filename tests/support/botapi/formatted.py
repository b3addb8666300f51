"""Text with its entities, and how long it is to Telegram: in UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.support.botapi.shapes import Json


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: list[Json] = field(default_factory=list)


def width(text: str) -> int:
    """The text's length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def shown(text: str, entity: Json) -> str:
    """The part of the text that the entity covers."""
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
        "utf-16-le"
    )


def in_order(entities: Iterable[Json]) -> list[Json]:
    """Entities as Telegram lists them: by offset, the longer first, then by type."""
    return sorted(entities, key=lambda it: (it["offset"], -it["length"], it["type"]))


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space at the ends, as Telegram stores a message; entities cut to fit."""
    text = formatted.text.strip()
    removed = width(formatted.text) - width(formatted.text.lstrip())
    kept = (_moved(entity, removed, width(text)) for entity in formatted.entities)
    return Formatted(text, [entity for entity in kept if entity["length"] > 0])


def _moved(entity: Json, removed: int, end: int) -> Json:
    start = max(entity["offset"] - removed, 0)
    stop = min(entity["offset"] + entity["length"] - removed, end)
    return {**entity, "offset": start, "length": stop - start}
