from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.web.address import FetchRefused, WebAddress, ascii_name


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://KPU.go.id", "https://kpu.go.id/"),
        (" https://kpu.go.id./a/b?x=1&y=2#bagian ", "https://kpu.go.id/a/b?x=1&y=2"),
        ("https://kpu.go.id:443/a", "https://kpu.go.id/a"),
        ("http://kpu.go.id:443/a", "http://kpu.go.id:443/a"),
        ("http://kpu.go.id:80?x", "http://kpu.go.id/?x"),
        ("https://kpu.go.id/surat%20edaran.pdf", "https://kpu.go.id/surat%20edaran.pdf"),
        ("https://kpu.go.id/é", "https://kpu.go.id/%C3%A9"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://kpu。go。id/", "https://kpu.go.id/"),
        ("http://1.1.1.1/a", "http://1.1.1.1/a"),
        ("http://[2606:4700:0::1]:443/", "http://[2606:4700::1]:443/"),
    ],
)
def test_an_address_has_one_spelling(written: str, read: str) -> None:
    assert WebAddress.read(written).url == read


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b", "https://kpu.go.id/b"),
        ("b?c", "https://kpu.go.id/a/b?c"),
        ("//bawaslu.go.id/x", "https://bawaslu.go.id/x"),
        ("http://dkpp.go.id", "http://dkpp.go.id/"),
        ("/surat edaran.pdf", "https://kpu.go.id/surat%20edaran.pdf"),
        # As `header` reads bytes that are not UTF-8.
        ("/caf\udce9", "https://kpu.go.id/caf%E9"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(location: str, leads: str) -> None:
    assert WebAddress.read("https://kpu.go.id/a/").towards(location).url == leads


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    for address in (text, f"http://{text}", f"https://kpu.go.id/{text}"):
        try:
            read = WebAddress.read(address)
        except FetchRefused:
            continue
        assert WebAddress.read(read.url) == read
        assert read.url.isascii() and read.url.isprintable() and " " not in read.url


@given(st.text(max_size=40))
def test_a_name_is_a_name_or_none(text: str) -> None:
    name = ascii_name(text)
    assert name is None or ascii_name(name) == name == name.lower()
