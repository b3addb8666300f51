from __future__ import annotations

from dataclasses import replace

import pytest

from bot import texts
from bot.reloads.course import (
    Crashed,
    Failed,
    Interrupted,
    Published,
    Refused,
    Resumed,
    State,
    Step,
    Unchanged,
    Waiting,
)
from bot.render.keeping.course import INSIST_DATA, parsed_refusal, render_course
from index.changes import Changes, Named, Several
from index.types import Manifest
from index.verdict import Check, Part

MANIFEST = Manifest(
    generation="20270214T073000123456Z-0123abcd",
    format=2,
    corpus_fingerprint="0" * 32,
    model="kecil",
    dimension=128,
    documents=156,
    passages=1234,
    built_at="2027-02-14T07:30:00+00:00",
)
LONG = "<Judul & yang panjang sekali> " * 40


def several(count: int, title: str = "Judul") -> Several:
    return Several(count, tuple(Named(f"d{n}", f"{title} {n}") for n in range(min(count, 50))))


def check(number: int, words: str = "Linmas") -> Check:
    return Check(f"q{number}", Part.GOLDEN, f"Tanya {number}?", words, "tidak dijawab", False)


PUBLISHED = Published(
    MANIFEST,
    Changes(several(12), several(1, "Aturan"), several(0), 14, 3),
    {Part.GOLDEN: (45, 46), Part.DRILL: (3, 3)},
    embedded=14,
    rejected=("korpus/rusak.md:1: tanpa id",),
    seconds=4.25,
)


def told(state: State, joined: bool = False) -> str:
    (part,) = render_course(state, joined).parts
    return part


def test_a_step_tells_how_much_of_it_is_done() -> None:
    words = told(Step("menghitung vektor", 3, 10))
    assert words == f"{texts.RELOAD_BEGUN}\n\nMenghitung vektor: 3 dari 10"
    assert told(Step("menguji", 0, 1), joined=True).startswith(texts.RELOAD_JOINED)


def test_who_waits_for_another_process_sees_how_far_that_is_if_it_is_known() -> None:
    assert told(Waiting(None)).endswith(texts.RELOAD_WAITING)
    assert told(Waiting(Step("menguji", 4, 60))).endswith("Menguji: 4 dari 60")


def test_the_end_tells_what_changed_and_how_it_did() -> None:
    words = told(PUBLISHED)
    assert "156 dokumen, 1234 bagian" in words
    assert "Ditambah (12)" in words and "• Judul 9\ndan 2 lainnya" in words
    assert "Diubah (1)" in words and texts.CHANGES_REMOVED not in words
    assert "Bagian: 14 baru, 3 hilang." in words
    assert "14 bagian baru dihitung, 4,2 detik." in words
    assert "jawaban benar 45/46, latihan ditandai 3/3" in words
    assert "Ditolak (1)" in words and "tanpa id" in words
    assert "meskipun" not in words


def test_what_was_insisted_on_is_said() -> None:
    assert texts.RELOADED_INSISTED.format(count=2) in told(replace(PUBLISHED, insisted=2))


def test_a_generation_without_an_exam_says_so() -> None:
    assert texts.EXAM_NONE in told(replace(PUBLISHED, figures={}))


def test_a_refusal_names_what_got_worse_and_can_be_insisted_on() -> None:
    (part,) = render_course(Refused((check(1), check(2)), False, entry=17)).parts
    (button,) = render_course(Refused((check(1),), False, entry=17)).buttons
    assert "Tanya 1? (q1)\nseharusnya: Linmas\nyang keluar: tidak dijawab" in part
    assert INSIST_DATA.fullmatch(button.data) and parsed_refusal(button.data) == 17


@pytest.mark.parametrize("refused", [Refused((check(1),), True, 17), Refused((check(1),), False)])
def test_what_nobody_may_accept_has_no_button(refused: Refused) -> None:
    assert render_course(refused).buttons == ()
    assert (texts.RELOAD_REFUSED_FINAL in told(refused)) is refused.final


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Unchanged("g", ()), texts.RELOAD_UNCHANGED),
        (Unchanged("g", ("a.md:1: x",)), "Ditolak (1)"),
        (Failed("tidak ada dokumen."), "tidak ada dokumen. Yang dilayani"),
        (Crashed("Traceback", "0123abcd"), "0123abcd"),
        (Interrupted(), texts.RELOAD_INTERRUPTED),
        (Resumed("g"), texts.RELOAD_RESUMED),
    ],
)
def test_every_other_end_is_told(state: State, words: str) -> None:
    assert words in told(state)
    assert "Traceback" not in told(state)


@pytest.mark.parametrize(
    "state",
    [
        replace(
            PUBLISHED,
            changes=Changes(several(99, LONG), several(99, LONG), several(99, LONG), 9, 9),
            rejected=(LONG,) * 99,
            figures=dict.fromkeys(Part, (999, 999)),
        ),
        Refused((check(1, LONG),) * 99, False, 17),
        Failed(LONG * 99),
    ],
)
def test_however_much_there_is_to_tell_it_is_one_message(state: State) -> None:
    told(state)
