"""What a document is cut into: its passages, and for each of them the terms it is found by and the
text that is embedded. `recipe` names all that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import corpus.passages
import corpus.sentences
from corpus.areas import AreaTree
from corpus.document import Document
from corpus.fingerprint import digest
from corpus.passages import Passage
from index import analyze
from index.analyze import terms


def recipe(areas: AreaTree) -> str:
    """One hash for the code, the word lists and the areas that decide the rows of a document: a new
    version of any makes other rows of the same document, and nobody has to remember to say so."""
    return digest(_code() + repr(areas.areas))


@cache
def _code() -> str:
    modules = (analyze, corpus.sentences, corpus.passages)
    files = [
        *(Path(str(module.__file__)) for module in modules),
        Path(__file__),
        *(Path(__file__).with_name(name) for name in analyze.WORD_LISTS),
    ]
    return digest("".join(file.read_text(encoding="utf-8") for file in files))


def row_terms(
    document: Document, passages: Sequence[Passage], areas: AreaTree
) -> Iterator[list[str]]:
    """The terms of each passage: its own, then those of its document's title and places, so that a
    sentence that says only "simulasi itu" is found by what it is about."""
    about = terms(about_text(document, areas))
    return ([*terms(passage.text), *about] for passage in passages)


def about_text(document: Document, areas: AreaTree) -> str:
    """What every passage of `document` is about: its title where the text does not open with it,
    and the names of its area up to the province; none where `areas` no longer has that area."""
    title = "" if document.text.startswith(document.title.rstrip("…")) else document.title
    path = areas.path(document.area) if document.area and areas.get(document.area) else ()
    return " ".join([title, *(area.name for area in path if area.parent)])


def embedded_text(document: Document, passage: Passage) -> str:
    """What is embedded for `passage`: the title gives it its subject."""
    if passage.text.startswith(document.title.rstrip("…")):
        return passage.text
    return f"{document.title}. {passage.text}"
