"""Which messages are only polite. A search for "terima kasih" finds somebody's thanks in a report,
and a person who says hello deserves better than a list of sources."""

from __future__ import annotations

import re
from enum import Enum, auto


class Courtesy(Enum):
    """What is said when nothing is asked."""

    GREETING = auto()
    THANKS = auto()


_WORD = re.compile(r"[\w']+")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


_WHOM = _words("min admin bot kak kakak bang mas mbak pak bapak bu ibu gan sis semua ya nih")
_GREETING = _words(
    "halo hallo hai hay hi hei hello p tes test ping permisi punten salam selamat pagi siang sore "
    "malam assalamualaikum assalamu'alaikum asalamualaikum wr wb"
)
_THANKS = _words(
    "terima kasih terimakasih makasih makasi thanks thank you thx trims tq ok oke okey okay sip "
    "siap baik mantap banyak atas jawabannya infonya bantuannya"
)


def courtesy_in(text: str) -> Courtesy | None:
    """The courtesy that `text` is and nothing besides; None where it may be a question."""
    words = _words(text) - _WHOM
    if not words:
        return None
    if words <= _GREETING:
        return Courtesy.GREETING
    return Courtesy.THANKS if words <= _THANKS else None
