"""Patterns of whole words as the data files write them: regular expressions in which {name} stands
for any word of a group, so that a list of words is written once. What they are held against is
written out the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[str]]
"""Groups of words by name; a group may refer to those above it."""

_NOTHING = r"(?!)"
_NAME = re.compile(r"\{([a-z]\w*)\}")
_TWICE = re.compile(r"\b([a-z]{3,})2(an|in)?\b")
_SUFFIX = re.compile(r"\b(\w{3,})(?<!ta)nya\b")  # not of "tanya"


def any_of(patterns: Sequence[str], words: Words) -> re.Pattern[str]:
    """One pattern for any of `patterns`, each of whole words; none for nothing."""
    joined = "|".join(_spelled_out(one, words) for one in patterns) or _NOTHING
    return re.compile(rf"(?<!\S)(?:{joined})(?!\S)")


def written_out(text: str) -> str:
    """`text` in lower case, "tembak2an" as "tembak tembakan" and "nomornya" as "nomor"."""
    return _SUFFIX.sub(r"\1", _TWICE.sub(r"\1 \1\2", text.lower()))


def _spelled_out(pattern: str, words: Words) -> str:
    def meaning(name: re.Match[str]) -> str:
        return "(?:" + "|".join(_spelled_out(one, words) for one in words[name[1]]) + ")"

    return _NAME.sub(meaning, pattern)
