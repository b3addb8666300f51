from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.reply import (
    MORE_DATA,
    PASSAGE_DATA,
    Reply,
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


def test_plain_words_are_escaped() -> None:
    assert reply(["<b> & co"]) == Reply(("&lt;b&gt; &amp; co",))
