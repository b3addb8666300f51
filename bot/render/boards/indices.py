"""How vulnerable an area is said to be: each index with its name, publisher, date and scale, since
a value without them would be compared with another that measures something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot import texts
from bot.render.citing import Citing
from bot.render.dates import date_words
from bot.render.markup import Text, bold, italic, join
from corpus.areas import AreaTree
from corpus.indices import Edition, Reading


def index_blocks(readings: Iterable[Reading], citing: Citing, areas: AreaTree) -> Iterator[Text]:
    """A paragraph a reading, in their order; last, where they are of several publishers, that these
    do not compare."""
    publishers = set()
    for reading in readings:
        publishers.add(reading.edition.publisher)
        edition = reading.edition
        said = _said(reading, citing, areas)
        yield join("\n", [_title(edition), said, italic(_scale(edition, citing))])
    if len(publishers) > 1:
        yield Text(texts.INDICES_DIFFER)


def _title(edition: Edition) -> Text:
    return bold(
        texts.INDEX.format(
            name=edition.name, publisher=edition.publisher, date=date_words(edition.dated)
        )
    )


def _said(reading: Reading, citing: Citing, areas: AreaTree) -> str:
    area = areas.get(reading.area)
    told = ", ".join(each for each in (reading.category, reading.value) if each)
    return texts.INDEX_SAID.format(
        area=area.name if area else reading.area, said=told, mark=citing.mark(reading.source)
    )


def _scale(edition: Edition, citing: Citing) -> str:
    """The scale, the categories and what else is needed to read the index."""
    scale = texts.INDEX_SCALE.format(scale=edition.scale) if edition.scale else texts.INDEX_NO_SCALE
    named = (" ".join(filter(None, (it.name, it.limits))) for it in edition.categories)
    categories = ", ".join(named)
    known = texts.INDEX_CATEGORIES.format(categories=categories) if categories else None
    told = "; ".join(each for each in (scale, known, edition.about) if each)
    return f"{told} {citing.mark(edition.source)}"
