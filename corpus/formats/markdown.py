"""Markdown with front matter: one file, one document. The front matter is YAML between two lines of
`---`; what follows is the text, kept as written."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import Any

import yaml
from yaml.reader import ReaderError

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import to_document

_FENCE = re.compile(r"---[^\S\n]*\n(?P<head>.*?\n)?---[^\S\n]*(?:\n|$)", re.DOTALL)
_ORDER = [name for name in Document.model_fields if name != "text"]
_PROBLEMS = {
    "mapping values are not allowed here": (
        "apit nilai yang memuat ': ' dengan tanda kutip, dan tulis tiap nama di awal baris"
    ),
    "found character '\\t' that cannot start any token": "pakai spasi, bukan tab",
    "found unexpected end of stream": "tanda kutip tidak ditutup",
    "could not find expected ':'": "baris tanpa 'nama: nilai'",
}


class _NotAllowed(yaml.MarkedYAMLError):
    """What YAML allows and a front matter does not; `problem` says it in Indonesian."""


class _Loader(yaml.SafeLoader):
    """YAML without its numbers and dates: `2023-02-30` and `title: 2024` are text here, and what
    they may be is for the schema to say. A key written twice is an error, and so is an alias: a few
    of them make a value that no memory holds once it is written out."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            problem = "apit nilai yang diawali * dengan tanda kutip"
            raise _NotAllowed(problem=problem, problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _NotAllowed(problem="nama bukan teks", problem_mark=key.start_mark)
            if key.value in keys:
                problem = f"'{key.value}' ditulis dua kali"
                raise _NotAllowed(problem=problem, problem_mark=key.start_mark)
            keys.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.yaml_constructors = {
    tag: construct
    for tag, construct in yaml.SafeLoader.yaml_constructors.items()
    if tag is None or tag.endswith((":str", ":bool", ":null", ":seq", ":map"))
}


def parse(
    content: str, areas: AreaTree, given: Mapping[str, Any] = MappingProxyType({})
) -> Document | tuple[int, str]:
    """The document in `content`, or the line (from 1) and the reason why there is none.

    `given`: fields for a document that does not state them itself.
    """
    fence = _FENCE.match(content)
    if fence is None:
        return 1, "tidak diawali bagian depan (front matter) di antara dua baris ---"
    head = fence["head"] or ""
    try:
        fields = yaml.load(head, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, LookupError) as error:
        return _yaml_fault(error, head)
    if not isinstance(fields, dict):
        return 2, "bagian depan bukan daftar 'nama: nilai'"
    if "text" in fields:
        return _line_of("text", head), "text: ditulis sesudah bagian depan, bukan di dalamnya"
    body = content[fence.end() :].strip()
    stated = {str(name): value for name, value in fields.items()}
    result = to_document({**given, **stated, "text": body}, areas)
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


def _yaml_fault(error: Exception, head: str) -> tuple[int, str]:
    if isinstance(error, ReaderError):
        line = head.count("\n", 0, error.position) + 2
        return line, "bagian depan: berisi karakter kendali"
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "tidak terbaca"
    known = problem if isinstance(error, _NotAllowed) else _PROBLEMS.get(problem)
    reason = known or f"YAML salah tulis ({problem})"
    return (mark.line + 2 if mark else 2), f"bagian depan: {reason}"


def _line_of(field: str | None, head: str) -> int:
    for number, line in enumerate(head.split("\n"), start=2):
        if field is not None and line.startswith(f"{field}:"):
            return number
    return 1
