from __future__ import annotations

from bot import texts
from bot.library import Excerpt
from bot.render.answers.passage import render_passage
from tests.bot.documents import document, passage

TEXT = "Satu.\n\nDua <b>.\n\nTiga."


def test_a_passage_stands_between_its_neighbours() -> None:
    of = document(TEXT, publisher="KPU", url="https://kpu.example/?a&b")
    excerpt = Excerpt(of, passage(of, 0, 5), passage(of, 7, 15, 1), passage(of, 17, 22, 2))
    assert render_passage(excerpt).parts == (
        "<b>Judul</b>\n<i>KPU · Berita · tanggal tidak tercatat</i>\n\n"
        "<i>Sebelumnya:</i>\nSatu.\n\n"
        "<blockquote expandable><b>Dua &lt;b&gt;.</b></blockquote>\n\n"
        "<i>Selanjutnya:</i>\nTiga.\n\n"
        '<a href="https://kpu.example/?a&amp;b">Buka di situs aslinya</a>',
    )


def test_a_lone_passage_without_an_address_is_shown_alone() -> None:
    of = document("Satu.", drill=True)
    (part,) = render_passage(Excerpt(of, None, passage(of), None)).parts
    assert part.startswith(f"<b>{texts.DRILL}</b>\n<b>Judul</b>\n")
    assert part.endswith("<blockquote expandable><b>Satu.</b></blockquote>")
