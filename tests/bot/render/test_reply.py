from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.render.pack import LIMIT
from bot.render.reply import (
    ANYWAY_DATA,
    MORE_DATA,
    PASSAGE_DATA,
    Reply,
    alone_button,
    meant_in,
    more_button,
    parsed_passage,
    passage_button,
    reply,
    shown_keys,
)
from index.documents import key_of
from tests.bot.documents import document, passage


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_a_passages_button_names_it_within_64_bytes_whatever_its_document_is_called(
    name: str,
) -> None:
    of = document(id=name)
    data = passage_button("Sumber 1", of, passage(of, ordinal=999_999)).data
    assert len(data.encode()) <= 64
    assert PASSAGE_DATA.match(data)
    assert parsed_passage(data) == (key_of(name), 999_999)


def test_a_label_says_who_published_and_stays_short() -> None:
    of = document(publisher="Badan Pengawas Pemilihan Umum Kabupaten Penajam Paser Utara")
    label = passage_button("Sumber 2", of, passage(of)).label
    assert label == "Sumber 2 · Badan Pengawas Pemilihan Umu…"


def test_buttons_of_other_versions_are_not_taken_for_ours() -> None:
    for data in ("", "lain", "s:12", "s:0123456789abcdef:1x", "s:0123456789ABCDEF:1", "s:x:1"):
        assert not PASSAGE_DATA.match(data)
        assert not MORE_DATA.match(data)
    assert MORE_DATA.match(more_button().data)


def test_what_a_message_showed_is_read_from_its_buttons() -> None:
    of = document(id="satu")
    buttons = [passage_button("Sumber 1", of, passage(of)), more_button()]
    assert shown_keys(button.data for button in buttons) == {key_of("satu")}


def test_what_a_follow_up_was_taken_to_mean_is_said_first_with_a_way_out() -> None:
    told = reply(["Ada 500."], [more_button()], meant="Berapa <personel>?")
    assert told.parts == ("<i>Maksud Anda: Berapa &lt;personel&gt;?</i>\n\nAda 500.",)
    assert told.buttons == (more_button(), alone_button())
    assert ANYWAY_DATA.match(alone_button().data)


@given(
    st.integers(0, 3 * LIMIT),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=80),
)
def test_the_message_with_the_buttons_always_tells_what_was_meant(size: int, meant: str) -> None:
    last = reply(["kata " * (size // 5)], meant=meant).parts[-1]
    assert meant_in(unescape(re.sub("</?i>", "", last))) == meant


def test_a_message_about_a_question_as_it_was_written_tells_nothing_meant() -> None:
    assert meant_in("Ada 500.\n\nSumber") is None
    assert meant_in("Ada 500.\nMaksud Anda: lain\nSumber") is None
    assert meant_in("") is None


def test_plain_words_are_escaped() -> None:
    assert reply(["<b> & co"]) == Reply(("&lt;b&gt; &amp; co",))
