"""What one screen of a phone shows at once, so that what matters stands on it without a swipe."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from bot.render.markup import Text

LINES = 25
COLUMNS = 40


def fits(blocks: Sequence[Text]) -> bool:
    """Whether the blocks, as messages set them apart, are on one screen."""
    lines = "\n\n".join(block.plain for block in blocks).split("\n")
    return sum(1 if len(line) <= COLUMNS else len(wrap(line, COLUMNS)) for line in lines) <= LINES
