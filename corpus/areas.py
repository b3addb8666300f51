"""Which areas there are, which lies in which, and which of them a text names.

The tree is data (`data/areas.yaml`) and a mistake in it is refused on reading: what is filed under
an area that does not exist would never be found there. A text names an area by whole words only,
the longest name first ("Papua Tengah" is not Papua); `placenames` knows what is no name there.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta, timezone
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from corpus import placenames


class AreaKind(StrEnum):
    """What sort of area it is, by its Indonesian name."""

    COUNTRY = "negara"
    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    ABROAD = "luar-negeri"


class Zone(StrEnum):
    """The time zones of Indonesia, none of which has summer time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @cached_property
    def tzinfo(self) -> timezone:
        return timezone(timedelta(hours=7 + list(Zone).index(self)), self.value)


@dataclass(frozen=True)
class Area:
    """One area. `also` holds what else people write for it, never the name again; `holds` places
    in it that have the name of another area; `unless` what has its name and is not in it. `zone` is
    that of a province, None for every other kind."""

    id: str
    name: str
    kind: AreaKind
    parent: str | None = None
    also: tuple[str, ...] = ()
    zone: Zone | None = None
    holds: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


_NEAR = 0.7
"""How alike a name and what somebody wrote for it are; among so many names less is chance:
"atlantis" is 0.62 like "salatiga"."""

