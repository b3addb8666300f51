from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.markup import Text, bold, join, link, quote
from bot.render.pack import LIMIT, pack
from tests.support.botapi.formatted import shown, width
from tests.support.botapi.html import parse_html

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
blocks = st.lists(
    st.one_of(
        words.map(Text),
        words.map(bold),
        words.map(lambda text: quote(Text(text) + bold("<&>") + Text(text))),
        words.map(lambda text: link(text, "https://a.example/?x=1&y=2") + Text(" ekor")),
    ),
    max_size=8,
)


def without_space(text: str) -> str:
    return "".join(text.split())


@given(blocks, st.integers(2, 60))
def test_packing_loses_nothing_and_never_exceeds_the_limit(packed: list[Text], limit: int) -> None:
    messages = [parse_html(message) for message in pack(packed, limit)]
    assert all(0 < width(message.text) <= limit for message in messages)
    sent = without_space("".join(message.text for message in messages))
    assert sent == without_space("".join(block.plain for block in packed))


@given(blocks, st.integers(2, 60))
def test_every_word_keeps_its_mark_wherever_it_is_cut(packed: list[Text], limit: int) -> None:
    messages = [parse_html(message) for message in pack(packed, limit)]
    bold_sent = [
        shown(message.text, entity)
        for message in messages
        for entity in message.entities
        if entity["type"] == "bold"
    ]
    bold_meant = [
        block.plain[mark.start : mark.end]
        for block in packed
        for mark in block.marks
        if mark.tag == "b"
    ]
    assert without_space("".join(bold_sent)) == without_space("".join(bold_meant))


def test_blocks_that_fit_together_are_one_message() -> None:
    assert pack([Text("satu"), Text("dua")]) == ["satu\n\ndua"]


def test_a_block_that_does_not_fit_any_more_begins_the_next_message_whole() -> None:
    assert pack([Text("a" * 10), bold("b" * 10)], limit=15) == ["a" * 10, f"<b>{'b' * 10}</b>"]


def test_a_block_of_exactly_the_limit_is_one_message() -> None:
    assert pack([Text("a" * LIMIT)]) == ["a" * LIMIT]


def test_a_block_longer_than_a_message_is_cut_between_sentences() -> None:
    sentences = [f"Kalimat nomor {number} selesai di sini." for number in range(300)]
    messages = pack([quote(" ".join(sentences))])
    assert len(messages) == 3
    assert all(message.startswith("<blockquote expandable>Kalimat") for message in messages)
    assert all(message.endswith("di sini.</blockquote>") for message in messages)


def test_without_sentences_it_is_cut_between_words() -> None:
    assert pack([Text("satu dua tiga")], limit=9) == ["satu dua", "tiga"]


def test_a_word_longer_than_a_message_is_cut_inside_but_no_emoji_is_halved() -> None:
    assert pack([Text("😀" * 5)], limit=5) == ["😀😀", "😀😀", "😀"]


def test_blank_blocks_make_no_message() -> None:
    assert pack([Text(" \n"), join("\n", [])]) == []
