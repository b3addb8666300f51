"""What stands under an answer beside its sources: whether it helped, or to be told once there is
one. The important buttons come first, these last."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import texts
from bot.questions.wishes import LASTS
from bot.render.answers.answer import grounded_blocks, grounded_buttons
from bot.render.markup import Text, quote
from bot.render.reply import Button, Reply, more_button, reply
from index.types import Answer, Grounded, NoEvidence

FEEDBACK_DATA = re.compile(r"f:(\d{1,18}):([+-])\Z")
"""The number under which the question is kept, and whether the answer helped."""

WISH_DATA = re.compile(r"w\Z")
UNWISH_DATA = re.compile(r"w:(\d{1,18})\Z")


def with_needs(told: Reply, answer: Answer, kept: int | None) -> Reply:
    """`told` with the buttons for `answer`; `kept` is the number of its question, where that is
    kept."""
    match answer:
        case Grounded() if kept is not None:
            return replace(told, rows=(*told.rows, feedback_row(kept)))
        case NoEvidence():
            return replace(told, rows=(*told.rows, Button(texts.BUTTON_WISH, "w")))
    return told


def feedback_row(kept: int) -> tuple[Button, Button]:
    """Whether the answer to the question kept under this number helped."""
    return (
        Button(texts.BUTTON_HELPFUL, f"f:{kept}:+"),
        Button(texts.BUTTON_UNHELPFUL, f"f:{kept}:-"),
    )


def parsed_feedback(data: str) -> tuple[int, bool]:
    """The number and whether it helped, of `data` that matches FEEDBACK_DATA."""
    _, kept, sign = data.split(":")
    return int(kept), sign == "+"


def parsed_unwish(data: str) -> int:
    """The wish's id in `data` that matches UNWISH_DATA."""
    return int(data.removeprefix("w:"))


def render_wished(question: str, id: int) -> Reply:
    """The promise, what is kept for it, and the way back."""
    return reply(
        [Text(f"{texts.WISHED}\n") + quote(question), texts.WISHED_KEPT.format(days=LASTS.days)],
        [Button(texts.BUTTON_UNWISH, f"w:{id}")],
    )


def render_granted(question: str, answer: Grounded) -> Reply:
    """The answer to a question of long ago. "Sumber lain" is left out: it would look for its
    question in the message replied to, which may be gone, or understood only after another."""
    heading = Text(f"{texts.WISH_GRANTED}\n") + quote(question)
    buttons = (button for button in grounded_buttons(answer) if button != more_button())
    return reply([heading, *grounded_blocks(answer)], buttons)
