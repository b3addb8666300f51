"""What the corpus holds, so that a reader can judge what an answer from it is worth."""

from __future__ import annotations

from collections.abc import Iterable

from bot import texts
from bot.render.dates import date_words, moment_words
from bot.render.markup import Text, bold, join
from bot.render.reply import Reply, reply
from index.types import Holdings, Manifest

_PUBLISHERS = 10


def render_holdings(holdings: Holdings, manifest: Manifest) -> Reply:
    """Counts by kind and by the largest publishers, the newest date, and the index's age."""
    kinds = [(texts.KINDS[kind], count) for kind, count in holdings.kinds.items()]
    publishers = list(holdings.publishers.items())
    others = len(publishers) - _PUBLISHERS
    rest = [texts.HOLDINGS_OTHERS.format(count=others)] if others > 0 else []
    built = texts.HOLDINGS_BUILT.format(
        moment=moment_words(manifest.built_at), generation=manifest.generation
    )
    newest = texts.HOLDINGS_NEWEST.format(date=date_words(holdings.newest))
    return reply(
        [
            texts.HOLDINGS.format(documents=holdings.documents),
            _counts(texts.HOLDINGS_KINDS, kinds, ()),
            _counts(texts.HOLDINGS_PUBLISHERS, publishers[:_PUBLISHERS], rest),
            f"{newest}\n{built}",
        ]
    )


def _counts(heading: str, counts: Iterable[tuple[str, int]], rest: Iterable[str]) -> Text:
    lines = [f"{name}: {count}" for name, count in counts]
    return join("\n", [bold(heading), *lines, *rest])
