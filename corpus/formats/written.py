"""Drafts out of text as people write it for a corpus, or just write it: Markdown with front matter
and JSON Lines by the readers that corpus folders have, all or nothing, and plain text."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.areas import bundled
from corpus.document import Document
from corpus.draft import Draft, Unreadable
from corpus.formats import jsonl, markdown
from corpus.formats.format import Format
from corpus.formats.title import heading
from corpus.limits import Limits

_NAMELESS = {"id": "\ufffd"}
"""In the place of an id, which only a corpus needs; cleaned text cannot state it."""
_SHOWN = 3
_BAD_HEAD = "Baris {line}: {reason}. Perbaiki, lalu kirim lagi."
_BAD_LINES = "{lines}. Perbaiki, lalu kirim lagi seluruhnya: belum ada yang diambil."
_LINE = "Baris {line}: {reason}"
_MORE = "dan {count} baris lain"
_TOO_MANY = "Berkas ini berisi lebih dari {most} dokumen. Bagi menjadi beberapa berkas."


def read(text: str, format: Format, limits: Limits) -> tuple[Draft, ...]:
    """The drafts in `text`, which is cleaned. Raises Unreadable, with the lines that are wrong."""
    if format is Format.MARKDOWN:
        return (_markdown(text),)
    if format is Format.JSONL:
        return tuple(_jsonl(text, limits))
    title = heading(text)
    return (Draft({"title": title} if title else {}, text),)


def _markdown(text: str) -> Draft:
    result = markdown.parse(text, bundled(), _NAMELESS)
    if isinstance(result, Document):
        return _draft(result)
    line, reason = result
    raise Unreadable(_BAD_HEAD.format(line=line, reason=reason))


def _jsonl(text: str, limits: Limits) -> Iterator[Draft]:
    faults: list[str] = []
    taken = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        result = jsonl.parse_line(line, bundled(), _NAMELESS)
        if isinstance(result, Document):
            taken += 1
            yield _draft(result)
        else:
            faults.append(_LINE.format(line=number, reason=result))
        if taken > limits.drafts:
            raise Unreadable(_TOO_MANY.format(most=limits.drafts))
    if faults:
        more = [_MORE.format(count=len(faults) - _SHOWN)] if len(faults) > _SHOWN else []
        raise Unreadable(_BAD_LINES.format(lines="; ".join([*faults[:_SHOWN], *more])))


def _draft(document: Document) -> Draft:
    fields = document.model_dump(mode="json", exclude_unset=True, exclude={"text"})
    if document.id == _NAMELESS["id"]:
        del fields["id"]
    return Draft(fields, document.text)
