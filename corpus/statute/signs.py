"""How much the way a "Pasal 5" stands in a text says for a heading, and against a reference to it:
on a line of its own, after a full stop, before "(1)"; or after "dalam", before "ayat"."""

from __future__ import annotations

import re

_REFERS_BEFORE = re.compile(
    # "dalam" is read as ddam, daiam, dahm, dala; a comma that stands alone is dirt.
    r"(?:\b(?:[ad]a[il]a[mn]|d[ad]am|da[hl]?a?[mn]|pada|dari|dengan|oleh|menurut|berdasarkan|dan"
    r"|terhadap|ketentuan|atau|serta|maupun|di|ke|atas|yakni|yaitu|penjelasan|antara|bunyi|jo"
    r"|sehingga|melanggar|juncto|setelah|sebelum|huruf\s+\w{1,2}|angka\s+\d+"
    r"|ayat\s*\(\w{1,3}[)\]]?)|(?<=\S)[,(/])\s*\Z",
    re.IGNORECASE,
)
_REFERS_AFTER = re.compile(
    r"\s*(?:[,)/]|[a4]ya[tl]\b|huruf\b|angka\b|disisip|diubah|berbunyi|dihapus|Undang-Undang\sDasar)"
)
_ENDED_BEFORE = re.compile(r"(?:[.;:”\"][\s'_:,-]*|^\s*)\Z")
_DIVISION_BEFORE = re.compile(
    r"(?:BUKU|BAB|Bag\w{2,4}\s+Ke\w+|Paragra\w{1,2}(?:\s?\d\s?\.)?)[^.;]{0,90}\Z"
)
_MARGIN_BEFORE = re.compile(r"\(\w{1,2}\)?\s+\(\w{1,2}\)?\s*\Z")
_OPENS_AFTER = re.compile(r"[\s,.:;'*]{0,9}(?:\([1lIi]\s?[)\]1]?\s|Cukup|Ayat\s|Huruf\s?[a-z]\b)")
_SMALL_AFTER = re.compile(r" *[a-z]")
_BEFORE = 100
_DRESS = " #*"
"""What a heading may wear in Markdown."""

UNMARKED = 0.6
"""What neither refers nor looks like a heading is one only where the run has room for it."""


def weight(text: str, start: int, end: int) -> float:
    """How much speaks for `text[start:end]` as a heading; not above 0 for a reference.

    The weights were set on nine laws, of which seven have every heading on a line of its own and
    two were read by a machine as running text.
    """
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _BEFORE]
    opens_line = before.rstrip(_DRESS)[-1:] in ("\n", "")
    fills_line = opens_line and after.lstrip(f"{_DRESS}.")[:1] in ("\n", "")
    refers = 6.0 * bool(_REFERS_BEFORE.search(before)) + 7.0 * bool(_REFERS_AFTER.match(after))
    signs = (
        (6.0, fills_line),
        (2.0, opens_line and not fills_line),
        (3.0, bool(_ENDED_BEFORE.search(before))),
        (3.0, bool(_DIVISION_BEFORE.search(before))),
        (1.0, bool(_MARGIN_BEFORE.search(before))),
        (7.0, bool(_OPENS_AFTER.match(after))),
        (1.0, after.lstrip()[:1].isupper()),
        (-2.0, not fills_line and bool(_SMALL_AFTER.match(after))),
        (-0.5, text[start].islower()),
    )
    told = sum(weight for weight, holds in signs if holds)
    return told - refers if refers else max(told, UNMARKED)
