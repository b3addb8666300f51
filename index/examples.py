"""What the small embedding model learns from: pairs of texts that belong together, read from a
file, cut out of unlabelled texts, and made as careless as people write."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class PairsError(ValueError):
    """A file of pairs cannot be used; the message, in Indonesian, names the file and the line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question (or claim, or heading) and a passage that belongs to it."""

    a: str
    b: str
    source: str = ""


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“(]?[A-Z0-9])")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")
_KEYWORDS = (2, 6)
# Sentences of a long text that are taken for one passage.
_NEAR = 8

_TYPO_SHARE = 0.15
_INFORMAL_SHARE = 0.5
_INFORMAL = Path(__file__).with_name("informal.csv")


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a JSONL file, gzipped if it ends in .gz: `{"a": …, "b": …, "src": …}` a line.

    Raises PairsError at the first line that is no pair, and where the file holds none.
    """
    pairs = []
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            for number, line in enumerate(file, start=1):
                if line.strip():
                    pairs.append(_pair(line, f"{path} baris {number}"))
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise PairsError(f"{path} tidak dapat dibaca: {error}") from error
    if not pairs:
        raise PairsError(f"{path} tidak berisi satu pasangan pun")
    return pairs


def _pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise PairsError(f"{where}: bukan JSON ({error})") from None
    if not isinstance(row, dict):
        raise PairsError(f'{where}: harus berupa objek {{"a": "…", "b": "…"}}')
    for key in ("a", "b"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise PairsError(f'{where}: "{key}" tidak ada atau kosong')
    return Pair(row["a"], row["b"], str(row.get("src", "")))


def cut(text: str, rng: random.Random) -> Iterator[Pair]:
    """Pairs out of one unlabelled text, whose paragraphs blank lines part: a sentence or a few
    words, each with the sentences around it. One sentence alone gives only the words."""
    for paragraph in _PARAGRAPH_END.split(text):
        sentences = _SENTENCE_END.split(paragraph.strip())
        for start in range(0, len(sentences), _NEAR):
            yield from _cut(sentences[start : start + _NEAR], rng)


def _cut(sentences: list[str], rng: random.Random) -> Iterator[Pair]:
    if len(sentences) > 1:
        for chosen in (0, rng.randrange(1, len(sentences))):
            yield Pair(sentences[chosen], " ".join(sentences[:chosen] + sentences[chosen + 1 :]))
    text = " ".join(sentences)
    words = list(dict.fromkeys(word for word in _WORD.findall(text) if len(word) > 3))
    if len(words) > _KEYWORDS[1]:
        yield Pair(" ".join(rng.sample(words, rng.randint(*_KEYWORDS))), text)


def careless(question: str, rng: random.Random) -> str:
    """`question` as typed in haste: lower case, no question mark, informal, with typing errors."""
    words = question.lower().rstrip(" ?").split()
    return " ".join(_careless_word(word, rng) for word in words)


def _careless_word(word: str, rng: random.Random) -> str:
    spellings = _informal_spellings().get(word)
    if spellings and rng.random() < _INFORMAL_SHARE:
        return rng.choice(spellings)
    if len(word) > 3 and rng.random() < _TYPO_SHARE:
        return _typo(word, rng)
    return word


@cache
def _informal_spellings() -> dict[str, list[str]]:
    """The spellings of chats and comments, by the standard word they stand for."""
    spellings: dict[str, list[str]] = {}
    with _INFORMAL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spellings.setdefault(row["standard"], []).append(row["informal"])
    return spellings


def _typo(word: str, rng: random.Random) -> str:
    """One letter lost, doubled, or swapped with the next; the first stays."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
