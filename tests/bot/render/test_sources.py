from __future__ import annotations

from typing import Any

import pytest

from bot.render.sources import details, listed, origin, render_further
from index.types import Hit
from tests.bot.documents import document, passage


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Berita · tanggal tidak tercatat"),
        ({"kind": "guide", "published_on": "2024"}, "Panduan · 2024"),
        ({"publisher": "KPU", "kind": "statement"}, "KPU · Pernyataan · tanggal tidak tercatat"),
        ({"form": "summary"}, "Berita · ringkasan redaksi · tanggal tidak tercatat"),
        ({"drill": True}, "SIMULASI · Berita · tanggal tidak tercatat"),
        ({"regime": ["pilkada", "psu"]}, "Berita · Pilkada · PSU · tanggal tidak tercatat"),
        (
            {"reliability": "copy"},
            "Berita · tanggal tidak tercatat · salinan dari terbitan lain",
        ),
        (
            {"published_on": "2023-10", "valid_from": "2024-02-14", "valid_until": "2024"},
            "Berita · Oktober 2023 · berlaku sejak 14 Februari 2024 · berlaku sampai 2024",
        ),
    ],
)
def test_details_say_all_that_is_known(fields: dict[str, Any], words: str) -> None:
    assert details(document(**fields)) == words


def test_under_a_sentence_a_summary_says_that_it_is_no_quotation() -> None:
    of = document(publisher="Antara", form="summary", published_on="2024-02-11")
    assert origin(of) == "Antara · ringkasan redaksi, bukan kutipan · 11 Februari 2024"


def test_a_list_links_titles_by_number_and_escapes_them() -> None:
    of = document(title="<Judul> & co", url='https://a.example/?q="x"&y')
    assert listed("Sumber", [(1, of.title, of)]).html() == (
        '<b>Sumber</b>\n1. <a href="https://a.example/?q=&quot;x&quot;&amp;y">'
        "&lt;Judul&gt; &amp; co</a>\n<i>Berita · tanggal tidak tercatat</i>"
    )


def test_further_sources_each_have_a_button_to_read_them() -> None:
    found = document(publisher="KPU")
    hit = Hit(found, passage(found, ordinal=4), 1.0, None, 0, {})
    answer = render_further((hit,))
    assert "1. Judul" in answer.parts[0]
    assert [button.label for button in answer.buttons] == ["Baca 1 · KPU"]
    assert answer.buttons[0].data.endswith(":4")
