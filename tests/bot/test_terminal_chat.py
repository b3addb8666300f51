from __future__ import annotations

from bot import texts
from tests.support.terminal import Terminal

ASKED = "Berapa personel yang dilibatkan dalam simulasi Sispamkota Balikpapan?"
MEANT = texts.CHAT_MEANT.format(question="Kapan simulasi Sispamkota Balikpapan?")


def talked(terminal: Terminal, *lines: str) -> list[str]:
    """What is said after each line, in one line of single spaces."""
    said = terminal.siaga("chat", typed="\n".join([*lines, ""]))
    assert said.code == 0, said
    return [" ".join(part.split()) for part in said.out.split(texts.CHAT_PROMPT.strip())][1:-1]


def test_a_follow_up_is_answered_under_what_it_was_taken_to_mean(built_once: Terminal) -> None:
    first, second = talked(built_once, ASKED, "kpn itu?")
    assert "Maksud Anda" not in first
    assert second.startswith(MEANT) and "2 Oktober 2023" in second


def test_a_source_of_a_follow_up_can_be_read(built_once: Terminal) -> None:
    *_, shown = talked(built_once, ASKED, "kpn itu?", "1")
    assert texts.PASSAGE_SHOWN.format(number=1) in shown


def test_a_follow_up_can_be_asked_as_a_question_of_its_own(built_once: Terminal) -> None:
    alone, again = talked(built_once, ASKED, "kpn itu?", texts.CHAT_ALONE)[1:]
    assert alone.startswith(MEANT)
    assert "Maksud Anda" not in again and "2 Oktober 2023" not in again


def test_danger_thanks_and_what_is_declined_are_no_question_before(built_once: Terminal) -> None:
    between = ["makasih min", "tolong saya diancam preman di TPS", "menurutmu siapa yang menang?"]
    *_, last = talked(built_once, ASKED, *between, "kpn itu?")
    assert last.startswith(MEANT)


def test_the_word_for_a_new_question_is_harmless_before_the_first(built_once: Terminal) -> None:
    (told,) = talked(built_once, texts.CHAT_ALONE)
    assert "Maksud Anda" not in told
