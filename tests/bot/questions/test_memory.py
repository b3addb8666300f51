from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.questions.memory import SECONDS, Conversation, Memory, Said
from index.followup.asked import Turn

HERE, ELSEWHERE, SOMEONE_ELSE = Conversation(1, 1), Conversation(1, 2), Conversation(2, 1)


def said(words: str) -> Said:
    return Said(Turn(words), words, "g1")


FIRST, SECOND = said("Berapa personel Sispamkota?"), said("Kapan masa tenang?")


def test_the_last_turn_is_remembered_for_a_quarter_of_an_hour() -> None:
    memory = Memory()
    memory.remember(HERE, FIRST, 0)
    memory.remember(HERE, SECOND, 60)
    assert memory.recall(HERE, 60 + SECONDS - 1) == SECOND
    assert memory.recall(HERE, 60 + SECONDS) is None
    assert len(memory) == 0


def test_people_and_chats_are_kept_apart() -> None:
    memory = Memory()
    memory.remember(HERE, FIRST, 0)
    assert memory.recall(ELSEWHERE, 1) is memory.recall(SOMEONE_ELSE, 1) is None
    memory.remember(SOMEONE_ELSE, SECOND, 1)
    assert (memory.recall(HERE, 2), memory.recall(SOMEONE_ELSE, 2)) == (FIRST, SECOND)


def test_whoever_is_silent_is_forgotten_whoever_else_goes_on() -> None:
    memory = Memory()
    memory.remember(HERE, FIRST, 0)
    memory.remember(SOMEONE_ELSE, FIRST, 600)
    memory.remember(SOMEONE_ELSE, SECOND, SECONDS)
    assert len(memory) == 1


def test_of_too_many_conversations_the_least_recent_is_forgotten() -> None:
    memory = Memory(conversations=2)
    memory.remember(HERE, FIRST, 0)
    memory.remember(ELSEWHERE, FIRST, 1)
    memory.remember(HERE, SECOND, 2)
    memory.remember(SOMEONE_ELSE, FIRST, 3)
    assert memory.recall(ELSEWHERE, 4) is None
    assert memory.recall(HERE, 4) == SECOND


def test_of_an_answer_from_another_generation_only_the_persons_own_words_are_left() -> None:
    turn = Turn("Siapa kepala gudang di Kota Teduh?", "Rahmat Hidayat", "Kota Teduh")
    kept = Said(turn, "siapa kepalanya?", "g1")
    assert kept.on("g1") == turn
    assert kept.on("g2") == Turn("siapa kepalanya?")


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 400)), max_size=40))
def test_what_is_recalled_is_the_latest_and_never_too_old(steps: list[tuple[int, int]]) -> None:
    memory, told, now = Memory(seconds=900, conversations=3), dict[int, tuple[int, Said]](), 0
    for person, pause in steps:
        now += pause
        recalled = memory.recall(Conversation(person, 0), now)
        if recalled is not None:
            assert told[person][1] == recalled and now - told[person][0] < 900
        told[person] = now, said(f"{person} pada {now}")
        memory.remember(Conversation(person, 0), told[person][1], now)
        assert len(memory) <= 3
