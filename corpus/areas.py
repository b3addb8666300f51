"""Which areas there are, which lies in which, and which of them a text names.

The tree is data (`data/areas.yaml`) and a mistake in it is refused on reading: what is filed under
an area that does not exist would never be found there. A text names an area by whole words only,
the longest name first ("Papua Tengah" is not Papua). A name that is also an everyday word ("medan",
"serang") counts only where it is written as a name: with capitals, in full ("kota medan"), or after
an office ("polres medan"); after "di" it does not, because many write "di serang" for "diserang".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class AreaKind(StrEnum):
    """What sort of area it is, by its Indonesian name."""

    COUNTRY = "negara"
    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    ABROAD = "luar-negeri"


_EVERYDAY = re.compile(
    "banjar|buru|bukit tinggi|malang|medan|nduga|padang|palu|pesisir barat|puncak|serang|solo|"
    "sorong|sulut|sungai penuh|tanah laut"
)
_OFFICE = re.compile(
    "(ka)?pol(da|res|resta|restabes)|kpud?|bawaslu|pemkab|pemkot|"
    "(wakil)?bupati|walikota|gubernur|pilkada|pilbup|pilgub|pilwali|psu"
)
# Punctuation is a word of its own, so that no name reaches across it ("Papua, Tengah").
_WORD = re.compile(r"kab\.|\w+|[^\w\s]", re.IGNORECASE)


@dataclass(frozen=True)
class Area:
    """One area. `also` holds what else people write for it, never the name again."""

    id: str
    name: str
    kind: AreaKind
    parent: str | None = None
    also: tuple[str, ...] = ()


class AreaTree:
    """Areas in the order of their file, every parent before its children."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self._by_id = {area.id: area for area in self.areas}
        self._written: dict[str, tuple[Area, ...]] = {}
        for area in self.areas:
            for key in _spellings(area):
                self._written[key] = (*self._written.get(key, ()), area)
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

    def path(self, id: str) -> tuple[Area, ...]:
        """From the area up to its root; KeyError for an id that is not in the tree."""
        area = self._by_id[id]
        return (area,) if area.parent is None else (area, *self.path(area.parent))

    def within(self, id: str, ancestor: str) -> bool:
        """Whether the area is the ancestor or lies in it; KeyError as for `path`."""
        return any(area.id == ancestor for area in self.path(id))

    def closest(self, name: str) -> str | None:
        """The id that somebody who wrote `name` most likely meant; None where nothing is near."""
        known = {key: areas[0].id for key, areas in self._written.items()}
        known |= {id: id for id in self._by_id}
        near = get_close_matches(name.casefold(), known, n=1)
        return known[near[0]] if near else None

    def named_in(self, text: str) -> tuple[Area, ...]:
        """The areas that the text names, in its order; all that share a name that is shared."""
        named = (area for _, _, areas in self.mentions(text) for area in areas)
        return tuple(dict.fromkeys(named))

    def mentions(self, text: str) -> Iterator[tuple[int, int, tuple[Area, ...]]]:
        """Where the text names areas: start and end in code points, and all that share the name."""
        found, start = list(_WORD.finditer(text)), 0
        words = [match.group() for match in found]
        while start < len(words):
            end = self._name_end(words, start)
            if end > start:
                areas = self._written[_key(words[start:end])]
                yield found[start].start(), found[end - 1].end(), areas
            start = max(end, start + 1)

    def _name_end(self, words: Sequence[str], start: int) -> int:
        """Where the longest name that begins at `start` ends; `start` where none begins."""
        for end in range(min(start + self._longest, len(words)), start, -1):
            key = _key(words[start:end])
            plain = not _EVERYDAY.fullmatch(key)
            if key in self._written and (plain or _as_name(words, start, end)):
                return end
        return start


@cache
def bundled() -> AreaTree:
    """The tree that ships with the project."""
    return AreaTree.read(Path(__file__).parent / "data" / "areas.yaml")


def _key(words: Iterable[str]) -> str:
    return " ".join(words).casefold()


def _spellings(area: Area) -> set[str]:
    """The keys of all its names; "Kab." and "Kab" are how most people write Kabupaten."""
    names = [area.name, *area.also]
    names += [re.sub("^Kabupaten ", short, name) for name in names for short in ("Kab ", "Kab. ")]
    return {_key(_WORD.findall(name)) for name in names}


def _as_name(words: Sequence[str], start: int, end: int) -> bool:
    after_office = start > 0 and _OFFICE.fullmatch(words[start - 1].casefold())
    return bool(after_office) or all(word[0].isupper() for word in words[start:end])


def _entries(path: Path) -> list[object]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: tidak terbaca sebagai YAML: {error}") from error
    if not isinstance(entries, list):
        raise ValueError(f"{path}: isinya harus daftar wilayah")
    return entries


def _area(entry: object) -> Area:
    if not isinstance(entry, dict) or not entry.keys() >= {"id", "name", "kind"}:
        raise ValueError("harus berisi id, name, dan kind")
    if unknown := entry.keys() - {"id", "name", "kind", "parent", "also"}:
        raise ValueError(f"kunci tak dikenal: {', '.join(sorted(map(str, unknown)))}")
    id, name, kind = entry["id"], entry["name"], entry["kind"]
    parent, also = entry.get("parent"), entry.get("also", [])
    texts = [id, name, parent or "-", *also] if isinstance(also, list) else [None]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("id, name, dan parent harus teks, dan also daftar teks")
    if kind not in list(AreaKind):
        raise ValueError(f"kind '{kind}' tidak dikenal; pilih {', '.join(AreaKind)}")
    return Area(id, name, AreaKind(kind), parent, tuple(also))


def _placed(area: Area, above: Container[str]) -> Area:
    """The area, if it may stand here: a parent stands above, so no cycle can be written."""
    if area.id in above:
        raise ValueError(f"id '{area.id}' sudah dipakai")
    if area.parent is None and area.kind not in (AreaKind.COUNTRY, AreaKind.ABROAD):
        raise ValueError(f"{area.kind} harus punya parent")
    if area.parent is not None and area.parent not in above:
        raise ValueError(f"parent '{area.parent}' tidak ada di atasnya: salah tulis, atau berputar")
    return area
