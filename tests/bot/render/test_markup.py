from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.markup import Text, bold, folded, italic, join, link, quote
from tests.support.botapi.formatted import shown
from tests.support.botapi.html import parse_html

plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
addresses = st.from_regex(r"https?://[a-z]{1,9}\.example/[^\s\x00-\x1f]{0,20}", fullmatch=True)
filled = plain.filter(lambda words: words != "")


def marked() -> st.SearchStrategy[Text]:
    """Texts with marks nested and side by side, as renderers build them."""
    return st.recursive(
        st.one_of(plain.map(Text), st.builds(link, plain, addresses)),
        lambda inner: st.one_of(
            inner.map(bold),
            inner.map(italic),
            st.lists(inner, max_size=4).map(lambda parts: join(" ", parts)),
        ),
        max_leaves=8,
    )


@given(plain)
def test_whatever_is_in_a_text_is_read_back_as_it_was(words: str) -> None:
    assert parse_html(Text(words).html()).text == words


@given(marked())
def test_marked_text_is_html_that_telegram_takes_and_says_the_same(text: Text) -> None:
    assert parse_html(text.html()).text == text.plain


@given(marked(), st.data())
def test_a_cut_leaves_html_whole_and_every_word_in_place(text: Text, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text.plain)))
    head, tail = text.cut(0, at), text.cut(at, len(text.plain))
    assert head.plain + tail.plain == text.plain
    assert [parse_html(part.html()).text for part in (head, tail)] == [head.plain, tail.plain]


@given(filled, filled, filled)
def test_a_mark_covers_its_words_and_no_others(before: str, words: str, after: str) -> None:
    parsed = parse_html((Text(before) + bold(words) + Text(after)).html())
    assert [shown(parsed.text, entity) for entity in parsed.entities] == [words]


@given(addresses)
def test_an_address_arrives_as_it_was_written(address: str) -> None:
    (entity,) = parse_html(link("sumber", address).html()).entities
    assert entity["url"] == address


def test_words_without_an_address_are_no_link() -> None:
    assert link("sumber", None) == Text("sumber")


def test_the_outer_mark_encloses_the_inner_one() -> None:
    assert quote(bold("a")).html() == "<blockquote expandable><b>a</b></blockquote>"


@given(plain)
def test_length_counts_utf_16_units(words: str) -> None:
    assert Text(words).units == sum(2 if ord(one) > 0xFFFF else 1 for one in words)


def test_join_separates_as_for_strings() -> None:
    joined = join(", ", [bold("a"), "b", Text("c")])
    assert (joined.plain, joined.html()) == ("a, b, c", "<b>a</b>, b, c")


def test_a_folded_text_says_the_same_and_shows_its_first_lines() -> None:
    text = join("\n", [bold("Personel"), "Banner", italic("Satu"), "Dua"])
    assert folded(text, below=2).html() == (
        "<b>Personel</b>\nBanner\n<blockquote expandable><i>Satu</i>\nDua</blockquote>"
    )
    assert folded(text).plain == text.plain


def test_where_nothing_is_below_nothing_is_folded() -> None:
    assert folded(bold("Personel")) == bold("Personel")
