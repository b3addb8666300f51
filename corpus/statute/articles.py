"""A statute as documents, one an article, each by the name that it is cited by. Nothing is told of
them that the text does not say: a date only where it was laid down, an election only where the
law's own title names one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from corpus.document import Form, Kind, Reliability
from corpus.statute.furniture import cleaned
from corpus.statute.law import Law, law_of
from corpus.statute.parts import Part, parts

_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september"),
    *("oktober", "november", "desember"),
)
_PROMULGATED = re.compile(
    rf"Diundangkan\s+di\s+\w+\s+pada\s+tangg\w{{1,2}}\s+(\d{{1,2}})\s+({'|'.join(_MONTHS)})"
    r"\s+(\d{4})\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\bini\s+mulai\s+berlaku\s+pada\s+tanggal\s+diundangkan\b")
_LAYS_DOWN = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|^\W*Pasal\s[1I]\W*$", re.MULTILINE)
_OF_EVERY = {
    "kind": Kind.REGULATION,
    "form": Form.ORIGINAL,
    "reliability": Reliability.PRIMARY,
}


def is_statute(text: str) -> bool:
    """Whether `text` is a law: it begins with the heading of one, and lays down articles."""
    return law_of(text) is not None and _LAYS_DOWN.search(text) is not None


def articles(text: str, fields: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The fields of a document for each article of the statute `text`, for its preamble and for
    what is explained, in the law's order; none where it is no statute.

    `fields` are what is known of the whole, as its publisher and address; what the text itself says
    counts before them.
    """
    text = cleaned(text)
    law = law_of(text)
    if law is None:
        return ()
    of_law = {**fields, **_of_law(text, law), **_OF_EVERY}
    found, _ = parts(text, law)
    return tuple(
        {**of_law, "id": _id(part, law), "title": _title(part, law), "text": part.text}
        for part in found
    )


def missing(text: str) -> tuple[str, ...]:
    """The articles that the statute `text` should have and that were not found in it, in order:
    "Pasal 12", "Lampiran Pasal 45"."""
    text = cleaned(text)
    law = law_of(text)
    return tuple(" ".join(_place(part)) for part in parts(text, law)[1]) if law else ()


def _of_law(text: str, law: Law) -> dict[str, Any]:
    """What the text says of all its articles."""
    told: dict[str, Any] = {"regime": law.regimes} if law.regimes else {}
    if day := _promulgated(text):
        told["published_on"] = day
        if _AT_ONCE.search(text):
            told["valid_from"] = day
    return told


def _promulgated(text: str) -> str | None:
    """The day on which the law was made known, where it can be read."""
    said = _PROMULGATED.search(text)
    if said is None:
        return None
    day, month, year = said.groups()
    try:
        return date(int(year), 1 + _MONTHS.index(month.lower()), int(day)).isoformat()
    except ValueError:
        return None


def _id(part: Part, law: Law) -> str:
    return "-".join([law.slug, *_place(part)]).lower().replace(" ", "-")


def _title(part: Part, law: Law) -> str:
    return f"{' '.join([law.label, *_place(part)])}: {law.subject}"


def _place(part: Part) -> Iterator[str]:
    """Where in the law a part stands, word by word."""
    if part.annexed:
        yield "Lampiran"
    if part.explained:
        yield "Penjelasan"
    if part.number is not None:
        yield f"Pasal {part.number}"
    else:
        yield "Umum" if part.explained else "Pembukaan"
