from __future__ import annotations

from bot import texts
from bot.broadcast import LIMIT, Draft, Result
from bot.db.broadcasts import Broadcast
from bot.render.broadcast import (
    CANCEL_DATA,
    SEND_DATA,
    parsed_broadcast,
    render_broadcast,
    render_draft,
    render_result,
)
from tests.support.botapi.html import parse_html

LONGEST = 10**18 - 1


def draft(words: str = "Apel <besok>.") -> Draft:
    return Draft(Broadcast(LONGEST, words, "kota-balikpapan", "P-1"), 12)


def test_a_draft_shows_what_everyone_receives_and_how_many_they_are() -> None:
    (part,) = render_draft(draft(), "Kota Balikpapan").parts
    (received,) = render_broadcast("Apel <besok>.").parts
    heading = texts.BROADCAST_PREVIEW.format(number=12, where="Kota Balikpapan")
    assert part == f"{heading}\n\n{received}"
    assert "Apel &lt;besok&gt;." in received


def test_its_two_buttons_name_it() -> None:
    send, cancel = render_draft(draft(), "semua wilayah").buttons
    assert SEND_DATA.match(send.data) and CANCEL_DATA.match(cancel.data)
    assert not SEND_DATA.match(cancel.data) and not CANCEL_DATA.match(send.data)
    assert {parsed_broadcast(it.data) for it in (send, cancel)} == {LONGEST}
    assert send.label == "Kirim ke 12 orang"


def test_the_longest_broadcast_is_one_message_also_in_its_preview() -> None:
    longest = "😀" * (LIMIT // 2)
    assert len(render_broadcast(longest).parts) == 1
    assert len(render_draft(draft(longest), "semua wilayah").parts) == 1


def test_a_result_tells_only_what_there_is_to_tell() -> None:
    assert render_result(Result(1, 5, 0, 0)).parts == (texts.BROADCAST_DONE.format(sent=5),)
    (part,) = render_result(Result(1, 5, 2, 1)).parts
    assert parse_html(part).text.splitlines() == [
        texts.BROADCAST_DONE.format(sent=5),
        texts.BROADCAST_DONE_GONE.format(number=2),
        texts.BROADCAST_DONE_UNSURE.format(number=1),
    ]
