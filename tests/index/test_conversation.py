from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer import answer
from index.conversation import Response, is_borne_out, respond
from index.followup.asked import Turn
from index.snapshot import Snapshot
from index.types import Declined, Grounded, NoEvidence
from tests.support.small_corpus import BLITAR_POSTS, RULE

ASK_DRILL = "Berapa personel yang dilibatkan dalam simulasi Sispamkota Balikpapan?"
ASK_PHONE = "bolehkah membawa telepon genggam ke bilik suara?"
ASK_OPINION = "Menurutmu siapa yang pantas menang?"


def talked(snapshot: Snapshot, *questions: str) -> Response:
    """The last response of a conversation."""
    previous: Turn | None = None
    for question in questions:
        told = respond(snapshot, question, previous)
        previous = told.turn or previous
    return told


def shown(response: Response) -> str:
    """The sentences shown."""
    assert isinstance(response.answer, Grounded), response
    return " ".join(one.text for one in response.answer.evidence)


def test_a_question_that_follows_nothing_is_answered_as_it_is(snapshot: Snapshot) -> None:
    told = respond(snapshot, ASK_DRILL)
    assert told.answer == answer(snapshot, ASK_DRILL)
    assert told.meant is None


def test_a_follow_up_is_answered_for_what_it_means_and_that_is_told(snapshot: Snapshot) -> None:
    told = talked(snapshot, ASK_DRILL, "kpn itu?")
    assert told.meant == "Kapan simulasi Sispamkota Balikpapan?"
    assert told.answer == answer(snapshot, told.meant)
    assert "2 Oktober 2023" in shown(told)


def test_another_place_is_not_answered_with_the_first(snapshot: Snapshot) -> None:
    told = talked(snapshot, "Berapa personel yang menjaga TPS di Blitar?", "kalau di Balikpapan?")
    assert told.meant == "Berapa personel yang menjaga TPS di Balikpapan?"
    assert isinstance(told.answer, NoEvidence)


def test_follow_ups_go_on_from_one_another(snapshot: Snapshot) -> None:
    told = talked(snapshot, ASK_DRILL, "kpn itu?", "siapa yg memimpin?")
    assert "Surya Wijaya" in shown(told)
    told = talked(snapshot, "Berapa personel yang menjaga TPS?", "kalau di kota blitar?")
    assert isinstance(told.answer, Grounded)
    assert told.answer.evidence[0].document_id == BLITAR_POSTS.id


def test_a_question_of_its_own_is_answered_by_itself(snapshot: Snapshot) -> None:
    told = talked(snapshot, ASK_DRILL, ASK_PHONE)
    assert told.meant is None
    assert isinstance(told.answer, Grounded)
    assert told.answer.evidence[0].document_id == RULE.id


def test_an_uncertain_reading_counts_where_what_is_shown_says_what_was_asked(
    snapshot: Snapshot,
) -> None:
    full = "Berapa denda pelanggar larangan membawa telepon genggam ke dalam bilik suara?"
    given, nothing = answer(snapshot, full), answer(snapshot, "resep rendang")
    assert isinstance(given, Grounded) and isinstance(nothing, NoEvidence)
    assert is_borne_out(given, "siapa yang melanggar?", nothing)
    assert not is_borne_out(given, "kalau kamera?", nothing)
    assert not is_borne_out(nothing, "siapa yang melanggar?", nothing)


def test_an_uncertain_reading_counts_only_where_it_is_the_surer_one(snapshot: Snapshot) -> None:
    full = "Berapa denda pelanggar larangan membawa telepon genggam ke dalam bilik suara?"
    given = answer(snapshot, full)
    assert isinstance(given, Grounded)
    surer = replace(given, confidence=given.confidence + 0.01)
    assert is_borne_out(surer, "kalau melanggar larangan?", given)
    assert not is_borne_out(given, "kalau melanggar larangan?", surer)
    assert is_borne_out(given, "kalau melanggar?", surer)


def test_an_uncertain_reading_does_not_count_where_the_question_before_is_answered_once_more(
    snapshot: Snapshot,
) -> None:
    told = talked(snapshot, ASK_PHONE, "kalau kamera?")
    assert told.meant is None
    assert isinstance(told.answer, NoEvidence)


def test_a_fragment_that_nothing_came_of_leaves_the_question_before_in_its_place(
    snapshot: Snapshot,
) -> None:
    told = talked(snapshot, ASK_PHONE, "kalau kamera?", "dendanya berapa?")
    assert told.meant == "Denda membawa telepon genggam ke bilik suara berapa?"
    assert "Rp3.000.000" in shown(told)


def test_what_was_declined_is_no_question_before(snapshot: Snapshot) -> None:
    assert respond(snapshot, ASK_OPINION).turn is None
    assert talked(snapshot, ASK_OPINION, "kapan itu?").meant is None


def test_what_is_asked_before_makes_no_opinion_proper(snapshot: Snapshot) -> None:
    told = talked(snapshot, ASK_DRILL, "menurutmu siapa yang pantas menang di sana?")
    assert isinstance(told.answer, Declined) and told.meant is None


def test_a_turn_tells_who_and_where_was_answered(snapshot: Snapshot) -> None:
    told = respond(snapshot, "Siapa kepala gudang logistik Balikpapan?")
    assert isinstance(told.answer, Grounded) and told.turn
    first = told.answer.evidence[0]
    assert first.highlight is not None
    start, end = (at - first.start for at in first.highlight)
    assert told.turn.answered == first.text[start:end]
    assert told.turn.place == "Kota Balikpapan"


def test_a_number_is_nobodys_name_and_no_answer_tells_nothing(snapshot: Snapshot) -> None:
    assert respond(snapshot, ASK_DRILL).turn == Turn(ASK_DRILL, None, "Kota Balikpapan")
    unknown = "Bagaimana resep rendang daging sapi?"
    assert respond(snapshot, unknown).turn == Turn(unknown)


def test_a_source_of_no_area_tells_no_place(snapshot: Snapshot) -> None:
    turn = respond(snapshot, ASK_PHONE).turn
    assert turn == Turn(ASK_PHONE)


@pytest.mark.parametrize("question", ["", "kapan itu?", ASK_DRILL])
def test_the_answer_is_that_to_the_question_as_it_is_meant(
    question: str, snapshot: Snapshot
) -> None:
    told = talked(snapshot, "Kapan simulasi Sispamkota Balikpapan digelar?", question)
    assert told.answer.question == (told.meant or question)


@given(st.text(max_size=100), st.sampled_from(["kapan itu?", "kalau di Blitar?", "kalau kamera?"]))
def test_any_text_may_be_followed_up(snapshot: Snapshot, previous: str, question: str) -> None:
    told = respond(snapshot, question, respond(snapshot, previous).turn)
    assert told.answer.question == (told.meant or question)
    assert told.turn is not None or isinstance(told.answer, Declined | NoEvidence)
