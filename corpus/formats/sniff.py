"""What a text is written in: by how it begins, then by the content type it came with, then by its
name, for anybody can name a file as he likes."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.draft import Unreadable
from corpus.formats.format import Format
from corpus.formats.magic import refusal

_HEAD = 100_000
"""Code points in which a root element has to begin."""
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n[\w-]+[^\S\n]*:")
_RECORD = re.compile(r'\s*\{[^\S\n]*"')
_BEFORE_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*+(?:\[.*?\]\s*)?>)*+", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:\w+:)?([A-Za-z]\w*)")
_ROOTS = {
    **dict.fromkeys(("rss", "feed", "rdf"), Format.FEED),
    **dict.fromkeys(("urlset", "sitemapindex"), Format.SITEMAP),
    **dict.fromkeys(("html", "head", "body", "title", "meta", "script", "style"), Format.HTML),
    **dict.fromkeys(("article", "section", "main", "div", "p", "table", "h1", "h2"), Format.HTML),
}
_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.JSONL,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
}
_NAMES = {".html": Format.HTML, ".htm": Format.HTML, ".jsonl": Format.JSONL, ".json": Format.JSONL}
_UNTEXTUAL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_UNTEXTUAL_SHARE = 0.1

_BINARY = "Isi berkas ini bukan teks. Kirim sebagai teks biasa, PDF, atau DOCX."


def text_format_of(text: str, name: str, content_type: str | None) -> Format:
    """The format of `text`, as decoded and not yet cleaned. Raises Unreadable where it is none."""
    head = text[:_HEAD]
    if len(_UNTEXTUAL.findall(head)) > _UNTEXTUAL_SHARE * len(head):
        raise Unreadable(_BINARY)
    if _FRONT_MATTER.match(head):
        return Format.MARKDOWN
    if _RECORD.match(head):
        return Format.JSONL
    told = _TYPES.get((content_type or "").partition(";")[0].strip().lower())
    named = _NAMES.get(PurePath(name).suffix.lower())
    return _marked_up(head) or told or named or Format.TEXT


def _marked_up(head: str) -> Format | None:
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    if root is None:
        return None
    if found := _ROOTS.get(root[1].lower()):
        return found
    if head.lstrip().startswith("<?xml") or root[1] == "svg":
        raise refusal("gambar SVG" if root[1] == "svg" else f"XML <{root[1]}>")
    return None
