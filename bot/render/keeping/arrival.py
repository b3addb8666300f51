"""What came of what was brought: a card, a list, or that the corpus has it already."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.keeping.candidates import Candidate, View
from bot.render.keeping.candidate import clipped, render_card
from bot.render.keeping.inventory import render_batch
from bot.render.reply import Reply, reply
from bot.render.sources import listed
from corpus.areas import AreaTree
from corpus.document import Document

_KNOWN = 5
_TITLE = 120


def render_arrived(
    view: View | None, batch: Sequence[Candidate], known: Sequence[Document], areas: AreaTree
) -> Reply:
    """The card of the one candidate, or the list of several; else what was `known`, one message."""
    if view is not None:
        return render_card(view, areas)
    if batch:
        return render_batch(batch, 0, known)
    sources = (
        (number, clipped(it.title, _TITLE), it) for number, it in enumerate(known[:_KNOWN], start=1)
    )
    return reply([listed(texts.KNOWN, sources), texts.KNOWN_REMOVED])
