"""What the starter corpus says, to hold the data files of the field against it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from bot import texts
from corpus.areas import bundled
from corpus.contacts import BUNDLED
from corpus.document import Document, Source
from corpus.read import read

_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


@cache
def documents() -> dict[str, Document]:
    return {document.id: document for document in read([BUNDLED.parent], bundled()).documents}


def text_of(source: Source) -> str:
    return documents()[source.id].text


def tells_day(text: str, day: date) -> bool:
    """Whether a sentence of `text` names the day, whatever stands between its parts."""
    month = texts.MONTHS[day.month - 1]
    return bool(re.search(rf"\b{day.day}\b[^.]*?\b{month}\b[^.]*?\b{day.year}\b", text))


def tells_number(text: str, number: int) -> bool:
    """Whether `text` has the number, in figures or in words."""
    figure = f"{number:,}".replace(",", ".")
    if re.search(rf"(?<![\d,]){re.escape(figure)}(?!\d)", text):
        return True
    return number < len(_WORDS) and bool(re.search(rf"\b{_WORDS[number]}\b", text, re.IGNORECASE))


def differences(source: Source) -> dict[str, tuple[object, object]]:
    """The fields in which `source`, as a data file has it, is not what its document says."""
    document = documents()[source.id]
    left_out = {"area", "stages"}  # shown nowhere
    fields = [name for name in Source.model_fields if name not in left_out]
    pairs = {name: (getattr(source, name), getattr(document, name)) for name in fields}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
