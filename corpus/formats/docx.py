"""A Word document: paragraphs and tables in their order, as they stand with all changes accepted.
The only module that imports python-docx, which opens the package and knows its parts; the text is
read off the elements, because python-docx passes over what was inserted under review and what
stands in content controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from corpus.draft import Draft
from corpus.formats.package import unpacked
from corpus.formats.title import recorded
from corpus.limits import Limits

_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_TEXT, _BOX, _NUMBERED = (qn(f"w:{name}") for name in ("t", "txbxContent", "numPr"))
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Properties, what was deleted or moved away, and the second telling of a text box.
_SKIPPED = {
    *(qn(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "instrText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TITLES = ("Title", "Heading 1")

_NUMBERING = (
    "Nomor yang dibuat otomatis oleh Word tidak ikut terbaca; periksa nomor pasal dan butir."
)


def read(content: bytes, limits: Limits) -> Draft:
    """The draft of a document. Raises Unreadable, and whatever a broken file leads to."""
    document = docx.Document(unpacked(content, limits))
    body = document.element.body
    title = _heading(document) or recorded(document.core_properties.title)
    numbered = next(body.iter(_NUMBERED), None) is not None
    return Draft(
        {"title": title} if title else {},
        "\n\n".join(_blocks(body)),
        (_NUMBERING,) if numbered else (),
    )


def _heading(document: DocumentObject) -> str | None:
    """The text of the first paragraph that is not empty, if its style says that it is a title."""
    for paragraph in document.paragraphs:
        if text := paragraph.text.strip():
            return text if paragraph.style and paragraph.style.name in _TITLES else None
    return None


def _blocks(container: Any) -> Iterator[str]:
    """The paragraphs and tables in `container` that hold text."""
    for child in container:
        if child.tag == _PARAGRAPH:
            if text := "".join(_words(child)).strip():
                yield text
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _BOX:
            yield "\n" + "\n".join(_blocks(child)) + "\n"
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _words(child)


def _table(table: Any) -> Iterator[str]:
    """One block with a line for each row; a table of one column is only a frame around text."""
    rows = [row.findall(_CELL) for row in table.iter(_ROW) if row.getparent() is table]
    if all(len(row) == 1 for row in rows):
        for row in rows:
            yield from _blocks(row[0])
        return
    cells = [[" ".join(" ".join(_blocks(cell)).split()) for cell in row] for row in rows]
    yield "\n".join(f"| {' | '.join(row)} |" for row in cells if any(row))
