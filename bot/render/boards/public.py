"""What everybody may know of an area's readiness: what is published, and nothing else. What there
is no publication on is said to be so, in the same words whatever officers have reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot import texts
from bot.almanac import Almanac
from bot.boards.quotes import Quotes
from bot.readiness import Component
from bot.render.boards.indices import index_blocks
from bot.render.boards.patterns import pattern_blocks
from bot.render.boards.public_buttons import beside, published_rows
from bot.render.boards.quotes import quote_blocks, quote_buttons
from bot.render.boards.stage_words import standing_lines
from bot.render.citing import Citing
from bot.render.markup import Text, bold, folded, italic, join
from bot.render.reply import Reply, reply
from corpus.areas import Area, AreaTree
from corpus.contacts import EVERYWHERE


def render_published(
    area: Area, quotes: Quotes, almanac: Almanac, today: date, areas: AreaTree
) -> Reply:
    """The quotes by component, how vulnerable the area is said to be, how its polling stations are
    guarded, and the stage of elections there on the day `today`; folded below each heading, so that
    a phone shows what there is before it shows all of it."""
    citing = Citing()
    indices = index_blocks(almanac.indices.of(area.id), citing, areas)
    patterns = pattern_blocks(almanac.patterns.of(area.id), citing, areas)
    blocks: list[Text | str] = [
        bold(texts.PUBLISHED.format(area=area.name)),
        italic(texts.PUBLISHED_ABOUT),
        *quote_blocks(quotes, area.id, citing, areas),
        *_not_published(quotes),
        *_under(texts.PUBLISHED_INDICES, indices),
        *_under(texts.PUBLISHED_PATTERNS, patterns),
        _stage(almanac, today, area, citing),
        folded(citing.block()),
    ]
    if area.id == EVERYWHERE:
        blocks.append(texts.PUBLISHED_HOW)
    return reply(blocks, beside(quote_buttons(quotes, citing)))


def render_which_published(areas: Sequence[Area]) -> Reply:
    """The question which of `areas` is meant."""
    return reply([texts.PUBLISHED_WHICH], published_rows(areas))


def _not_published(quotes: Quotes) -> Iterator[str]:
    missing = [texts.COMPONENTS[one].lower() for one in Component if one not in quotes]
    if missing:
        yield texts.PUBLISHED_NOT.format(components=", ".join(missing))


def _under(heading: str, blocks: Iterator[Text]) -> Iterator[Text]:
    """The blocks folded under the heading, if there are any."""
    if found := list(blocks):
        yield folded(join("\n", [bold(heading), join("\n\n", found)]))


def _stage(almanac: Almanac, today: date, area: Area, citing: Citing) -> Text:
    lines = standing_lines(almanac.calendar, today, citing, area.id)
    return join("\n", [bold(texts.PUBLISHED_STAGE), *lines])
