"""Files of other programs' formats, as small as they can be: PDF written by hand, Word documents by
python-docx or from their parts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def pdf(*pages: str | bytes | None, info: str = "", compress: bool = False) -> bytes:
    """A PDF of `pages`: the lines of a text, the operators of a page as bytes, or None for a page
    that is one picture. `info`: the entries of the information dictionary, in PDF's own writing."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
        f"<< {info} >>".encode(),
    ]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 2} 0 R")
        picture = "/XObject << /Im1 4 0 R >>" if page is None else ""
        objects += [_stream(_operators(page), compress), _page(len(objects) + 1, picture)]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes], trailer: str = "/Info 5 0 R") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out = b"%PDF-1.7\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def _page(contents: int, picture: str) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        f"/Resources << /Font << /F1 3 0 R >> {picture} >> "
        f"/Contents {contents} 0 R >>"
    ).encode()


def _operators(page: str | bytes | None) -> bytes:
    if page is None:
        return b"q 595 0 0 842 0 0 cm /Im1 Do Q"
    if isinstance(page, bytes):
        return page
    lines = (
        line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        for line in page.split("\n")
    )
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("cp1252")


def _stream(data: bytes, compress: bool) -> bytes:
    told = "/Filter /FlateDecode " if compress else ""
    data = zlib.compress(data, 9) if compress else data
    return f"<< {told}/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def word(*blocks: str | Sequence[Sequence[str]], title: str = "") -> bytes:
    """A Word document of `blocks`: paragraphs, and tables as rows of cells."""
    document = docx.Document()
    document.core_properties.title = title
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_of(body: str, before: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document whose body is this XML. `before`: what stands before the root element;
    `parts`: further parts of the package."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _RELATIONS.encode(),
            "word/document.xml": document.encode(),
            **(parts or {}),
        }
    )


def zipped(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these files."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, data)
    return stream.getvalue()
