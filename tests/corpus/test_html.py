import json
from typing import Any

import pytest

from corpus.draft import Unreadable
from corpus.formats.html import read

URL = "https://www.teduh.example/berita/1"
FIRST = (
    "Polres Kota Teduh menyiapkan 640 personel untuk menjaga 512 TPS pada hari pemungutan suara, "
    "kata Kapolres dalam apel di Lapangan Merdeka."
)
LAST = "Sebanyak 38 TPS dinilai rawan, dan masing-masing dijaga dua polisi serta empat linmas."


def page(body: str = "", head: str = "") -> str:
    return (
        f"<!doctype html><html lang=id><head>{head}</head><body>"
        "<nav><a href=/>Beranda</a> <a href=/nasional>Nasional</a></nav>"
        f"<article>{body}<p>{FIRST}</p><p>{LAST}</p></article>"
        "<aside><a href=/lain>Baca juga: kabar lain</a></aside>"
        "<footer>Hak cipta 2019 Teduh Pos</footer></body></html>"
    )


def data(**article: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def fields(head: str = "", body: str = "", url: str | None = None) -> dict[str, Any]:
    return dict(read(page(body, head), url).fields)


def test_the_article_is_read_without_what_stands_around_it() -> None:
    assert read(page(), None).text == f"{FIRST}\n\n{LAST}"


def test_headings_lists_and_tables_stay_apart_from_sentences() -> None:
    body = (
        f"<p>{FIRST}</p><h2>Rincian</h2><ul><li>Polisi 640</li><li>Linmas 1.024</li></ul>"
        "<table><tr><th>Kecamatan</th><th>TPS</th></tr><tr><td>Utara</td><td>68</td></tr></table>"
    )
    text = read(page(body), None).text
    assert "\n\nRincian\n\n- Polisi 640\n- Linmas 1.024\n\n" in text
    assert "\n\n| Kecamatan | TPS |\n| Utara | 68 |\n\n" in text


def test_json_ld_states_title_publisher_and_date() -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Polres siap",
        "datePublished": "2024-02-10T23:30:00+07:00",
        "publisher": {"@type": "Organization", "name": "Teduh Pos"},
    }
    expected = {"title": "Polres siap", "publisher": "Teduh Pos", "published_on": "2024-02-10"}
    assert fields(data(**article)) == expected
    assert fields(data(**{"@graph": [{"@type": "WebSite"}, article]})) == expected
    assert fields(data(**article) + data(**article)) == expected


def test_meta_elements_state_them_too() -> None:
    head = (
        '<meta property="og:title" content="Polres siap - Teduh Pos">'
        '<meta property="og:site_name" content="Teduh Pos">'
        '<meta property="article:published_time" content="2024-02-10T08:00:00Z">'
    )
    assert fields(head) == {
        "title": "Polres siap",
        "publisher": "Teduh Pos",
        "published_on": "2024-02-10",
    }


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="publishdate" content="2024/02/10 08:00:00">', "", "2024-02-10"),
        ('<meta name="dc.date" content="2024-02">', "", "2024-02"),
        ('<meta itemprop="datePublished" content="2024-02-10">', "", "2024-02-10"),
        (
            '<meta itemprop="datePublished" content="2024-02-10">',
            '<time itemprop="datePublished" datetime="2023-05-01">berita lain</time>',
            None,
        ),
        ("", '<time itemprop="datePublished" datetime="2024-02-10">x</time>', "2024-02-10"),
        ("", "<time pubdate datetime=2024-02-10>x</time>", "2024-02-10"),
        ("", "<time datetime=2024-02-10>acara</time>", None),
        ('<meta property="article:modified_time" content="2024-02-10">', "", None),
        ('<meta name="date" content="kemarin">', "", None),
        ("", "<p>Teduh, 10 Februari 2024, polisi bersiap.</p>", None),
    ],
)
def test_a_date_is_taken_only_where_the_page_states_it_as_its_own(
    head: str, body: str, date: str | None
) -> None:
    assert fields(head, body, "https://www.teduh.example/2019/01/02/x").get("published_on") == date


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Polres siap | Kabar</title>", "", "Polres siap | Kabar"),
        ("<title>Kabar</title>", "<h1> Polres\n siap </h1>", "Polres siap"),
        ("<title>Kabar</title>", "<h1>Satu</h1><h1>Dua</h1>", "Kabar"),
        ("", "", None),
    ],
)
def test_a_title_is_the_only_heading_or_what_the_window_says(
    head: str, body: str, title: str | None
) -> None:
    assert fields(head, body).get("title") == title


def test_a_publisher_is_not_concluded_from_the_address() -> None:
    assert fields(url=URL) == {"url": URL}


def test_several_articles_in_one_page_are_not_the_page_s_own() -> None:
    head = data(**{"@type": "NewsArticle", "headline": "Satu", "datePublished": "2024-02-10"})
    head += data(**{"@type": "NewsArticle", "headline": "Dua", "datePublished": "2024-02-11"})
    assert fields(head) == {}


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '"a"', "[1, null]", '{"@type": 1}', '{"@graph": 5}', "{}"]
)
def test_broken_json_ld_states_nothing(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert fields(head) == {}


@pytest.mark.parametrize(
    ("canonical", "fetched", "url"),
    [
        ("https://teduh.example/berita/1", "https://m.teduh.example/berita/1?x=1", "canonical"),
        ("https://www.kpu.go.id/siaran", "https://palsu.example/siaran", "fetched"),
        ("/berita/1", URL, "fetched"),
        ("javascript:alert(1)", URL, "fetched"),
        ("http://[::1", URL, "fetched"),
        ("https://teduh.example/berita/1", None, "canonical"),
        ("javascript:alert(1)", None, None),
    ],
)
def test_a_page_may_say_its_own_address_but_not_another_site_s(
    canonical: str, fetched: str | None, url: str | None
) -> None:
    found = fields(f'<link rel="canonical" href="{canonical}">', url=fetched).get("url")
    assert found == {"canonical": canonical, "fetched": fetched, None: None}[url]


@pytest.mark.parametrize(
    "text", ["<html></html>", "<html><body><script>var a=1</script></body></html>", "<p></p>"]
)
def test_a_page_without_an_article_says_so(text: str) -> None:
    with pytest.raises(Unreadable, match="Halaman ini tidak memuat teks artikel"):
        read(text, None)


def test_a_page_that_would_be_cut_off_is_refused_rather_than_shortened() -> None:
    text = page("<div>" * 300 + "dalam" + "</div>" * 300)
    with pytest.raises(Unreadable, match="bersarang terlalu dalam"):
        read(text, None)
