"""Which characters a text keeps: all that people read. What a document may not hold, what cannot be
seen and what makes a reader see another order than is written goes."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n?|[\v\f\x85]")
_HALVES = re.compile("[\ud800-\udfff]")
_ORDER = "\u202a-\u202e\u2066-\u2069"
_SMUGGLED = "\U000e0000-\U000e01ef"
_DISGUISE = re.compile(f"[{_ORDER}{_SMUGGLED}]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    f"\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff{_ORDER}{_SMUGGLED}]"
    # Joiners hold emoji and other scripts together; beside ASCII they only hide.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)


def clean(text: str) -> str:
    """`text` without control and invisible characters, with line breaks of one kind and U+FFFD for
    half a surrogate pair; all else as it was. Cleaning twice changes nothing more."""
    text = _BREAKS.sub("\n", text)
    return _UNSEEN.sub("", _HALVES.sub("\ufffd", text))


def disguised(text: str) -> bool:
    """Whether characters stand in `text` that turn the order of others or carry hidden ones."""
    return bool(_DISGUISE.search(text))
