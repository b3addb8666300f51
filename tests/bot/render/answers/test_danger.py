from __future__ import annotations

from datetime import date

from bot import texts
from bot.render.answers.answer import render_answer
from bot.render.answers.danger import danger_blocks, render_danger
from bot.render.reply import ANYWAY_DATA
from corpus.contacts import bundled
from corpus.directory import Directory
from index.types import Declined, DeclineReason
from tests.bot.documents import DIRECTORY
from tests.support.botapi.html import parse_html

YEARS_LATER = Directory(bundled(), date(2040, 2, 14))


def test_the_numbers_come_first_the_police_before_all_others() -> None:
    shown = parse_html(render_danger(DIRECTORY).parts[0])
    lines = shown.text.splitlines()
    assert lines[:2] == [texts.DANGER, "110 (Polri), dipastikan 26 Januari 2026"]
    assert [line[:3] for line in lines[2:4]] == ["119", "112"]
    assert [one["type"] for one in shown.entities if one["offset"] < 40] == ["bold", "code"]


def test_the_reply_is_short_enough_to_be_read_in_fear() -> None:
    (part,) = render_danger(DIRECTORY).parts
    assert len(parse_html(part).text) < 650


def test_it_says_that_this_is_no_emergency_service() -> None:
    assert texts.NO_EMERGENCY_SERVICE in render_danger(DIRECTORY).parts[0]


def test_emergency_numbers_past_their_limit_give_way_to_the_nearest_police() -> None:
    told = "\n".join(block.plain for block in danger_blocks(YEARS_LATER))
    assert told.startswith(texts.DANGER_WITHOUT_NUMBERS)
    assert "110" not in told and "Polri: terakhir 26 Januari 2026" in told


def test_contacts_past_their_limit_are_withheld_and_said_to_be() -> None:
    told = "\n".join(block.plain for block in danger_blocks(YEARS_LATER))
    assert "sigaplapor" not in told and "148" not in told
    assert "Bawaslu (kontaknya terakhir dipastikan 14 Februari 2024" in told


def test_who_only_asked_may_have_it_searched_where_there_is_something_to_search() -> None:
    (button,) = render_danger(DIRECTORY).buttons
    assert ANYWAY_DATA.fullmatch(button.data)
    silent = render_danger(DIRECTORY, searchable=False)
    assert silent.buttons == () and texts.DANGER_SEARCH not in silent.parts[0]


def test_danger_among_the_answers_is_told_the_same_way() -> None:
    answer = Declined("ada ribut!!", DeclineReason.DANGER, "police")
    assert render_answer(answer, DIRECTORY) == render_danger(DIRECTORY)
