"""What may stand as a title where a file has no field of that name: what a program recorded, if
somebody wrote it, and a first line that stands alone like a heading."""

from __future__ import annotations

import re

_LONGEST = 160
# One word, a file's name, and what programs fill in by themselves.
_LEFTOVER = re.compile(
    r"\S*|microsoft .*|untitled.*|tanpa judul.*"
    r"|(?:word document|document|dokumen|presentation|slide) ?\d*"
    r"|.*\.(?:docx?|pdf|rtf|odt|indd|pmd|cdr|xlsx?|pptx?|tmp)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(#{1,6}[^\S\n]+)?(\S.*)\n[^\S\n]*\n")


def recorded(title: object) -> str | None:
    """`title`, as a program recorded it, on one line; None where it is a leftover."""
    line = " ".join(title.split()) if isinstance(title, str) else ""
    return None if _LEFTOVER.fullmatch(line) else line


def heading(text: str) -> str | None:
    """The first line of `text` if a blank line follows and it does not end like a sentence."""
    match = _HEADING.match(text.lstrip())
    if match is None or len(match[2]) > _LONGEST:
        return None
    line = match[2].rstrip("# \t")
    return line if match[1] or not line.endswith((".", ",", ";", ":")) else None
