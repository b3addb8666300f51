"""Numbers for sources that are cited one by one, while a message is made; an answer from the index
has its own from the start."""

from __future__ import annotations

from bot import texts
from bot.render.dates import date_words
from bot.render.markup import Text, bold, join, link
from bot.render.sources import listed
from corpus.document import Source


class Citing:
    """Sources in the order in which they were cited first."""

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._sources: dict[str, Source] = {}

    def mark(self, source: Source) -> str:
        """`[2]`: the number of `source`, the same however often it is cited."""
        self._sources.setdefault(source.id, source)
        return f"[{self._first + list(self._sources).index(source.id)}]"

    def block(self) -> Text:
        """All of them with title, publisher, date and labels."""
        return listed(texts.SOURCES, ((n, one.title, one) for n, one in self._numbered()))

    def short(self) -> Text:
        """All of them, a line each: publisher, whether it is of a drill, and date."""
        lines = [Text(f"{n}. ") + self._line(one) for n, one in self._numbered()]
        return join("\n", [bold(texts.SOURCES), *lines])

    def _numbered(self) -> list[tuple[int, Source]]:
        return list(enumerate(self._sources.values(), start=self._first))

    def _line(self, source: Source) -> Text:
        labels = [texts.DRILL_SHORT] if source.drill else []
        told = " · ".join([*labels, date_words(source.published_on)])
        return link(source.publisher or texts.NO_PUBLISHER, source.url) + Text(f" · {told}")
