from __future__ import annotations

from dataclasses import replace

import pytest

from bot import texts
from bot.render.answers.answer import render_answer
from bot.render.answers.needs import (
    FEEDBACK_DATA,
    UNWISH_DATA,
    WISH_DATA,
    feedback_row,
    parsed_feedback,
    parsed_unwish,
    render_granted,
    render_wished,
    with_needs,
)
from bot.render.reply import ANYWAY_DATA, MORE_DATA, PASSAGE_DATA, shown_keys
from index.types import Answer, Declined, DeclineReason, NoEvidence, Weakness
from tests.bot.documents import DIRECTORY, document, grounded
from tests.support.botapi.html import parse_html

FOUND = grounded(document(), ("Dua polisi menjaga TPS.", None))
SILENT = NoEvidence("Apa?", Weakness.WEAK_EVIDENCE, (), 0.1, "g")


def labels(answer: Answer, kept: int | None, meant: str | None = None) -> list[str]:
    told = render_answer(answer, DIRECTORY, meant=meant)
    return [button.label for button in with_needs(told, answer, kept).buttons]


def test_whether_it_helped_is_asked_last_and_in_one_row() -> None:
    told = with_needs(render_answer(FOUND, DIRECTORY), FOUND, 7)
    assert told.rows[-1] == feedback_row(7)
    assert told.rows[:-1] == render_answer(FOUND, DIRECTORY).rows
    assert labels(FOUND, 7, "Apa?")[-2:] == [texts.BUTTON_HELPFUL, texts.BUTTON_UNHELPFUL]


def test_an_answer_whose_question_is_not_kept_cannot_be_rated() -> None:
    assert with_needs(render_answer(FOUND, DIRECTORY), FOUND, None) == render_answer(
        FOUND, DIRECTORY
    )


@pytest.mark.parametrize("weakness", Weakness)
def test_without_an_answer_one_can_wish_to_be_told(weakness: Weakness) -> None:
    assert labels(replace(SILENT, reason=weakness), None) == [texts.BUTTON_WISH]


def test_what_is_declined_is_neither_rated_nor_waited_for() -> None:
    assert labels(Declined("Apa?", DeclineReason.OPINION, "kpu"), 7) == []


def test_the_buttons_say_what_is_needed_within_64_bytes() -> None:
    longest = 10**18 - 1
    for button, helped in zip(feedback_row(longest), (True, False), strict=True):
        assert FEEDBACK_DATA.match(button.data) and len(button.data.encode()) <= 64
        assert parsed_feedback(button.data) == (longest, helped)
    (unwish,) = render_wished("Apa?", longest).buttons
    assert UNWISH_DATA.match(unwish.data) and parsed_unwish(unwish.data) == longest


def test_no_button_is_taken_for_another() -> None:
    told = with_needs(render_answer(FOUND, DIRECTORY), FOUND, 7)
    others = [*feedback_row(7), *render_wished("Apa?", 7).buttons]
    patterns = (PASSAGE_DATA, MORE_DATA, ANYWAY_DATA, FEEDBACK_DATA, WISH_DATA, UNWISH_DATA)
    for button in (*told.buttons, *others):
        assert sum(bool(pattern.match(button.data)) for pattern in patterns) == 1
    assert shown_keys(button.data for button in told.buttons)
    assert not shown_keys(button.data for button in others)


def test_the_promise_quotes_the_question_and_says_how_long_it_is_kept() -> None:
    (part,) = render_wished("Apa <itu>?", 7).parts
    assert "<blockquote expandable>Apa &lt;itu&gt;?</blockquote>" in part
    assert "180 hari" in part


def test_what_was_waited_for_quotes_its_question_before_the_answer() -> None:
    told = render_granted("Siapa?", FOUND)
    text = parse_html(told.parts[0]).text
    assert text.startswith(f"{texts.WISH_GRANTED}\nSiapa?\n\nDua polisi menjaga TPS. [1]")
    assert [button.label for button in told.buttons] == ["Sumber 1"]


def test_every_notice_fits_over_a_button() -> None:
    for words in (
        texts.FEEDBACK_THANKS,
        texts.FEEDBACK_NOT_YOURS,
        texts.UNWISHED,
        texts.UNWISHED_ALREADY,
        texts.WISHES_FULL,
        texts.WISHES_FULL_ALL,
        texts.BROADCAST_CANCELLED,
        texts.BROADCAST_GONE,
    ):
        assert len(words) <= 200
