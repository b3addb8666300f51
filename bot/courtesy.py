"""Which messages are only polite. Searching the corpus for "terima kasih" finds somebody's thanks in a
news report, and a person who says hello deserves better than a list of sources."""

from __future__ import annotations

import re
from enum import Enum, auto


class Courtesy(Enum):
    """What is said when nothing is asked."""

    GREETING = auto()
    THANKS = auto()


_WORD = re.compile(r"[\w']+")
_ADDRESS = frozenset(
    "min admin bot kak kakak bang mas mbak pak bapak bu ibu gan sis semua ya nih".split()
)
_GREETING = frozenset(
    "halo hallo hai hay hi hei hello p tes test ping permisi punten salam selamat pagi siang sore "
    "malam assalamualaikum assalamu'alaikum asalamualaikum wr wb kenal".split()
)
_THANKS = frozenset(
    "terima kasih terimakasih makasih makasi thanks thank you thx trims tq oke ok okey okay sip siap "
    "baik mantap banyak atas jawabannya infonya bantuannya".split()
)


def courtesy_in(text: str) -> Courtesy | None:
    """The courtesy that `text` is and nothing besides; None where it may be a question."""
    words = frozenset(_WORD.findall(text.casefold())) - _ADDRESS
    if not words:
        return None
    if words <= _GREETING:
        return Courtesy.GREETING
    return Courtesy.THANKS if words <= _THANKS else None
