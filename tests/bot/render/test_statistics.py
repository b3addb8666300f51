from __future__ import annotations

import struct
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

from bot import texts
from bot.questions.grouping import Group, Groups
from bot.questions.statistics import Month, Stale
from bot.questions.tally import FEEDBACK, OUTCOMES, Day, What
from bot.render.plots import _LOOKS
from bot.render.statistics import caption, picture, render_statistics
from tests.bot.documents import DIRECTORY, document
from tests.support.botapi.html import parse_html

FIRST = date(2027, 1, 16)
EMPTY = Month(
    tuple(Day(FIRST + timedelta(days=age), {}) for age in range(30)), Groups((), 0), (), ()
)
BUSY = replace(EMPTY, days=tuple(Day(it.day, dict.fromkeys(What, 10**9)) for it in EMPTY.days))


def counted(*numbers: int) -> Month:
    """A month whose last day has these `numbers`, in the order of `What`."""
    last = Day(EMPTY.days[-1].day, dict(zip(What, numbers, strict=True)))
    return replace(EMPTY, days=(*EMPTY.days[:-1], last))


def test_the_caption_tells_every_figure_of_the_picture() -> None:
    assert caption(counted(7, 8, 2, 1, 3, 4, 5, 6)) == (
        "16 Januari 2027 sampai 14 Februari 2027\n"
        "Pertanyaan: 18 (7 dijawab, 8 soal kesiapan, 2 tanpa jawaban, 1 ditolak)\n"
        "Penilaian atas jawaban: 11 (5 membantu, 6 kurang tepat)\n"
        "Selain itu: 7 (3 pesan bahaya, 4 sapaan)"
    )


def test_the_caption_always_fits_under_a_picture() -> None:
    assert len(caption(BUSY)) <= 1024


def test_the_picture_is_as_wide_as_a_phone_shows() -> None:
    drawn = picture(counted(7, 8, 2, 1, 3, 4, 5, 6))
    assert drawn.startswith(b"\x89PNG") and struct.unpack(">II", drawn[16:24]) == (1080, 1320)


def test_the_picture_shows_what_was_counted() -> None:
    drawn = {picture(month) for month in (EMPTY, BUSY, counted(7, 0, 2, 1, 0, 0, 0, 0))}
    assert len(drawn) == 3


def test_what_stands_in_one_picture_differs_by_its_pattern_and_not_by_colour_alone() -> None:
    for together in (OUTCOMES, FEEDBACK):
        assert len({_LOOKS[what]["hatch"] for what in together}) == len(together)


def test_the_most_asked_are_listed_with_how_many_people_and_the_rest_is_counted() -> None:
    shown = tuple(Group(f"Apa <{number}>?", 20 - number) for number in range(12))
    (part,) = render_statistics(replace(EMPTY, unanswered=Groups(shown, 3))).parts
    lines = parse_html(part).text.splitlines()
    assert lines[:2] == [texts.STATISTICS_UNANSWERED, "1. 20 orang: Apa <0>?"]
    assert lines[10] == "10. 11 orang: Apa <9>?"
    assert lines[11:] == [
        texts.STATISTICS_OTHERS.format(number=2),
        texts.STATISTICS_ALONE.format(number=3),
    ]


def test_that_words_are_hidden_is_said_where_some_are() -> None:
    groups = Groups((Group("Berapa honor … di TPS?", 2),), 0)
    (part,) = render_statistics(replace(EMPTY, unanswered=groups)).parts
    assert part.endswith(texts.STATISTICS_HIDDEN)


def test_old_sources_and_contacts_are_named_with_their_dates() -> None:
    of = document(title="Apel", url="https://kpu.example", valid_until="2026-01-01")
    old = tuple(one for one in DIRECTORY.contacts if one.withheld(DIRECTORY.today))
    (part,) = render_statistics(replace(EMPTY, stale=(Stale(of, 4),), contacts=old)).parts
    text = parse_html(part).text
    assert "• Apel\n" in text and "berlaku sampai 1 Januari 2026 · 4 kali" in text
    assert f"• {old[0].name}, terakhir dipastikan" in text


def test_where_nothing_is_to_be_done_nothing_is_said() -> None:
    assert render_statistics(EMPTY).parts == ()


def test_a_bot_that_draws_nothing_does_not_load_what_draws() -> None:
    program = (
        "import sys, bot.app, bot.chat.handlers, bot.render.statistics\n"
        "print('matplotlib' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
