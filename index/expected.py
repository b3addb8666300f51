"""What sort of words a question asks for (a number, a date, a person …) and where a sentence holds
them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from index.analyze import standard, terms
from index.types import Span


class Expected(StrEnum):
    """The sort of words that would answer."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    ARTICLE = "article"
    ANYTHING = "anything"


_ASKED = (
    (Expected.ARTICLE, r"pasal (?:ke )?(?:berapa|mana|apa)|(?:terkena|berdasarkan) pasal"),
    (Expected.TIME, r"(?:jam|pukul) berapa|berapa jam berlangsung"),
    (Expected.DATE, r"kapan(?:kah)?|(?:tanggal|tahun|bulan) (?:berapa|apa|mana)|hari apa"),
    (Expected.NUMBER, r"berapa(?:kah)?|jumlah|banyaknya|seberapa"),
    (Expected.PERSON, r"siapa(?:kah)?|nama (?:ketua|kepala|komandan|kap\w+)"),
    (
        Expected.PLACE,
        r"(?:di|ke|dari) ?mana(?:kah)?"
        r"|(?:provinsi|kabupaten|kota|daerah|wilayah|negara) (?:mana|apa)|lokasi",
    ),
)
_ASKED_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _ASKED)

_MONTH = (
    r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:\s?(?:[-–/]|sampai|hingga|s\.d\.|dan)\s?)){{0,2}}\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"(?:\s?(?:[-–]|sampai|hingga|s\.d\.)\s?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)?"
    rf"|{_MONTH}\s+\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\b(?:1[5-9]|20)\d{{2}}\b(?![.,]?\d)"
)
_NUMBER_WORD = (
    r"(?:se(?:puluh|belas|ratus|ribu|juta)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
    r"(?:\s(?:belas|puluh|ratus|ribu|juta|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))*"
)
_AMOUNT = r"\d+(?:[.,:]\d+)*(?:x\d+)?(?:\s?(?:persen|%|ribu|juta|miliar|triliun)\b)?"
_NUMBER = rf"(?:Rp\s?)?{_AMOUNT}(?:\s(?:sampai|hingga)\s(?:Rp\s?)?{_AMOUNT})?|\b{_NUMBER_WORD}\b"
_NOT_AMOUNT = (
    rf"{_DATE}|\b(?:[Pp]asal|[Aa]yat|[Nn]omor|No\.|UU|PKPU|Perbawaslu|Putusan|ke-|TPS)\s?\(?\d[\w/.-]*\)?"
    r"|\b\d+/[A-Z\d][\w/.-]*|\b(?!\d{1,3}(?:\.\d{3})+\b)\d+\.\d+\.\d+\b(?!\.)(?=\s?[A-Z])"
)
_CAPITAL = r"[A-ZÀ-Þ][\w'’.-]*[\w'’]|[A-Z]\."
_NAME = rf"(?:{_CAPITAL})(?:\s+(?:(?:bin|binti|al|van|de)\s+)?(?:{_CAPITAL}))*"
_PLACE = (
    rf"(?<=\bdi |\bke )(?:[a-z]+\s){{0,3}}(?:{_CAPITAL}|\(?[A-Z]\w+)(?:[\s/(]+(?:{_CAPITAL})\)?)*"
    rf"|(?<=\bdari ){_NAME}"
)
_CLOCK = r"\d{1,2}[.:]\d{2}"
_TIME = (
    rf"\b(?:pukul|jam)\s{_CLOCK}(?:\s?(?:[-–]|sampai|hingga)\s?(?:pukul\s)?{_CLOCK})?"
    rf"|\b{_CLOCK}\b"
)
_PATTERNS = {
    Expected.NUMBER: re.compile(_NUMBER),
    Expected.DATE: re.compile(_DATE),
    Expected.TIME: re.compile(_TIME),
    Expected.PERSON: re.compile(_NAME),
    Expected.PLACE: re.compile(_PLACE),
    Expected.ARTICLE: re.compile(r"\b[Pp]asal\s\d+[A-Z]?(?:\s?ayat\s\(?\d+\)?)?"),
}
_SKIPPED = re.compile(_NOT_AMOUNT)
_NO_PERSON = re.compile(
    r"\b(?:Pemilu|Pilkada|Pilpres|Pil\w+|KPUD?|Bawaslu|Polda|Polres\w*|Polsek|Polri|TNI|TPS|PSU|UU"
    r"|Operasi|Mantap|Sispamkota|Satgas|Kota|Kabupaten|Provinsi|Jawa|Sumatera|Kalimantan|Sulawesi"
    rf"|Papua|Indonesia|Republik|Undang\w*|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|{_MONTH[3:-1]})\b"
    r"|\b[A-Z]{3,}\b|^Berdasarkan\b|^Menurut\b"
)
_OFFICE = re.compile(
    r"\b(?:(?:Waka|Ka)pol(?:ri|da|res\w*|sek)|Jenderal|Komjen|Irjen|Brigjen|Kombes"
    r"|AKBP|Kompol|AKP|Iptu|Ipda|Letjen|Mayjen|Letkol|Kolonel|Pangdam|Dandim|Dankor|Ketua|Menteri"
    r"|Gubernur|Bupati|Presiden)\b"
)
"""Ranks and offices: whoever bears one is a person, whatever the name holds besides."""

