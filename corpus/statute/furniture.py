"""What stands on a page and is no part of the law: letterhead, page numbers, the first word of the
next page at the foot of the last, marks that a machine took for letters. It is taken out; every
word of the law stays as it was read."""

from __future__ import annotations

import re

_LETTERHEAD = re.compile(
    # "PRES I DEN REPUELIK INOONESIA", but not the "PRESIDEN REPUBLIK INDONESIA," who lays it down.
    r"(?<!\w)(?<!PERATURAN\s)(?<!DAN\s)(?<!dan\s)[PF]\s?R\s?E\s?S\s?[I1l]\s?[A-Z1l]{0,3}\s?[EO]\s?N[\s.]{0,2}R\s?E\s?P\s?U\s?[A-Z]\s?L"
    r"\s?[I1l]\s?K\s?I\s?N\s?[A-Z]\s?O\s?N\s?E\s?S(?:\s?[I1l]\s?A\b(?!\s?,)|(?!\s?\w))"
)
_PAGE = re.compile(r"(?<!\S)\^?[-–—_]\s?[\dlLIO]{1,4}\s?\^?[-–—_](?!\S)")
_SERIAL = re.compile(r"(?<!\S)SK\s+No\.?\s?\d{5,6}\s?[A-Z]?(?!\S)")
_ADDRESS = re.compile(
    r"(?<!\S)(?:www\.)?(?:peraturan|bphn|(?:jdih|ditjenpp)\.[a-z]+)\.go\.id(?!\S)"
)
_CATCHWORD = re.compile(
    r"(?<!\S)(?P<first>[\w(][^\s….]{0,20}(?:\)|\.)?)(?:[ \t][^\s….]{1,30}){0,2}?[ \t]?"
    r"(?:…|\.[ \t]?\.[ \t]?\.)\s*(?=(?P=first)(?!\w))"
)
_MARK = re.compile(r"(?<!\S)\^+\s?|\^+")
_GAP = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r" ?\n[\s]*")


def cleaned(text: str) -> str:
    """`text` without the furniture of its pages, and without blank lines."""
    text = _GAP.sub(" ", text)
    for furniture in (_LETTERHEAD, _PAGE, _SERIAL, _ADDRESS):
        text = furniture.sub(" ", text)
    text = _CATCHWORD.sub("", _MARK.sub("", text))
    return _BLANK.sub("\n", _GAP.sub(" ", text)).strip()
