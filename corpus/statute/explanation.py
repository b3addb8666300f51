"""What a law's explanation says: of the whole, and of each article; "Cukup jelas" says nothing and
is left out."""

from __future__ import annotations

import re

from corpus.statute.wording import own_words

_GENERAL = re.compile(r"(?:\bI\s?\.\s*)?\bUMUM\s+(?=\d|[A-Z]?[a-z])")
_LABEL = r"(?:Ayat\s?\(\w{1,3}\)?|Huruf\s?[a-z]|Angka\s?\d+)"
_LABELS = re.compile(rf"\b{_LABEL}\s*")
_PLAIN = re.compile(rf"(?:\b{_LABEL}\s+)?\bC\W{{0,3}}ukup\W{{0,3}}j\w{{2,7}}\b\s?\.?")
_BARE = re.compile(r"\bAyat\s?\(\w{1,3}\)?\s+(?=Ayat\b|\Z)|\bAngka\s+\d+\s*\Z")
"""A label with nothing of its own; at the end it is of the next article."""

_TELLING = 3
"""Words that an explanation has at least ("Dihapus." is none)."""


def general(text: str) -> str:
    """What is explained of the whole law in `text`, which stands before the articles."""
    begins = _GENERAL.search(text)
    return own_words(text[begins.end() :]) if begins else ""


def telling(text: str) -> str:
    """What `text`, which stands under one article, explains; empty where that is nothing."""
    kept = own_words(_BARE.sub("", _PLAIN.sub("", text)), explained=True)
    return kept if len(_LABELS.sub("", kept).split()) >= _TELLING else ""
