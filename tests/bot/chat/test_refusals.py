from __future__ import annotations

import pytest
from telegram.constants import CallbackQueryLimit

from bot import texts
from bot.ask import Crowded, Waiting
from bot.chat.refusals import refusal_words
from bot.questions.pace import Flooded


def test_a_flood_is_told_once() -> None:
    assert refusal_words(Flooded(7, first=True)) == texts.FLOODED.format(seconds=7)
    assert refusal_words(Flooded(7, first=False)) is None


def test_who_waits_and_who_meets_a_crowd_is_told_why() -> None:
    assert (refusal_words(Waiting()), refusal_words(Crowded())) == (texts.WAITING, texts.CROWDED)


@pytest.mark.parametrize(
    "words",
    [
        texts.FLOODED,
        texts.WAITING,
        texts.CROWDED,
        texts.FAILED,
        texts.SLOW_NETWORK,
        texts.LIBRARY_CLOSED,
        texts.NO_FURTHER_SOURCES,
        texts.QUESTION_GONE,
        texts.SOURCE_GONE,
        texts.STALE_BUTTON,
    ],
)
def test_what_may_be_said_over_a_button_fits_there(words: str) -> None:
    assert len(words) <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
