"""Telegram's HTML, as the local Bot API server reads it: what it gives back, what it refuses."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.botapi.detect import with_detected
from tests.support.botapi.formatted import Formatted, shown, trimmed
from tests.support.botapi.html import HtmlError, parse_html
from tests.support.botapi.shapes import Json

WHOLE = {"offset": 0, "length": 1}


def entity(kind: str, offset: int, length: int, **more: str) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<EM>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
    ],
)
def test_every_tag_becomes_its_entity(source: str, expected: str) -> None:
    assert parse_html(source) == Formatted("x", [{"type": expected, **WHOLE}])


def test_offsets_count_utf16_units() -> None:
    parsed = parse_html("🗳️ <b>KPU</b> &amp; <i>Bawaslu</i> 🇮🇩")
    assert parsed.text == "🗳️ KPU & Bawaslu 🇮🇩"
    assert parsed.entities == [entity("bold", 4, 3), entity("italic", 10, 7)]
    assert [shown(parsed.text, it) for it in parsed.entities] == ["KPU", "Bawaslu"]


def test_links_code_languages_and_emoji_keep_what_they_say() -> None:
    assert parse_html('<a href="https://kpu.go.id/?a=1&amp;b=2">x</a>').entities == [
        entity("text_link", 0, 1, url="https://kpu.go.id/?a=1&b=2")
    ]
    assert parse_html('<pre><code class="language-python">x</code></pre>').entities == [
        entity("pre", 0, 1, language="python")
    ]
    assert parse_html('<code class="language-python">x</code>').entities == [entity("code", 0, 1)]
    assert parse_html('<tg-emoji emoji-id="53">👍</tg-emoji>').entities == [
        entity("custom_emoji", 0, 2, custom_emoji_id="53")
    ]


def test_nested_entities_come_in_order_the_longer_first() -> None:
    parsed = parse_html("<blockquote>a <b>b <i>c</i></b></blockquote>")
    assert [it["type"] for it in parsed.entities] == ["blockquote", "bold", "italic"]


def test_numeric_references_are_decoded() -> None:
    assert parse_html("&#60;&#x1F44D;&quot;").text == '<👍"'


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("2 < 3 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("2 <3", "Unclosed start tag at byte offset 2"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="https://kpu.go.id', 'Unclosed value of an attribute of the tag "a" at byte'),
        ("<a href>x</a>", "Expected equal sign in declaration of an attribute of the tag"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<b class="x">y</b>', 'Unsupported attribute "class" in the tag "b" at byte offset 0'),
        ('<a href="kpu">x</a>', 'Wrong link "kpu" in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<code class="x">x</code>', 'Tag "code" must have class "language-…"'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "<blockquote><blockquote>x</blockquote></blockquote>",
            'Tag "blockquote" can\'t be nested in the tag "blockquote" at byte offset 12',
        ),
        ("<code><b>x</b></code>", 'Tag "b" can\'t be nested in the tag "code"'),
        ("<b><code>x</code></b>", 'Tag "code" can\'t be nested in the tag "b"'),
        ("A & B", 'Unescaped or unknown "&" at byte offset 2'),
        ("A&nbsp;B", 'Unescaped or unknown "&" at byte offset 1'),
        ("&#0;", 'Unescaped or unknown "&" at byte offset 0'),
        ("&#xD800;", 'Unescaped or unknown "&" at byte offset 0'),
    ],
)
def test_wrong_markup_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(HtmlError) as refused:
        parse_html(source)
    assert str(refused.value).startswith(words)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == Formatted(text)
    assert parse_html(f"<b>{html.escape(text, quote=False)}</b>").text == text


def test_white_space_at_the_ends_is_cut_and_entities_with_it() -> None:
    cut = trimmed(parse_html("\n <b> x </b><i>\n</i>"))
    assert cut == Formatted("x", [entity("bold", 0, 1)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/mulai", [("bot_command", "/mulai")]),
        ("👍 /tanya@siaga_uji_bot apa", [("bot_command", "/tanya@siaga_uji_bot")]),
        ("1/2 dan kata/lain", []),
        ("@siaga_uji_bot halo", [("mention", "@siaga_uji_bot")]),
        ("surel a.b@kpu.go.id", [("email", "a.b@kpu.go.id")]),
        ("#pemilu2029 #1", [("hashtag", "#pemilu2029")]),
        ("lihat https://kpu.go.id/a?b=c.", [("url", "https://kpu.go.id/a?b=c")]),
        ("lihat kpu.go.id, ya", [("url", "kpu.go.id")]),
    ],
)
def test_entities_are_found_in_plain_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = with_detected(Formatted(text)).entities
    assert [(it["type"], shown(text, it)) for it in found] == expected


def test_nothing_is_found_inside_code_or_links() -> None:
    parsed = parse_html('<code>/a</code> <a href="https://kpu.go.id">kpu.go.id</a>')
    assert with_detected(parsed) == parsed
