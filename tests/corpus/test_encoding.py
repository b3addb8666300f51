import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.encoding import decode

QUOTED = "Kapolres: “siap” – 100 é"


@pytest.mark.parametrize(
    "content",
    [
        QUOTED.encode(),
        QUOTED.encode("utf-8-sig"),
        QUOTED.encode("utf-16"),
        codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be"),
        QUOTED.encode("utf-32"),
        QUOTED.encode("utf-16-le"),
        QUOTED.encode("utf-16-be"),
        QUOTED.encode("windows-1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "be mark", "utf-32", "le bare", "be bare", "windows"],
)
def test_the_bytes_alone_tell_the_usual_encodings(content: bytes) -> None:
    assert decode(content, None) == QUOTED


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        ('<meta charset="windows-1251">', None),
        ('<?xml version="1.0" encoding="windows-1251"?>', None),
        ("", "text/html; charset=windows-1251"),
        ('<meta charset="iso-8859-5">', "text/html; charset=windows-1251"),
    ],
)
def test_another_encoding_is_taken_from_the_server_then_from_the_page(
    head: str, content_type: str | None
) -> None:
    assert decode((head + "Выборы").encode("windows-1251"), content_type) == head + "Выборы"


def test_a_page_that_says_latin_1_is_read_with_the_quotation_marks_of_windows() -> None:
    page = '<meta charset="iso-8859-1">' + QUOTED
    assert decode(page.encode("windows-1252"), None) == page


def test_a_page_in_utf_8_that_says_otherwise_is_read_as_what_it_is() -> None:
    page = '<meta charset="iso-8859-1">' + QUOTED
    assert decode(page.encode(), "text/html; charset=windows-1251") == page


@pytest.mark.parametrize("name", ["utf-7", "rot13", "unicode_escape", "zlib", "x" * 39, "idna"])
def test_an_encoding_that_is_none_for_pages_counts_as_not_declared(name: str) -> None:
    assert decode(b"+ADw-\xe9", f"text/html; charset={name}") == "+ADw-é"


@given(st.binary(), st.none() | st.text())
def test_any_bytes_become_some_text(content: bytes, content_type: str | None) -> None:
    assert isinstance(decode(content, content_type), str)
