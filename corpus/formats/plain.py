"""Plain text, as copied out of a page: no fields of its own, so what it does not say is left out
and named, never guessed. Only taken in by hand (`siaga add`), never read from a corpus folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import Bad, to_document

_DRILL = re.compile(r"\b(sispamkota|simulasi|gladi|latihan|tactical floor game)\b", re.IGNORECASE)


def parse(content: str, fields: Mapping[str, Any], areas: AreaTree) -> Document | Bad:
    """`content` whole as a document with `fields`; its first line is the title if they have none.

    A title that names a rehearsal marks the document as a drill unless `fields` say otherwise: a
    drill passed over would become an event, an event labelled is corrected by one word.
    """
    document = to_document({**fields, "text": content.strip()}, areas)
    if isinstance(document, Bad) or "drill" in fields or not names_rehearsal(document.title):
        return document
    return document.model_copy(update={"drill": True})


def names_rehearsal(title: str) -> bool:
    """Whether `title` names a rehearsal, so that what is told under it may never have happened."""
    return bool(_DRILL.search(title))
