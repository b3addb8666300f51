"""What is said to people in danger: whom to call, first of all; that nobody reads along here; and
whom to turn to once they are safe."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.render.contacts import desk, line, verified
from bot.render.markup import Text, bold, join
from bot.render.reply import Reply, anyway_button, reply
from corpus.contacts import Purpose
from corpus.directory import Directory


def danger_blocks(directory: Directory) -> Iterator[Text]:
    """The paragraphs of the reply, the first number in the first of them."""
    numbers = [line(one) for one in directory.shown(Purpose.EMERGENCY)]
    yield join("\n", [bold(texts.DANGER), *numbers]) if numbers else _without_numbers(directory)
    yield Text(texts.DANGER_SAFE)
    desks = {one.value: desk(one, directory) for one in (Purpose.VIOLATIONS, Purpose.PROTECTION)}
    yield Text(texts.DANGER_AFTERWARDS.format(**desks))


def _without_numbers(directory: Directory) -> Text:
    """What is left to say where every number is past its limit."""
    old = ", ".join(
        texts.CONTACT_GONE.format(name=one.name, date=verified(one))
        for one in directory.withheld(Purpose.EMERGENCY)
    )
    return bold(texts.DANGER_WITHOUT_NUMBERS) + Text("\n" + texts.DANGER_WITHHELD.format(old=old))


def render_danger(directory: Directory, searchable: bool = True) -> Reply:
    """The reply in the chat; to a message that is `searchable`, with a button to do that."""
    if not searchable:
        return reply(danger_blocks(directory))
    return reply([*danger_blocks(directory), texts.DANGER_SEARCH], [anyway_button()])
