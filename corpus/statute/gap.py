"""What surely belongs to an article whose next one has lost its heading: the words of both stand
together then, and it is better to say less than to say the next article's words as this one's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.sentences import sentences
from corpus.statute.amendment import Article
from corpus.statute.clause import clauses

_BEGINS = re.compile(r"(?<![ao]yat\s)\([1lI]\)\s|\bAyat\s?\([1lI]\)|(?<![^\s(])a\.\s")
_WORD = re.compile(r"[a-z]{3}")


def until_gaps(articles: Sequence[Article], explained: bool = False) -> Iterator[Article]:
    """`articles` of a law that numbers them without a gap; what may be of one that is lost is left
    out of the one before."""
    values = {number.value for number, _ in articles}
    last = max(values, default=0)
    for number, text in articles:
        whole = number.value + 1 in values or number.value == last
        yield number, text if whole else _surely_own(text, explained)


def _surely_own(text: str, explained: bool) -> str:
    """`text` up to where another article may begin: clauses or items that begin anew, or what
    follows the first full stop of the last clause."""
    words = text.strip()
    words = words[: _anew(words)]
    last = 0
    for one, other in pairwise((None, *clauses(words, explained))):
        if other is None or not other.follows(one):
            break
        last = other.start
    ended = (end for _, end in sentences(words[last:]) if words[last + end - 1] == ".")
    return words[: last + next(ended, len(words))]


def _anew(words: str) -> int:
    """Where a first clause stands behind other words, or the first item of a second list."""
    first_word = _WORD.search(words)
    first_item = None
    for match in _BEGINS.finditer(words):
        if not match[0].startswith("a"):
            behind = first_word
        else:
            behind = first_item
            first_item = first_item or match
        if behind and behind.start() < match.start():
            return match.start()
    return len(words)
