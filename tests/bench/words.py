"""The words that the speller knows though a corpus may not hold them (`index/words.txt`).

    python -m tests.bench.words --pairs FILE [--laws DIR] > index/words.txt

FILE holds pairs of texts as `siaga train` reads them, DIR statutes as Markdown. Words that stand in
at least `TEXTS` different texts are kept, those in most texts first; with a capital where they
mostly have one inside a sentence.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.analyze import words
from index.examples import read_pairs
from index.slips import LOST, slip_cost, slips

TEXTS, NAMED = 3, 0.6
"""Of how many texts, and the share of its places inside sentences where a name has a capital."""

RARE, FAR, LONG = 10, 100, 6
"""A word of `LONG` letters in fewer than `RARE` texts, one likely slip from a word that is `FAR`
times as common, is that word mistyped."""

_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
"""A word that begins no sentence."""

HEADER = """\
# Words of written Indonesian, those in most texts first; names, mostly, with their capital.
# Counted by tests/bench/words.py in statutes (not protected by copyright) and in public sets of
# questions and news (their terms: attribution).
"""


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--laws", type=Path)
    given = parser.parse_args()
    print(HEADER + "\n".join(common({*_texts(given.pairs), *_paragraphs(given.laws)})))


def common(texts: Iterable[str]) -> list[str]:
    """The words of at least `TEXTS` of `texts`, those in most first, equals by the alphabet."""
    held: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        held.update(word for word in set(words(text)) if word.isalpha() and word.isascii())
        for word in _INSIDE.findall(text):
            inside[word.lower()] += 1
            capital[word.lower()] += word[0].isupper()
    ordered = sorted(held.items(), key=lambda each: (-each[1], each[0]))
    return [
        word.capitalize() if capital[word] > NAMED * inside[word] else word
        for word, texts in ordered
        if texts >= TEXTS and not _is_mistyped(word, held)
    ]


def _is_mistyped(word: str, held: Counter[str]) -> bool:
    if len(word) < LONG or held[word] >= RARE:
        return False
    return any(
        held[text] >= FAR * held[word] and slip_cost(text, word) <= LOST for text in slips(word)
    )


def _texts(pairs: Path) -> Iterator[str]:
    for pair in read_pairs(pairs):
        yield from (pair.a, pair.b)


def _paragraphs(folder: Path | None) -> Iterator[str]:
    for file in sorted(folder.glob("*.md")) if folder else ():
        yield from file.read_text(encoding="utf-8").split("\n\n")


if __name__ == "__main__":
    main()
