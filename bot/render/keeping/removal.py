"""A document of the corpus as an admin sees it, and what would go if he takes it out. The id stands
in the message, where the buttons find it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot import texts
from bot.keeping.whereabouts import Place
from bot.render.keeping.candidate import clipped
from bot.render.keeping.course import reload_button
from bot.render.markup import Text, bold, code, italic, join, link, quote
from bot.render.reply import Button, Reply, reply
from bot.render.sources import details, drill_banner
from corpus.areas import AreaTree
from corpus.document import Document
from index.documents import key_of

REMOVE_DATA = re.compile(r"h:([0-9a-f]{16})\Z")
REMOVE_YES_DATA = re.compile(r"hy:([0-9a-f]{16})\Z")
"""The document's key; the id itself stands in the message."""

_OPENING = 400
_TITLE = 300
_OTHER = 150
_SHOWN = 8


def render_document(document: Document, areas: AreaTree) -> Reply:
    """What is served of the document, and a button to take it out."""
    area = areas.get(document.area or "")
    facts = [details(document), *([area.name] if area else [])]
    head = [
        *drill_banner(document),
        bold(clipped(document.title, _TITLE)),
        italic(" · ".join(facts)),
        _id_line(document.id),
    ]
    address = [link(texts.OPEN_SOURCE, document.url)] if document.url else []
    blocks = [join("\n", head), quote(document.text[:_OPENING].strip()), *address]
    return reply(blocks, [Button(texts.BUTTON_REMOVE, f"h:{key_of(document.id)}")])


def render_removal(id: str, places: Sequence[Place], corpus: Path) -> Reply:
    """What would go with the id, one document or all of a law, and where it stands."""
    shown = [
        join("\n", [bold(clipped(it.document.title, _OTHER)), _file(it, corpus)])
        for it in places[:_SHOWN]
    ]
    others = len(places) - _SHOWN
    rest = [texts.REMOVE_OTHERS.format(count=others)] if others > 0 else []
    ask = texts.REMOVE_ASK_LAW.format(count=len(places)) if len(places) > 1 else texts.REMOVE_ASK
    yes = Button(texts.BUTTON_REMOVE_YES, f"hy:{key_of(id)}")
    return reply([_id_line(id), *shown, *rest, bold(ask)], [yes])


def render_removed(id: str) -> Reply:
    """That it is gone from the folder, and not yet from the answers."""
    return reply([texts.REMOVED.format(id=id)], [reload_button()])


def _id_line(id: str) -> Text:
    return Text(texts.ID_LINE) + code(id)


def _file(place: Place, corpus: Path) -> Text:
    return italic(f"{place.file.relative_to(corpus)}:{place.line}")