_KEYS = frozenset(field.name for field in fields(Area))
# The one in C, which not every installation has, reads the tree in 20 ms instead of 160.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class AreaTree:
    """Areas in the order of their file, every parent before its children."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self._by_id = {area.id: area for area in self.areas}
        self._paths: dict[str | None, tuple[Area, ...]] = {None: ()}
        for area in self.areas:
            self._paths[area.id] = (area, *self._paths[area.parent])
        self._written: dict[str, tuple[Area, ...]] = {}
        for area in self.areas:
            for key in _spellings(area):
                self._written[key] = (*self._written.get(key, ()), area)
        self._written |= {_key(words): () for area in self.areas for words in area.unless}
        self._longest = max((len(key.split()) for key in self._written), default=0)

    @classmethod
    def read(cls, path: Path) -> AreaTree:
        """The tree in a YAML file; a ValueError names the file, the entry and what is wrong."""
        areas: dict[str, Area] = {}
        for number, entry in enumerate(_entries(path), start=1):
            try:
                area = _placed(_area(entry), above=areas)
            except ValueError as error:
                label = entry.get("id") if isinstance(entry, dict) else entry
                raise ValueError(f"{path}: entri {number} ({label}): {error}") from None
            areas[area.id] = area
        return cls(areas.values())

    def get(self, id: str) -> Area | None:
        return self._by_id.get(id)

    def called(self, name: str) -> tuple[Area, ...]:
        """The areas of which all of `name` is a name, whatever its capitals."""
        return self._written.get(_key(name), ())

    def path(self, id: str) -> tuple[Area, ...]:
        """From the area up to its root; KeyError for an id that is not in the tree."""
        return self._paths[id]

    def within(self, id: str, ancestor: str) -> bool:
        """Whether the area is the ancestor or lies in it; KeyError as for `path`."""
        return any(area.id == ancestor for area in self.path(id))

    def zone(self, id: str) -> Zone:
        """The zone of the province that the area is or lies in; WIB, the capital's, for the nation
        and for places abroad. KeyError as for `path`."""
        return next((area.zone for area in self.path(id) if area.zone), Zone.WIB)

    def closest(self, name: str) -> str | None:
        """The id that somebody who wrote `name` most likely meant; None where nothing is near."""
        known = {
            written.casefold(): area.id
            for area in reversed(self.areas)
            for written in (area.name, *area.also)
        }
        known |= {id: id for id in self._by_id}
        name = re.sub(r"^kab\.? ", "kabupaten ", name.casefold())
        near = get_close_matches(name, known, n=1, cutoff=_NEAR)
        return known[near[0]] if near else None

    def named_in(self, text: str) -> tuple[Area, ...]:
        """The areas that the text names, in its order; all that share a name that is shared."""
        named = (area for _, _, areas in self.mentions(text) for area in areas)
        return tuple(dict.fromkeys(named))

    def mentions(self, text: str) -> Iterator[tuple[int, int, tuple[Area, ...]]]:
        """Where the text names areas: start and end in code points, and all that share the name."""
        found = placenames.split(text)
        words = [match.group() for match in found]
        for start, end in placenames.named(words, self._written, self._longest):
            if areas := self._written[placenames.key(words[start:end])]:
                yield found[start].start(), found[end - 1].end(), areas


@cache
def bundled() -> AreaTree:
    """The tree that ships with the project."""
    return AreaTree.read(Path(__file__).parent / "data" / "areas.yaml")


def _key(name: str) -> str:
    return placenames.key([match.group() for match in placenames.split(name)])


def _spellings(area: Area) -> set[str]:
    """The keys of all its names, and of what it holds before each of them ("Puncak, Bogor")."""
    names, kind = {area.name, *area.also}, area.kind.capitalize()
    if area.kind in (AreaKind.REGENCY, AreaKind.CITY):
        names |= {f"{kind} {name}" for name in area.also if not name.startswith(kind)}
    for word, short in (("Kabupaten", "Kab"), ("Kepulauan", "Kep")):
        names |= {name.replace(word, each) for name in names for each in (short, f"{short}.")}
    names |= {f"{part}{gap}{name}" for part in area.holds for name in names for gap in (" ", ", ")}
    return {_key(name) for name in names}


def _entries(path: Path) -> list[object]:
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: tidak terbaca sebagai YAML: {error}") from error
    if not isinstance(entries, list):
        raise ValueError(f"{path}: isinya harus daftar wilayah")
    return entries


def _area(entry: object) -> Area:
    if not isinstance(entry, dict) or not entry.keys() >= {"id", "name", "kind"}:
        raise ValueError("harus berisi id, name, dan kind")
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"kunci tak dikenal: {', '.join(sorted(map(str, unknown)))}")
    id, name, kind, parent = entry["id"], entry["name"], entry["kind"], entry.get("parent")
    lists = [entry.get(each, []) for each in ("also", "holds", "unless")]
    are_lists = all(isinstance(each, list) for each in lists)
    texts = [id, name, parent or "-", *chain(*lists)] if are_lists else [None]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("id, name, dan parent harus teks; also, holds, dan unless daftar teks")
    if kind not in list(AreaKind):
        raise ValueError(f"kind '{kind}' tidak dikenal; pilih {', '.join(AreaKind)}")
    also, holds, unless = map(tuple, lists)
    kind = AreaKind(kind)
    return Area(id, name, kind, parent, also, _zone(kind, entry.get("zone")), holds, unless)


def _zone(kind: AreaKind, zone: object) -> Zone | None:
    if kind is not AreaKind.PROVINCE:
        if zone is not None:
            raise ValueError("zone hanya untuk provinsi")
        return None
    if zone not in list(Zone):
        wrong = "provinsi harus punya zone" if zone is None else f"zone '{zone}' tidak dikenal"
        raise ValueError(f"{wrong}; pilih {', '.join(Zone)}")
    return Zone(str(zone))


def _placed(area: Area, above: Container[str]) -> Area:
    """The area, if it may stand here: a parent stands above, so no cycle can be written."""
    if area.id in above:
        raise ValueError(f"id '{area.id}' sudah dipakai")
    if area.parent is None and area.kind not in (AreaKind.COUNTRY, AreaKind.ABROAD):
        raise ValueError(f"{area.kind} harus punya parent")
    if area.parent is not None and area.parent not in above:
        raise ValueError(f"parent '{area.parent}' tidak ada di atasnya: salah tulis, atau berputar")
    return area
