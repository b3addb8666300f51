"""Where the words of an article end, though the next heading stands further down, and how they are
laid out: each clause on a line of its own, a short list on one line with what leads to it. No word
is changed."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.sentences import sentences
from corpus.statute.clause import clauses

_NEXT = re.compile(
    # A division: Bagian Kedua, but not "dalam Bagian Kedua" nor Bagian Keuangan.
    r"(?<!dalam\s)(?<!pada\s)\b(?:BUKU\s+(?:KE[A-Z]+|BUKU)|BAB\s+[IVXLlxiv1]+\b"
    r"|Bag[a-z]{2,3}\s+Ke(?:sat|dua|tig|emp|lim|ena|tuj|hrj|del|semb|sep|seb)[a-z]*"
    r"|[Pp]aragr[a-z]{1,2}\s?\.?\s?(?:[\dIT]|Satu|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan)\b)"
    # The end of the law, or of its explanation.
    r"|Agar\s+setiap\s+orang\s+menge|\b(?:Disahkan|Ditetapkan|Diundangkan)\s+di\s+[A-Z]"
    r"|\b(?:TAMBAHAN\s+)?LEMBARAN\s+NEGARA\s+REPUBLIK"
)
_NAME = re.compile(r"\A[^a-z]*(?<!\w)(?=[A-Z][a-z])")
_FIRST_CLAUSE = re.compile(r"(?<![ao]yat\s)\([1lI]\)")
_BLANKS = re.compile(r"[^\S\n]+")
_BEGINNING = re.compile(r"\A[\s,.:;'’_|*-]+")
_LAST_STOP = re.compile(r".*(?:[a-z)\]]{2}|[\d%)])[.;:”\"]+(?=\s|\Z)", re.DOTALL)
_WORD = re.compile(r"[a-z]{3}|\b[A-Z]{3,}\b|(?<!\()\b\d{2,}")
_TOGETHER = 75
"""Words of a list with its lead that are kept together: as many as are read at one go."""


def own_words(text: str, explained: bool = False) -> str:
    """What of `text`, which stands between two headings, the first one opens.

    What is left at the end and has no word in it, letterhead that could not be read and numbers
    that stood in the margin, is left out.
    """
    words = _BEGINNING.sub("", _BLANKS.sub(" ", _before_next(text)))
    stop = _LAST_STOP.match(words)
    if stop and not _WORD.search(words, stop.end()):
        words = stop[0]
    starts = [0, *(clause.start for clause in clauses(words, explained)), len(words)]
    told = (words[start:end].strip() for start, end in pairwise(starts))
    return "\n".join(_with_its_list(clause) for clause in told if clause)


def _before_next(text: str) -> str:
    """`text` before the next division; but where columns were read in the wrong order, and the
    clauses go on behind its name, without that name alone."""
    division = _NEXT.search(text)
    if division is None:
        return text
    before = text[: division.start()]
    joined = before + _NAME.sub("", text[division.end() :])
    last = next(reversed(clauses(before)), None)
    after = next((clause for clause in clauses(joined) if clause.start >= len(before)), None)
    if last is None or after is None or not after.follows(last):
        return before
    return before if _FIRST_CLAUSE.search(joined, len(before), after.start) else joined


def _with_its_list(clause: str) -> str:
    """`clause` on one line where that is one sentence, short enough to be read at once: the items
    of a list say nothing without what leads to them."""
    line = " ".join(clause.split())
    return line if len(line.split()) <= _TOGETHER and len(sentences(line)) == 1 else clause
