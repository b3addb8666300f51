"""One raw record of a corpus file becomes a `Document`, or words that say what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from reprlib import repr as short
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.areas import AreaTree
from corpus.document import Document

_REASONS = {
    "missing": "wajib diisi",
    "string_type": "harus berupa teks",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "tuple_type": "harus berupa daftar",
}
_TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a record is no document: the field at fault (None: the record as a whole), the reason."""

    field: str | None
    reason: str


def to_document(fields: Mapping[str, Any], areas: AreaTree) -> Document | Bad:
    """The document that `fields` describe, checked against its schema and the tree of areas.

    A record without a title is titled with the first line of its text.
    """
    try:
        document = Document.model_validate({**fields, "title": _title(fields)})
    except ValidationError as error:
        return _explain(min(error.errors(), key=_depth))
    if document.area is not None and areas.get(document.area) is None:
        return Bad("area", _unknown("wilayah", document.area, areas.closest(document.area)))
    return document


def _title(fields: Mapping[str, Any]) -> Any:
    title, text = fields.get("title"), fields.get("text")
    if title is not None or not isinstance(text, str):
        return title
    lines = (line.strip().strip("#").strip() for line in text.splitlines())
    line = next(filter(None, lines), text)
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rstrip() + "…"


def _depth(error: ErrorDetails) -> int:
    """Causes first: a misspelt name explains what is missing, a bad text explains a bad title."""
    if error["type"] == "extra_forbidden":
        return 0
    return 2 if error["loc"] == ("title",) else 1


def _explain(error: ErrorDetails) -> Bad:
    field = str(error["loc"][0]) if error["loc"] else None
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden" and field is not None:
        close = difflib.get_close_matches(field, Document.model_fields, n=1)
        return Bad(field, _unknown("nama", field, close[0] if close else None))
    if kind == "value_error":
        return Bad(field, f"{field}: {context['error']}")
    if kind == "enum":
        expected = str(context["expected"]).replace(" or ", ", ")
        return Bad(field, f"{field}: {short(error['input'])} tidak dikenal; pilih {expected}")
    if kind == "too_long":
        return Bad(field, f"{field}: lebih dari {context['max_length']} karakter")
    return Bad(field, f"{field}: {_REASONS.get(kind, error['msg'])}")


def _unknown(what: str, name: str, closest: str | None) -> str:
    return f"{what} '{name}' tidak dikenal" + (f"; maksud Anda '{closest}'?" if closest else "")
