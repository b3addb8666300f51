from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask import (
    CROWD_LIMIT,
    LINE_LIMIT,
    QUESTION_LIMIT,
    Answered,
    Asking,
    Crowded,
    Empty,
    Further,
    Gone,
    Waiting,
    question_in,
)
from bot.library import Excerpt, Library
from bot.questions.about_readiness import Readiness
from bot.questions.courtesy import Courtesy
from bot.questions.memory import SECONDS
from bot.questions.pace import TURNS, Flooded
from index.documents import key_of
from index.snapshot import open_current
from index.store import Store
from index.types import Grounded
from tests.support import teduh
from tests.support.encoder import StubbornEncoder


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def encoder() -> StubbornEncoder:
    return StubbornEncoder(slow=teduh.ASK_DRILL)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def asking(data_dir: Path, encoder: StubbornEncoder, clock: Clock) -> Iterator[Asking]:
    library = Library(open_current(Store(data_dir / "index"), encoder)[0])
    yield Asking(library, clock)
    encoder.release()
    library.close()


@given(st.text())
def test_a_question_is_one_line_with_single_spaces_or_nothing(text: str) -> None:
    words = question_in(text)
    assert words in ("", " ".join(text.split()))
    assert bool(words) == any(character.isalnum() for character in text)


async def test_a_question_is_answered(asking: Asking) -> None:
    outcome = await asking.question(1, f"\n {teduh.ASK_NEWS}\t")
    assert isinstance(outcome, Answered)
    assert isinstance(outcome.answer, Grounded) and not outcome.shortened
    assert outcome.answer.question == teduh.ASK_NEWS


async def test_of_a_long_text_the_beginning_is_searched_and_that_is_said(asking: Asking) -> None:
    outcome = await asking.question(1, (teduh.ASK_NEWS + " ") * 100)
    assert isinstance(outcome, Answered) and outcome.shortened
    assert len(outcome.answer.question) == QUESTION_LIMIT


@pytest.mark.parametrize("text", ["", " \n\t", "???", "👍🏽", "…", "​"])
async def test_a_text_without_words_is_no_question(text: str, asking: Asking) -> None:
    assert await asking.question(1, text) == Empty()
    assert await asking.further(1, text, frozenset()) == Empty()


async def test_a_courtesy_is_no_question(asking: Asking) -> None:
    assert await asking.question(1, "Halo min") is Courtesy.GREETING


ASKED = "Berapa personel simulasi Sispamkota di Kota Teduh?"
FOLLOW_UP = "kapan itu?"
MEANT = "Kapan simulasi Sispamkota di Kota Teduh?"


async def meant(
    asking: Asking, text: str, person: int = 1, chat: int | None = 1, anyway: bool = False
) -> str | None:
    outcome = await asking.question(person, text, chat, anyway)
    assert isinstance(outcome, Answered)
    return outcome.meant


async def test_a_question_may_follow_up_the_one_before_in_the_same_chat(asking: Asking) -> None:
    assert await meant(asking, ASKED) is None
    assert await meant(asking, FOLLOW_UP) == MEANT
    assert await meant(asking, FOLLOW_UP, chat=2) is None
    assert await meant(asking, FOLLOW_UP, person=2) is None


async def test_questions_outside_a_chat_follow_nothing(asking: Asking) -> None:
    await meant(asking, ASKED, chat=None)
    assert await meant(asking, FOLLOW_UP, chat=None) is None


async def test_the_question_before_is_forgotten_after_a_quarter_of_an_hour(
    asking: Asking, clock: Clock
) -> None:
    await meant(asking, ASKED)
    clock.now = SECONDS - 1
    assert await meant(asking, FOLLOW_UP) == MEANT
    clock.now += SECONDS
    assert await meant(asking, FOLLOW_UP) is None


async def test_a_follow_up_can_be_asked_as_a_question_of_its_own(asking: Asking) -> None:
    await meant(asking, ASKED)
    assert await meant(asking, FOLLOW_UP, anyway=True) is None


async def test_only_a_question_that_was_answered_or_might_be_is_followed_up(
    asking: Asking,
) -> None:
    await meant(asking, ASKED)
    for between in ("makasih min", "???", "tolong saya diancam preman di TPS", teduh.ASK_OPINION):
        await asking.question(1, between, 1)
    assert await meant(asking, FOLLOW_UP) == MEANT


