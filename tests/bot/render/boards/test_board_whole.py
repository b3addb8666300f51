from __future__ import annotations

from dataclasses import replace

from bot import texts
from bot.boards.history import DAYS
from bot.boards.quotes import Quote
from bot.readiness import Component, State, Verdict
from bot.render.boards.board_whole import render_whole
from bot.render.pack import LIMIT
from bot.render.reply import PASSAGE_DATA, Reply
from corpus.areas import bundled
from corpus.document import Document
from corpus.passages import passages
from index.types import Evidence
from tests.support import small_corpus
from tests.support.boards import CITY, OFFICER, PROVINCE, SUPERIOR, board, report
from tests.support.botapi.html import parse_html

SILENT: dict[Component, tuple[State, ...]] = {
    component: (State.UNKNOWN,) * DAYS for component in Component
}


def quote(document: Document, number: int) -> Quote:
    """The sentence of that number."""
    (passage,) = passages(document)
    text = document.text.split(". ")[number] + "."
    start = document.text.index(text)
    evidence = Evidence(document.id, passage.id, start, start + len(text), text, None, 1.0)
    return Quote(evidence, document, passage)


QUOTES: dict[Component, tuple[Quote, ...]] = {Component.PERSONNEL: (quote(small_corpus.DRILL, 1),)}


def shown(reply: Reply) -> str:
    return "\n\n".join(parse_html(part).text for part in reply.parts)


def test_a_report_is_told_with_its_note_its_time_and_who_stands_for_it() -> None:
    reports = [
        report(Component.POSTS, State.NOT_YET, 0, 4, note="dua posko <rusak> & kosong"),
        report(Component.PERSONNEL, State.ACTION, 480, 500, verified=True, hours=30),
    ]
    told = shown(render_whole(board(reports), SILENT, {}, bundled()))
    assert (
        "Personel: PERLU TINDAKAN\n"
        "480/500 orang. Dilihat 25 Nov 2026 08.05 WITA, 1 hari lalu.\n"
        f"Laporan petugas {OFFICER}, diverifikasi {SUPERIOR}.\n"
    ) in told
    assert (
        "Posko: BELUM\n"
        "0/4 posko. Dilihat 26 Nov 2026 11.05 WITA, 3 jam lalu.\n"
        "Catatan: dua posko <rusak> & kosong\n"
        f"Laporan petugas {OFFICER}, belum diverifikasi.\n"
    ) in told
    assert f"Logistik: TAK DIKETAHUI\n{texts.BOARD_CELL_NONE}\n" in told


def test_what_grew_old_is_told_as_it_was_then_and_is_unknown_now() -> None:
    told = shown(render_whole(board([report(state=State.READY, hours=800)]), SILENT, {}, bundled()))
    assert "Personel: TAK DIKETAHUI\n" in told
    assert "keadaan yang dilaporkan saat itu: SIAP." in told


def test_every_row_has_a_letter_a_day_today_last() -> None:
    states = (*[State.NOT_YET] * 10, *[State.ACTION] * 10, *[State.UNKNOWN] * 9, State.READY)
    reply = render_whole(board([]), SILENT | {Component.POSTS: states}, {}, bundled())
    assert "30 hari: BBBBBBBBBBPPPPPPPPPP?????????S" in shown(reply)
    assert shown(reply).count("30 hari: ") == len(Component)


def test_reports_and_quotes_stand_apart_under_their_own_headings() -> None:
    told = shown(render_whole(board([report(note="nota")]), SILENT, QUOTES, bundled()))
    reports, published = told.split(texts.BOARD_QUOTES)
    assert texts.BOARD_REPORTS in reports and OFFICER in reports and "[1]" not in reports
    assert "Simulasi itu melibatkan 512 personel gabungan. [1]" in published
    assert texts.DRILL in published and "Kabar Teluk" in published
    assert OFFICER not in published and "nota" not in published


def test_where_nothing_is_published_that_is_said() -> None:
    assert texts.BOARD_QUOTES_NONE in shown(render_whole(board([]), SILENT, {}, bundled()))


def test_a_quote_leads_to_its_source() -> None:
    reply = render_whole(board([]), SILENT, QUOTES, bundled())
    assert PASSAGE_DATA.fullmatch(reply.buttons[0].data)
    assert 'href="https://kabarteluk.example/sispamkota"' in "".join(reply.parts)


def test_of_a_province_every_component_is_counted_with_of_how_many() -> None:
    reports = [
        report(Component.PERSONNEL, State.READY, area=CITY),
        report(Component.PERSONNEL, State.NOT_YET, area="kota-bontang"),
    ]
    told = shown(render_whole(board(reports, PROVINCE), SILENT, {}, bundled()))
    assert "Personel: 1 BELUM, 8 TAK DIKETAHUI, 1 SIAP dari 10" in told
    assert "Posko: 10 TAK DIKETAHUI dari 10" in told
    assert texts.BOARD_REPORTS not in told


def test_what_is_reported_of_the_province_itself_is_told_too() -> None:
    told = shown(render_whole(board([report(area=PROVINCE)], PROVINCE), SILENT, {}, bundled()))
    assert texts.BOARD_REPORTS in told and OFFICER in told


def test_long_notes_never_exceed_a_message() -> None:
    reports = [report(one, note="catatan panjang " * 60, area=CITY) for one in Component]
    reply = render_whole(board(reports), SILENT, QUOTES, bundled())
    assert len(reply.parts) > 1
    assert all(len(parse_html(part).text) <= LIMIT for part in reply.parts)


def test_what_was_withdrawn_is_nowhere() -> None:
    gone = replace(report(note="ditarik"), verdict=Verdict.WITHDRAWN)
    assert "ditarik" not in shown(render_whole(board([gone]), SILENT, {}, bundled()))


def test_a_drill_is_told_first() -> None:
    told = shown(render_whole(board([], drills=(CITY,)), SILENT, {}, bundled()))
    assert told.startswith(texts.DRILL_ON)
