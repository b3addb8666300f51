from __future__ import annotations

from telegram import CallbackQuery, User

from bot.chat.taps import Taps


def tap(person: int, data: str, message: str = "1") -> CallbackQuery:
    user = User(person, "Budi", is_bot=False)
    return CallbackQuery("q", user, "c", data=data, inline_message_id=message)


def test_a_second_tap_is_left_alone_as_long_as_the_first_is_acted_on() -> None:
    taps = Taps()
    with taps.first(tap(1, "lp:1:y")) as is_first:
        assert is_first
        with taps.first(tap(1, "lp:1:y")) as is_first:
            assert not is_first
        with taps.first(tap(1, "lp:1:y")) as is_first:
            assert not is_first
    with taps.first(tap(1, "lp:1:y")) as is_first:
        assert is_first


def test_other_people_buttons_and_messages_are_not_held_back() -> None:
    taps = Taps()
    with taps.first(tap(1, "lp:1:y")):
        for other in (tap(2, "lp:1:y"), tap(1, "lp:1:n"), tap(1, "lp:1:y", "2")):
            with taps.first(other) as is_first:
                assert is_first
