"""A web page: its article without what stands around it, and what it states about itself. The only
module that imports trafilatura, whose guesses at titles, dates and publishers are not wanted."""

from __future__ import annotations

import re

import trafilatura
from lxml.etree import LxmlError, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from corpus.draft import Draft, Unreadable
from corpus.formats.stated import stated

_BEYOND = (
    "Halaman ini bersarang terlalu dalam atau memuat bagian yang terlalu panjang, sehingga tidak "
    "terbaca seluruhnya. Salin teksnya, lalu kirim sebagai teks biasa."
)
_NO_TEXT = (
    "Halaman ini tidak memuat teks artikel; mungkin isinya baru muncul di peramban. Salin teksnya, "
    "lalu kirim sebagai teks biasa."
)
_RULE = re.compile(r"\|(?:-+\|)+")
_LISTED = ("- ", "| ")


def read(text: str, url: str | None) -> Draft:
    """The draft of a page, fetched from `url` where that is known. Raises Unreadable, and
    MemoryError."""
    try:
        tree = _tree(text)
        fields = stated(tree, url)
        article = trafilatura.extract(tree, include_comments=False)
    except LxmlError as error:
        # No page is too broken for this parser; what it raises is that it has no memory left.
        raise MemoryError from error
    if not article:
        raise Unreadable(_NO_TEXT)
    return Draft(fields, _paragraphs(article))


def _tree(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except ParserError as error:
        raise Unreadable(_NO_TEXT) from error
    # Beyond its limits the parser drops the rest of the page without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(_BEYOND)
    return tree


def _paragraphs(article: str) -> str:
    """Blank lines between paragraphs, or a heading would begin the next sentence; none between the
    rows of a table and the items of a list."""
    lines = [line.rstrip() for line in article.splitlines()]
    lines = [line for line in lines if line and not _RULE.fullmatch(line)]
    text = ""
    for before, line in zip(["", *lines], lines, strict=False):
        listed = line[:2] == before[:2] and line.startswith(_LISTED)
        text += ("\n" if listed else "\n\n" if text else "") + line
    return text
