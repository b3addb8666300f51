"""Markdown with front matter: one file, one document. The front matter is YAML between two lines of
`---`; what follows is the text, kept as written."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import to_document

_FENCE = re.compile(r"---[^\S\n]*\n(?P<head>.*?\n)?---[^\S\n]*(?:\n|$)", re.DOTALL)
_ORDER = [name for name in Document.model_fields if name != "text"]


class _Loader(yaml.SafeLoader):
    """YAML as PyYAML's safe loader reads it, but a key written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node)  # type: ignore[no-untyped-call]
            if isinstance(key, Hashable) and key in keys:
                raise yaml.MarkedYAMLError(
                    problem=f"'{key}' ditulis dua kali", problem_mark=key_node.start_mark
                )
            keys.add(key)
        return super().construct_mapping(node, deep)


def parse(content: str, areas: AreaTree) -> Document | tuple[int, str]:
    """The document in `content`, or the line (from 1) and the reason why there is none."""
    fence = _FENCE.match(content)
    if fence is None:
        return 1, "tidak diawali bagian depan (front matter) di antara dua baris ---"
    head = fence["head"] or ""
    try:
        fields = yaml.load(head, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _yaml_fault(error)
    if not isinstance(fields, dict):
        return 2, "bagian depan bukan daftar 'nama: nilai'"
    if "text" in fields:
        return _line_of("text", head), "text: ditulis sesudah bagian depan, bukan di dalamnya"
    body = content[fence.end() :].strip()
    result = to_document({**{str(k): v for k, v in fields.items()}, "text": body}, areas)
    if isinstance(result, Document):
        return result
    if result.field == "text":
        return content.count("\n", 0, fence.end()) + 1, result.reason
    return _line_of(result.field, head), result.reason


def render(document: Document) -> str:
    """`document` as a Markdown file; `parse` gives the same document back."""
    fields = document.model_dump(mode="json", exclude_defaults=True, exclude={"text"})
    fields |= {name: getattr(document, name).value for name in ("kind", "form", "reliability")}
    ordered = {name: fields[name] for name in _ORDER if name in fields}
    head = yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n\n{document.text}\n"


def _yaml_fault(error: Exception) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "YAML tidak terbaca"
    return (mark.line + 2 if mark else 2), f"bagian depan: {problem}"


def _line_of(field: str | None, head: str) -> int:
    for number, line in enumerate(head.splitlines(), start=2):
        if field is not None and line.startswith(f"{field}:"):
            return number
    return 1