_UNIT = re.compile(r"berapa(?:kah)?\s+(?:jumlah\s+|banyak\s+|besar\s+|orang\s+)?(\w+)")
_NEAR = 3


def expected(question: str) -> Expected:
    """What `question` asks for, by its question words, however they are spelt."""
    asked = " ".join(standard(question))
    for kind, pattern in _ASKED_PATTERNS:
        if pattern.search(asked):
            return kind
    return Expected.ANYTHING


def answering_words(sentence: str, question: str, kind: Expected) -> Span | None:
    """The span of `sentence` that most likely answers, or None where it holds no such words.

    What the question itself says is no answer to it; of several, the one that stands nearest to the
    thing asked about is taken.
    """
    candidates = list(_candidates(sentence, kind))
    asked = set(terms(question))
    fresh = [span for span in candidates if not set(terms(sentence[slice(*span)])) <= asked]
    if not fresh:
        return None
    if kind is Expected.NUMBER:
        return min(fresh, key=lambda span: (_distance(sentence, span, question), span))
    if kind is Expected.DATE:
        near = _places(sentence, asked)
        return min(
            fresh, key=lambda span: (_is_year(sentence[slice(*span)]), _apart(span, near), span)
        )
    return fresh[0]


def first_of(text: str, kind: Expected) -> Span | None:
    """The span of `text` that holds the first words such as `kind` asks for."""
    return next(_candidates(text, kind), None)


def fit(words: str | None, question: str, kind: Expected) -> float:
    """How well the marked `words` are of the sort asked for, in [0, 1]: 0.5 where any sort will do,
    0.7 for a bare year unless the year was asked for."""
    if kind is Expected.ANYTHING:
        return 0.5
    if words is None:
        return 0.0
    bare = kind is Expected.DATE and _is_year(words) and "tahun" not in standard(question)
    return 0.7 if bare else 1.0


def _is_year(words: str) -> bool:
    return len(words) == len("2024") and words.isdigit()


def _candidates(sentence: str, kind: Expected) -> Iterator[Span]:
    if kind is Expected.NUMBER:
        found = amounts(sentence)
    else:
        pattern = _PATTERNS.get(kind)
        found = (match.span() for match in pattern.finditer(sentence)) if pattern else iter(())
    yield from (span for span in found if _is_fit(sentence[slice(*span)], kind))


def amounts(text: str) -> Iterator[Span]:
    """Every amount in `text`, in figures or in words, in order; what only looks like one (a date,
    an article, the number of a law) is left out."""
    skipped = [match.span() for match in _SKIPPED.finditer(text)]
    for match in _PATTERNS[Expected.NUMBER].finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in skipped):
            yield match.span()


def _is_fit(words: str, kind: Expected) -> bool:
    """Whether words of the right shape are what they look like: a name of one word is rarely a
    person's, and "satu" alone is rarely a count ("satu sama lain")."""
    if kind is Expected.PERSON:
        return " " in words and bool(_OFFICE.search(words) or not _NO_PERSON.search(words))
    return not (kind is Expected.NUMBER and words == "satu")


def _places(sentence: str, asked: set[str]) -> list[Span]:
    """Where the words of the question stand in `sentence`."""
    words = (match.span() for match in re.finditer(r"\w+", sentence))
    return [span for span in words if asked & set(terms(sentence[slice(*span)]))]


def _apart(span: Span, places: list[Span]) -> int:
    """Characters between `span` and the nearest of `places` outside it."""
    gaps = (max(a - span[1], span[0] - b) for a, b in places)
    return min((gap for gap in gaps if gap >= 0), default=0)


def _distance(sentence: str, span: Span, question: str) -> int:
    """Words between a number and the thing that is counted, 0 where it follows at once; far away
    where the sentence does not name it."""
    unit = _UNIT.search(" ".join(standard(question)))
    wanted = set(terms(unit[1])) if unit else set()
    after = sentence[span[1] :].split()[: _NEAR + 1]
    for place, word in enumerate(after):
        if wanted & set(terms(word)):
            return place
    before = sentence[: span[0]].split()[-_NEAR:]
    return _NEAR + 1 if wanted & set(terms(" ".join(before))) else 2 * _NEAR
