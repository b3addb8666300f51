"""What an amending law does to each article: "Ketentuan Pasal 9 diubah sehingga berbunyi sebagai
berikut:". These sentences name the articles that must follow, and are all that is left of one that
is struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.statute.number import Number, readings

_SENTENCE = re.compile(
    r"(?<!\S)\d{1,3}[a-z]?\.\s+(?P<words>"
    r"(?:Ketentuan|Di\s?antara|Setelah|Sesudah|Sebelum|Pasal|Penjelasan|Judul|BAB|Bab|Bagian"
    r"|Paragraf|Substansi|Lampiran|Menambah|Mengubah|Menghapus|Menyisipkan)"
    r"\b[^.:]{0,900}(?:[.:]|\Z))"
)
_DOES = re.compile(r"\b(?:diubah|disisipkan|dihapus|ditambah|tetap\b|diganti)")
_INSERTED = re.compile(r"pasal,?\s+(?:yakni|yaitu)\b")
_NUMBERS = re.compile(r"Pasal\s+(\w{1,5})(?:\s+sampai\s+dengan\s+Pasal\s+(\w{1,5}))?")
_LONGEST = 50
"""Articles that one sentence may amend; more is a misreading."""

Article = tuple[Number, str]
"""An article's number, and what stands between its heading and the next."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A sentence at `start` that amends the articles `numbers`; `words` are without its number."""

    start: int
    words: str
    numbers: tuple[Number, ...]


def amended(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles of an amending law without the sentences that amend the next ones; of one that
    is only struck out, or explained otherwise, that sentence itself."""
    opened = {number for number, _ in articles}
    for number, text in articles:
        found = list(instructions(text))
        yield number, text[: found[0].start] if found else text
        for each in found:
            if "berbunyi" not in each.words:
                yield from ((one, each.words) for one in each.numbers if one not in opened)


def named(articles: Iterable[Article]) -> set[Number]:
    """The articles that an amending law says it amends."""
    return {one for _, text in articles for each in instructions(text) for one in each.numbers}


def instructions(text: str) -> Iterator[Instruction]:
    """The amending sentences of `text`, in order."""
    for match in _SENTENCE.finditer(text):
        words = " ".join(match["words"].split())
        if _DOES.search(words):
            yield Instruction(match.start(), words, tuple(dict.fromkeys(_numbers(words))))


def _numbers(words: str) -> Iterator[Number]:
    """The articles that will read otherwise: those inserted, not their neighbours."""
    inserted = _INSERTED.search(words)
    for match in _NUMBERS.finditer(words, inserted.end() if inserted else 0):
        first, last = (_read(written) for written in match.groups())
        if first is not None:
            yield from _range(first, last or first)


def _range(first: Number, last: Number) -> Iterator[Number]:
    if first.value == last.value and first.suffix and last.suffix:
        letters = range(ord(first.suffix), ord(last.suffix) + 1)
        yield from (Number(first.value, chr(letter)) for letter in letters)
    elif first == last or last.value - first.value > _LONGEST:
        yield first
    else:
        between = range(first.value + 1, last.value)
        yield from (first, *(Number(value) for value in between), last)


def _read(written: str | None) -> Number | None:
    return next(iter(readings(written)), None) if written else None
