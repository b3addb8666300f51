"""One raw record of a corpus file turned into a `Document`, or into words that say what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
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
    """Why a record is no document: the field at fault (None: the record as a whole) and the reason."""

    field: str | None
    reason: str


def to_document(fields: Mapping[str, Any], areas: AreaTree) -> Document | Bad:
    """The document that `fields` describe, checked against its schema and the tree of areas.

    A record without a title is titled with the first line of its text.
    """
    try:
        document = Document.model_validate({**_title(fields), **fields})
    except ValidationError as error:
        return _explain(error.errors()[0])
    if document.area is not None and areas.get(document.area) is None:
        return Bad("area", _unknown("wilayah", document.area, areas.closest(document.area)))
    return document


def _title(fields: Mapping[str, Any]) -> dict[str, str]:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return {}
    line = text.strip().splitlines()[0].strip("# \t")
    return {"title": line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rstrip() + "…"}


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
        return Bad(field, f"{field}: '{error['input']}' tidak dikenal; pilih {expected}")
    if kind == "string_too_long":
        return Bad(field, f"{field}: lebih dari {context['max_length']} karakter")
    return Bad(field, f"{field}: {_REASONS.get(kind, error['msg'])}")


def _unknown(what: str, name: str, closest: str | None) -> str:
    return f"{what} '{name}' tidak dikenal" + (f"; maksud Anda '{closest}'?" if closest else "")
