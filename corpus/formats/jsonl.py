"""JSON Lines: one document a line, its fields and `text` as keys. Blank lines are passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import to_document


def parse_line(
    line: str, areas: AreaTree, given: Mapping[str, Any] = MappingProxyType({})
) -> Document | str:
    """The document on `line`, or the reason why there is none.

    `given`: fields for a document that does not state them itself.
    """
    try:
        fields = json.loads(line.rstrip(), object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        return f"bukan JSON (kolom {error.colno}: {error.msg})"
    except RecursionError:
        return "JSON: bersarang terlalu dalam"
    except ValueError as error:
        return f"JSON: {error}"
    if not isinstance(fields, dict):
        return "bukan objek JSON {…}"
    if isinstance(text := fields.get("text"), str):
        fields["text"] = text.replace("\r\n", "\n").replace("\r", "\n")
    result = to_document({**given, **fields}, areas)
    return result if isinstance(result, Document) else result.reason


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"'{next(n for n in names if names.count(n) > 1)}' ditulis dua kali")
    return fields
