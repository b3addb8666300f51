"""What is published of an area, sentence by sentence as it stands in its sources: every one with
its number and its labels, and what was only a drill under its banner."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.boards.quotes import Quote, Quotes
from bot.render.citing import Citing
from bot.render.markup import Text, bold, folded, italic, join
from bot.render.reply import Button, passage_button
from bot.render.sources import drill_banner, origin
from corpus.areas import AreaTree


def quote_blocks(quotes: Quotes, area: str, citing: Citing, areas: AreaTree) -> Iterator[Text]:
    """A paragraph a component, folded below its name. Where all of it was only a drill, the banner
    stands above the fold: nobody should have to open it to know."""
    for component, own in quotes.items():
        all_drills = all(one.document.drill for one in own)
        above = [bold(texts.COMPONENTS[component])]
        above += drill_banner(own[0].document) if all_drills else ()
        said = [_said(one, area, citing, areas, banner=not all_drills) for one in own]
        yield folded(join("\n", [*above, join("\n\n", said)]), below=len(above))


def quote_buttons(quotes: Quotes, citing: Citing) -> Iterator[Button]:
    """A button for every source, under the number that it is cited by."""
    first: dict[str, Quote] = {}
    for own in quotes.values():
        for one in own:
            first.setdefault(citing.mark(one.document), one)
    for mark, one in first.items():
        label = texts.BUTTON_SOURCE.format(number=mark.strip("[]"))
        yield passage_button(label, one.document, one.passage)


def _said(quote: Quote, area: str, citing: Citing, areas: AreaTree, banner: bool) -> Text:
    """The sentence over its labels, and over which place it is about where that is a part of the
    area; under the banner of a drill where it is to have one."""
    document, evidence = quote.document, quote.evidence
    labels = origin(document, [evidence.start])
    place = areas.get(document.area or "")
    if place and place.id != area:
        labels = f"{place.name} · {labels}"
    sentence = Text(f"{evidence.text} {citing.mark(document)}")
    above = drill_banner(document) if banner else ()
    return join("\n", [*above, sentence, italic(labels)])
