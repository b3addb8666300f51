"""Which encoding bytes are written in. What is valid UTF-8 is UTF-8, whatever the page says of
itself: text in another encoding that happens to be valid UTF-8 does not occur."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""")
_HEAD = 4096
# No encodings that execute (UTF-7), and none that are no encoding of text (rot13, zip).
_KNOWN = re.compile(
    r"(?:windows-|cp)125[0-8]|iso-8859-\d+|koi8-[ru]|gb(?:k|2312|18030)|big5|shift_jis|euc-(?:jp|kr)"
)
# As browsers do: who declares these writes with Windows' quotation marks.
_WINDOWS = "windows-1252"
_LATIN = ("iso-8859-1", "latin-1", "us-ascii", "ascii")


def decode(content: bytes, content_type: str | None) -> str:
    """`content` as text without its byte order mark, uncleaned. Bytes that mean nothing in their
    encoding become U+FFFD."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace").removeprefix("\ufeff")
    if wide := _wide(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_declared(content, content_type), "replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: in most of the pairs one byte, always the same of the two, is zero."""
    head = content[: _HEAD - _HEAD % 2]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) < 0.6 * len(head):
            return name
    return None


def _declared(content: bytes, content_type: str | None) -> str:
    for place in ((content_type or "").encode("utf-8", "replace"), content[:_HEAD]):
        if found := _DECLARED.search(place):
            name = found[1].decode().lower()
            if name not in _LATIN and _KNOWN.fullmatch(name):
                return name
    return _WINDOWS
