"""The formats that are read, by the names that people know them by."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format whose reader stands beside this file."""

    MARKDOWN = "Markdown"
    TEXT = "teks biasa"
    JSONL = "JSONL"
    HTML = "HTML"
    FEED = "umpan RSS atau Atom"
    SITEMAP = "peta situs"
    PDF = "PDF"
    DOCX = "DOCX"
