import pytest

from corpus.draft import Entry, Unreadable
from corpus.formats import feed, sitemap
from corpus.limits import LIMITS, Limits

BASE = "https://teduh.example/umpan/"
MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{inside}</channel></rss>'


def item(number: int, day: int = 1) -> str:
    return (
        f"<title>Kabar {number}</title><link>https://teduh.example/{number}</link>"
        f"<pubDate>Thu, {day:02} Feb 2024 01:00:00 +0700</pubDate>"
    )


def test_rss_gives_titles_addresses_and_days_as_they_are_written() -> None:
    found = feed.read(rss(item(1)), None, LIMITS)
    assert found.entries == (Entry("Kabar 1", "https://teduh.example/1", "2024-02-01"),)
    assert found.more == 0


def test_atom_is_read_and_an_update_is_no_publication() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        '<entry><title type="html">&lt;b&gt;Polres&lt;/b&gt; siap</title><link href="../a"/>'
        "<published>2024-02-10T23:30:00+07:00</published></entry>"
        '<entry><title>Lain</title><link href="https://lain.example/b"/>'
        "<updated>2024-02-12T08:00:00Z</updated></entry></feed>"
    )
    assert feed.read(text, BASE, LIMITS).entries == (
        Entry("Polres siap", "https://teduh.example/a", "2024-02-10"),
        Entry("Lain", "https://lain.example/b", None),
    )


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    whole = rss(item(1), item(2), item(3))
    found = feed.read(whole[: whole.index("Kabar 3")], None, LIMITS)
    assert {entry.title for entry in found.entries} >= {"Kabar 1", "Kabar 2"}


def test_a_sitemap_is_ordered_by_changes_which_are_no_publications() -> None:
    text = (
        f"<urlset {MAP}><url><loc> https://teduh.example/lama </loc><lastmod>2020</lastmod></url>"
        "<url><loc>https://teduh.example/x</loc></url>"
        "<url><loc>/baru</loc><lastmod>2024-02-10T08:00:00+07:00</lastmod></url></urlset>"
    )
    assert sitemap.read(text, BASE, LIMITS).entries == (
        Entry(None, "https://teduh.example/baru", None),
        Entry(None, "https://teduh.example/lama", None),
        Entry(None, "https://teduh.example/x", None),
    )


def test_a_news_sitemap_states_titles_and_days() -> None:
    text = (
        f"<urlset {MAP} {NEWS}><url><loc>https://teduh.example/1</loc><news:news>"
        "<news:publication_date>2024-02-10</news:publication_date>"
        "<news:title>Polres\nsiap</news:title></news:news></url></urlset>"
    )
    assert sitemap.read(text, None, LIMITS).entries == (
        Entry("Polres siap", "https://teduh.example/1", "2024-02-10"),
    )


def test_an_index_of_sitemaps_gives_the_sitemaps() -> None:
    text = (
        f"<sitemapindex {MAP}><sitemap><loc>https://teduh.example/1.xml</loc></sitemap>"
        "</sitemapindex>"
    )
    assert [entry.url for entry in sitemap.read(text, None, LIMITS).entries] == [
        "https://teduh.example/1.xml"
    ]


def test_the_newest_entries_are_shown_and_the_rest_is_counted() -> None:
    found = feed.read(rss(*(item(day, day) for day in range(1, 8))), None, Limits(entries=3))
    assert [entry.title for entry in found.entries] == ["Kabar 7", "Kabar 6", "Kabar 5"]
    assert found.more == 4


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://teduh.example/a", "", "https://"],
)
def test_what_cannot_be_fetched_is_no_entry(link: str) -> None:
    text = rss(f"<title>Jebakan</title><link>{link}</link>", item(1), item(1))
    assert [entry.title for entry in feed.read(text, None, LIMITS).entries] == ["Kabar 1"]


@pytest.mark.parametrize("text", [rss(), rss("<title>Tanpa alamat</title>")])
def test_a_feed_that_names_no_page_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Tidak ada alamat halaman"):
        feed.read(text, None, LIMITS)


@pytest.mark.parametrize("date", ["kapan-kapan", "", "10 hari lagi", "2024-13-45x"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    text = rss(f"<title>a</title><link>https://teduh.example/</link><pubDate>{date}</pubDate>")
    assert feed.read(text, None, LIMITS).entries[0].published_on is None
