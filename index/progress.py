"""How far work has come that somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

Count = Callable[[int, int], None]
"""The same of one thing that is being done."""

_OFTEN = 2048
_T = TypeVar("_T")


class Phase(StrEnum):
    """What is being done on the way from a corpus to what is served, in that order."""

    READ = "membaca dokumen"
    DIFF = "membandingkan"
    EMBED = "menghitung vektor"
    BUILD = "menyusun indeks"
    VERIFY = "memeriksa berkas"
    EXAM = "menguji"
    PUBLISH = "menerbitkan"


def silent(label: str, done: int, total: int) -> None:
    """A `Progress` that tells nobody."""


def counted(things: Iterable[_T], count: Count, total: int) -> Iterator[_T]:
    """`things`, telling `count` now and then, and at their end, how many of them have been."""
    for done, thing in enumerate(things):
        if done % _OFTEN == 0:
            count(done, total)
        yield thing
    count(total, total)
