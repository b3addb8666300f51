"""What is said to somebody whose turn is not taken."""

from __future__ import annotations

from bot import texts
from bot.ask import Crowded, Refused, Waiting
from bot.questions.pace import Flooded


def refusal_words(refused: Refused) -> str | None:
    """The sentence, or None where it was said already."""
    match refused:
        case Flooded():
            words = texts.FLOODED.format(seconds=refused.seconds)
            return words if refused.first else None
        case Waiting():
            return texts.WAITING
        case Crowded():
            return texts.CROWDED