async def test_a_follow_up_sent_at_once_waits_for_the_question_before(asking: Asking) -> None:
    first = asyncio.create_task(asking.question(1, teduh.ASK_NEWS, 1))
    second = asyncio.create_task(asking.question(1, "berapa orang?", 1))
    await first
    outcome = await second
    assert isinstance(outcome, Answered)
    assert outcome.meant == "Berapa orang menjaga TPS di Kota Teduh?"


async def test_who_asks_how_ready_an_area_is_asks_for_a_board(asking: Asking) -> None:
    outcome = await asking.question(1, "Balikpapan udah siap blm?", 1)
    assert isinstance(outcome, Readiness) and not outcome.silent
    assert [area.id for area in outcome.areas] == ["kota-balikpapan"]
    assert isinstance(await asking.question(1, "Balikpapan siap?", anyway=True), Answered)


async def test_a_question_about_readiness_is_followed_up(asking: Asking) -> None:
    async def asked(text: str, chat: int = 1) -> list[str] | None:
        outcome = await asking.question(1, text, chat)
        return [it.id for it in outcome.areas] if isinstance(outcome, Readiness) else None

    assert await asked("polres mana di kaltim yang belum lapor?") == ["kalimantan-timur"]
    assert await asked("kalau jatim?") == ["jawa-timur"]
    assert await asked("kalo di samarinda gmn?") == ["kota-samarinda"]
    assert await asked("kalau jatim?", chat=2) is None
    assert await asked(teduh.ASK_NEWS) is None
    assert await asked("kalau jatim?") is None


async def test_of_a_board_only_its_place_is_left_for_what_sources_are_asked(
    asking: Asking,
) -> None:
    await asking.question(1, "Balikpapan sudah siap belum?", 1)
    assert await meant(asking, "itu kapan?") is None
    await asking.question(1, "Balikpapan sudah siap belum?", 1)
    assert await meant(asking, "berapa TPS di sana?") == "Berapa TPS di Kota Balikpapan?"


async def test_further_sources_leave_out_what_was_shown(asking: Asking) -> None:
    shown = frozenset({key_of(teduh.NEWS.id)})
    outcome = await asking.further(1, teduh.ASK_NEWS, shown)
    assert isinstance(outcome, Further) and outcome.hits
    assert teduh.NEWS.id not in {hit.document.id for hit in outcome.hits}


async def test_a_passage_is_found_or_gone(asking: Asking) -> None:
    assert isinstance(await asking.excerpt(1, key_of(teduh.NEWS.id), 0), Excerpt)
    assert await asking.excerpt(1, key_of(teduh.NEWS.id), 9) == Gone()


async def test_a_flood_is_refused_whatever_it_consists_of(asking: Asking, clock: Clock) -> None:
    for number in range(TURNS):
        clock.now += 1
        await asking.question(1, ("???", "halo", teduh.ASK_NEWS)[number % 3])
    assert await asking.question(1, "???") == Flooded(41, first=True)
    assert await asking.question(1, teduh.ASK_NEWS) == Flooded(41, first=False)
    assert await asking.holdings(1) == Flooded(41, first=False)
    assert isinstance(await asking.question(2, teduh.ASK_NEWS), Answered)
    clock.now += 41
    assert isinstance(await asking.question(1, teduh.ASK_NEWS), Answered)


async def test_a_persons_questions_wait_for_one_another_and_too_many_are_refused(
    asking: Asking, encoder: StubbornEncoder
) -> None:
    slow = [asyncio.create_task(asking.question(1, teduh.ASK_DRILL)) for _ in range(LINE_LIMIT)]
    assert await asyncio.to_thread(encoder.held.wait, 5)
    assert await asking.question(1, teduh.ASK_NEWS) == Waiting()
    assert isinstance(await asking.question(2, teduh.ASK_NEWS), Answered)
    encoder.release()
    assert all(isinstance(outcome, Answered) for outcome in await asyncio.gather(*slow))
    assert isinstance(await asking.question(1, teduh.ASK_NEWS), Answered)


async def test_a_crowd_is_told_so(asking: Asking, encoder: StubbornEncoder) -> None:
    people = [
        asyncio.create_task(asking.question(person, teduh.ASK_DRILL))
        for person in range(CROWD_LIMIT)
    ]
    assert await asyncio.to_thread(encoder.held.wait, 5)
    assert await asking.question(-1, teduh.ASK_NEWS) == Crowded()
    encoder.release()
    await asyncio.gather(*people)
    assert isinstance(await asking.question(-1, teduh.ASK_NEWS), Answered)


async def test_nobody_who_is_done_is_remembered_in_line(asking: Asking) -> None:
    await asking.question(1, teduh.ASK_NEWS)
    assert asking._lines == {}
