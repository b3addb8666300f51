from __future__ import annotations

from bot.chat.albums import Albums


def test_only_the_first_message_of_an_album_is_new() -> None:
    albums = Albums()
    assert [albums.is_new(album) for album in ("a", "a", "b", "a", "b")] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_a_message_outside_albums_is_always_new() -> None:
    albums = Albums()
    assert albums.is_new(None) and albums.is_new(None)


def test_old_albums_are_forgotten() -> None:
    albums = Albums()
    for number in range(200):
        albums.is_new(str(number))
    assert albums.is_new("0") and not albums.is_new("199")
