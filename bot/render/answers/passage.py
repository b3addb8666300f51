"""A whole passage where it stands: between its neighbours, itself set apart."""

from __future__ import annotations

from bot import texts
from bot.library import Excerpt
from bot.render.markup import Text, bold, italic, join, link, quote
from bot.render.reply import Reply, reply
from bot.render.sources import details, drill_banner
from corpus.passages import Passage


def render_passage(excerpt: Excerpt) -> Reply:
    """Banner, title and details; the text before, the passage marked, the text after; the link."""
    document = excerpt.document
    head = join("\n", [*drill_banner(document), bold(document.title), italic(details(document))])
    blocks = [
        head,
        *_neighbour(texts.CONTEXT_BEFORE, excerpt.before),
        quote(bold(excerpt.passage.text.strip())),
        *_neighbour(texts.CONTEXT_AFTER, excerpt.after),
    ]
    address = [link(texts.OPEN_SOURCE, document.url)] if document.url else []
    return reply([*blocks, *address])


def _neighbour(heading: str, passage: Passage | None) -> list[Text]:
    if passage is None:
        return []
    return [italic(f"{heading}:") + Text("\n") + Text(passage.text.strip())]
