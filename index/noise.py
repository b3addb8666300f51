"""Questions made as careless as people type them, to measure how well they are still understood.
The rules and words here are how Indonesians shorten and slip; nothing that the analyser or the
training of the models reads is used, or the measure would flatter them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

TYPO_SHARE, TYPED = 0.2, 4
"""Share of the words of `TYPED` letters or more that get a typing error."""

SHORTENED, WORN, CHATTED = 0.6, 0.5, 0.3
"""How often a word that is shortened in chats is; any other that has an informal form; how often a
filler is added."""


class Noise(StrEnum):
    """What careless writing does to a question."""

    TYPOS = "typos"
    INFORMAL = "informal"
    LOWER = "lower"
    UNMARKED = "unmarked"


ALL = frozenset(Noise)


def noisy(question: str, kinds: Collection[Noise], rng: random.Random) -> str:
    """`question` with every sort of noise of `kinds`; the same `rng` state gives the same text.

    Numbers stay as they are.
    """
    if Noise.UNMARKED in kinds:
        question = question.rstrip(" ?")
    if Noise.INFORMAL in kinds:
        question = _informal(question, rng)
    if Noise.LOWER in kinds:
        question = question.lower()
    if Noise.TYPOS in kinds:
        question = _WORD.sub(lambda word: _mistyped(word.group(), rng), question)
    return question


_WORD = re.compile(r"[^\W\d_]+")

# Typing errors

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """The letters around each key; every row is shifted by about half a key."""
    near: dict[str, str] = {}
    for row, keys in enumerate(_ROWS):
        for column, key in enumerate(keys):
            around = [(row, column - 1), (row, column + 1)]
            around += [(row - 1, column), (row - 1, column + 1)]
            around += [(row + 1, column - 1), (row + 1, column)]
            near[key] = "".join(
                _ROWS[r][c] for r, c in around if 0 <= r < len(_ROWS) and 0 <= c < len(_ROWS[r])
            )
    return near


_NEAR_KEYS = _neighbours()


def _mistyped(word: str, rng: random.Random) -> str:
    if len(word) < TYPED or rng.random() >= TYPO_SHARE:
        return word
    return rng.choice(_SLIPS)(word, rng.randrange(len(word)), rng)


def _dropped(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, at: int, rng: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _missed(word: str, at: int, rng: random.Random) -> str:
    """A neighbouring key hit; a letter that is on no key is doubled."""
    near = _NEAR_KEYS.get(word[at].lower())
    if near is None:
        return _doubled(word, at, rng)
    key = rng.choice(near)
    return word[:at] + (key.upper() if word[at].isupper() else key) + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int, random.Random], str], ...]
_SLIPS = (_dropped, _doubled, _swapped, _missed)

# Informal writing

_VOWELS_LOST = """
yang dengan untuk dalam pada dari tidak sudah belum bagaimana berapa kapan siapa dimana
kemana darimana mengapa apakah siapakah berapakah kapankah dimanakah jumlah tahun
tanggal bulan orang karena sebelum sesudah setelah menurut tentang terhadap seperti
antara tersebut sebagai banyak sekarang pernah masih lebih kurang paling bisa dapat
harus boleh jangan saya kamu mereka kita juga saja atau tapi jadi waktu tempat nomor
kabupaten kecamatan jalan
"""
_SHORT = frozenset(_VOWELS_LOST.split())
"""Words that lose their vowels in chats."""

_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "tidak": ("ga", "gak", "nggak", "ngga", "kagak"),
    "bagaimana": ("gimana", "gmana"),
    "mengapa": ("kenapa", "knapa"),
    "sudah": ("udah", "dah"),
    "telah": ("udah",),
    "saja": ("aja", "aj"),
    "sama": ("ama",),
    "seperti": ("kayak", "kaya"),
    "hanya": ("cuma", "cuman"),
    "membuat": ("bikin",),
    "sebutkan": ("sebutin",),
    "apakah": ("apa", "apaan"),
    "siapakah": ("siapa", "sapa"),
    "siapa": ("sapa",),
    "kapankah": ("kapan",),
    "berapakah": ("berapa", "brapa"),
    "mengatakan": ("bilang",),
    "memberikan": ("ngasih",),
    "melihat": ("liat",),
    "besar": ("gede",),
    "dan": ("sama", "&"),
    "dengan": ("sama", "ama"),
    "oleh": ("sama",),
    "ini": ("nih",),
    "itu": ("tuh", "tu"),
}
"""Words of talk that no rule leads to."""

_FADED = frozenset(
    ("benar", "malam", "dalam", "dapat", "cepat", "teman", "pintar", "datang", "senang", "macam")
)
"""Words whose last a is an e in talk."""

_MUTE = frozenset(("hilang", "habis", "hitung", "hujan", "hitam", "hidup", "hutang", "hari"))
"""Words whose h is not heard."""

_FILLERS = ("sih", "ya", "dong", "nih", "min", "kak", "gan")
_JOINED = re.compile(r"\b(di|ke|dari) (mana(?:kah)?)\b", re.IGNORECASE)
_REPEATED = re.compile(r"\b([^\W\d_]{3,})-\1\b", re.IGNORECASE)
_NASALS = (
    (re.compile(r"^meng(?=[aiueo])"), "ng"),
    (re.compile(r"^meng(?=[gkh])"), "nge"),
    (re.compile(r"^me(?:ny|nc)(?=[aiueo])"), "ny"),
    (re.compile(r"^mem(?=[aiueo])(?!emp)"), "m"),
    (re.compile(r"^men(?=[aiueo])"), "n"),
    (re.compile(r"^men(?=[jd])"), ""),
    (re.compile(r"^mem(?=b)"), "nge"),
    (re.compile(r"^me(?=[lr][aiueo])"), "nge"),
)
"""Verbs lose their me- and keep what it did to the word: mencoblos, nyoblos."""


def _informal(question: str, rng: random.Random) -> str:
    question = _JOINED.sub(lambda m: m[1] + m[2] if rng.random() < WORN else m[0], question)
    question = _REPEATED.sub(lambda m: f"{m[1]}2" if rng.random() < WORN else m[0], question)
    first = _WORD.search(question)
    start = first.start() if first else 0
    question = _WORD.sub(
        lambda m: _said(m[0].lower() if m.start() == start else m[0], rng), question
    )
    return f"{question} {rng.choice(_FILLERS)}" if rng.random() < CHATTED else question


def _said(word: str, rng: random.Random) -> str:
    """`word` as in a chat; a name, which has a capital, stays."""
    if not word.islower():
        return word
    if word in _OTHERWISE and rng.random() < WORN:
        return rng.choice(_OTHERWISE[word])
    if word in _SHORT:
        return _skeleton(word, rng) if rng.random() < SHORTENED else word
    return _worn(word) if rng.random() < WORN else word


def _skeleton(word: str, rng: random.Random) -> str:
    """`word` without the vowels inside it: yang, yg; perhaps with the last one: brp, brpa."""
    rest = word[1:].replace("ng", "g").replace("ny", "y")
    last = rest[-1] if rest[-1] in "aiueo" and rng.random() < 1 / 3 else ""
    consonants = re.sub(r"[aiueo]", "", rest)
    return re.sub(r"(.)\1+", r"\1", word[0] + consonants) + last


def _worn(word: str) -> str:
    """`word` as it is said: its endings and its prefix worn down."""
    if word in _FADED:
        head, _, tail = word.rpartition("a")
        return f"{head}e{tail}"
    if word in _MUTE:
        return word[1:]
    if len(word) > 6 and word.endswith("nya"):
        return word[:-1] if len(word) % 2 else f"{word[:-3]}x"
    if len(word) > 6 and word.startswith("di") and word.endswith("kan"):
        return f"{word[:-3]}in"
    if len(word) > 6 and word.startswith("me"):
        return _without_me(word)
    return word[:-2] + "o" if word.endswith("au") and len(word) > 4 else word


def _without_me(word: str) -> str:
    for pattern, nasal in _NASALS:
        if pattern.search(word):
            return re.sub(r"kan$", "in", pattern.sub(nasal, word))
    return word
