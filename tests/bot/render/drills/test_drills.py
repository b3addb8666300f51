from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import texts
from bot.boards.quotes import Quote
from bot.db.drills import Drill
from bot.db.follow_ups import FollowUp
from bot.drills.dictation import dictated, fields_in
from bot.drills.exercise import LASTS, LIMIT, Exercise, Field, Place, Scene, Task, Unit
from bot.drills.visible import Listing, View
from bot.render.drills.drill_buttons import CHOSEN, DRILL_DATA, pressed, sure_begin_rows, sure_rows
from bot.render.drills.drill_card import field_words, render_card, render_choices, render_sure
from bot.render.drills.drill_prompt import Asked, asked_in, prompt_words
from bot.render.drills.drills import banner, render_areas, render_listing
from bot.render.pack import LIMIT as MESSAGE
from bot.render.reply import Reply
from corpus.areas import bundled
from corpus.passages import passages
from index.types import Evidence
from tests.support import small_corpus
from tests.support.botapi.html import parse_html

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
LARGEST = 10**18 - 1
AREAS = bundled()
CITY = next(area for area in AREAS.areas if area.id == "kota-balikpapan")
LONGEST_ID = max((area for area in AREAS.areas), key=lambda area: len(area.id))
WHOLE = Exercise(
    held_on=date(2027, 2, 1),
    place=Place.HALL,
    organiser="Polresta <Balikpapan>",
    units=(Unit(name="Brimob", count=60), Unit(name="Humas")),
    total=500,
    present=("KPU", "Kodim 0905"),
    scenes=(Scene.CAMPAIGN, Scene.PROTEST),
    findings=("HT mati", "rompi & helm kurang"),
    next_on=date(2027, 3, 1),
)
TASKS = (
    Task(text="rompi kurang 20", due_on=date(2027, 2, 13)),
    Task(text="HT diganti", due_on=date(2027, 2, 14)),
)
SAVED = Drill(LARGEST, CITY.id, date(2027, 2, 1), WHOLE, "P-1", NOW, NOW, None, None)
DRAFT = replace(SAVED, saved_at=None)
ON = replace(SAVED, begun_at=NOW)


def view(drill: Drill = SAVED, may_record: bool = True, tasks: tuple[Task, ...] = TASKS) -> View:
    own = [
        FollowUp(LARGEST - number, drill.id, drill.area, task, None, None)
        for number, task in enumerate(tasks)
    ]
    zone = AREAS.zone(CITY.id)
    return View(drill, CITY, own, may_record, drill.is_on(NOW), date(2027, 2, 14), zone)


def listing(*views: View, may_record: bool = True) -> Listing:
    return Listing(CITY, views, 1, True, may_record)


def plain(reply: Reply) -> str:
    (part,) = reply.parts
    return parse_html(part).text


def labels(reply: Reply) -> list[str]:
    return [button.label for button in reply.buttons]


def quote(words: str = "512 personel") -> Quote:
    document = small_corpus.DRILL
    start = document.text.index("Simulasi itu melibatkan")
    end = document.text.index(".", start) + 1
    (passage,) = passages(document)
    text = document.text[start:end]
    assert words in text
    evidence = Evidence(document.id, passage.id, start, end, text, None, 1.0)
    return Quote(evidence, document, passage)


class TestBanner:
    def test_it_says_loudly_that_nothing_of_it_is_real_and_where(self) -> None:
        (block,) = banner(["Kota Balikpapan"])
        assert block.html().startswith(f"<b>{texts.DRILL_ON}</b>\n")
        assert "Kota Balikpapan" in block.plain

    def test_without_a_drill_there_is_none(self) -> None:
        assert banner([]) == ()

    def test_of_many_areas_it_names_some_and_counts_the_rest(self) -> None:
        (block,) = banner(["A", "B", "C", "D", "E"])
        assert "A, B, C, dan 2 wilayah lain" in block.plain

    @pytest.mark.parametrize("editing", [True, False])
    def test_it_stands_over_everything_that_is_said_of_drills(self, editing: bool) -> None:
        over, of = banner(["Kota Balikpapan"]), view(ON)
        for shown in (
            render_listing(listing(of), ["Kota Balikpapan"], None),
            render_card(of, over, editing=editing),
            render_choices(of, over, Field.SCENES),
            render_sure("Akhiri?", over, sure_rows("Ya", "zy", 1)),
        ):
            assert plain(shown).startswith(texts.DRILL_ON)


class TestCard:
    def test_it_tells_every_field_and_what_nobody_told_is_said_to_be_unknown(self) -> None:
        told = plain(render_card(view(), ()))
        for expected in (
            "Tanggal: 1 Februari 2027",
            "Tempat: gedung pertemuan",
            "Penyelenggara: Polresta <Balikpapan>",
            "Unit: Brimob 60, Humas = 60",
            "Skenario: kampanye → unjuk rasa",
            "• rompi & helm kurang",
        ):
            assert expected in told
        empty = replace(DRAFT, exercise=Exercise())
        bare = plain(render_card(view(empty, tasks=()), ()))
        assert bare.count(texts.UNKNOWN) == len(Field) - 2

    @pytest.mark.parametrize(("total", "off"), [(500, False), (59, True)])
    def test_a_sum_that_does_not_add_up_is_flagged(self, total: int, off: bool) -> None:
        drill = replace(SAVED, exercise=WHOLE.model_copy(update={"total": total}))
        told = plain(render_card(view(drill), ()))
        assert (texts.DRILL_OFF.format(total=total, sum=60) in told) is off

    def test_a_next_drill_that_is_not_after_this_one_is_flagged(self) -> None:
        drill = replace(SAVED, exercise=WHOLE.model_copy(update={"next_on": WHOLE.held_on}))
        assert texts.DRILL_BACK_TO_FRONT in plain(render_card(view(drill), ()))

    def test_a_task_is_late_the_day_after_it_was_due(self) -> None:
        told = plain(render_card(view(), ()))
        assert f"1. rompi kurang 20; tenggat 13 Februari 2027 {texts.DRILL_TASK_LATE}" in told
        assert told.endswith("2. HT diganti; tenggat 14 Februari 2027")

    @pytest.mark.parametrize(
        ("drill", "state"),
        [
            (DRAFT, texts.DRILL_IS_DRAFT),
            (SAVED, texts.DRILL_SAVED),
            (ON, "Berlangsung sejak 14 Februari 2027 pukul 15.30 WITA; berakhir sendiri 15 Feb"),
            (
                replace(ON, ended_at=NOW + timedelta(hours=1)),
                "Selesai 14 Februari 2027 pukul 16.30",
            ),
            (replace(ON, ended_at=NOW + LASTS), "Berakhir sendiri 15 Februari 2027 pukul 15.30"),
            (replace(ON, begun_at=NOW - LASTS), "Berakhir sendiri 14 Februari 2027 pukul 15.30"),
            (replace(ON, saved_at=None), texts.DRILL_UNSAVED),
        ],
    )
    def test_it_says_how_far_the_drill_is_by_the_clocks_of_its_area(
        self, drill: Drill, state: str
    ) -> None:
        assert state in plain(render_card(view(drill), ()))

    def test_only_whoever_records_gets_buttons_for_that(self) -> None:
        for drill in (SAVED, ON):
            officers = render_card(view(drill, may_record=False), (), editing=True)
            assert labels(officers) == ["Selesai 1", "Selesai 2", texts.BUTTON_DRILLS]
        assert texts.BUTTON_DRILL_SAVE in labels(render_card(view(DRAFT), (), editing=True))
        assert texts.BUTTON_DISCARD in labels(render_card(view(DRAFT), (), editing=True))
        assert texts.BUTTON_DISCARD not in labels(render_card(view(SAVED), (), editing=True))
        assert texts.BUTTON_DRILL_END in labels(render_card(view(ON), ()))

    @pytest.mark.parametrize(("day", "may_begin"), [(13, False), (14, True), (15, True)])
    def test_a_drill_of_a_past_day_is_not_begun_any_more(self, day: int, may_begin: bool) -> None:
        told = WHOLE.model_copy(update={"held_on": date(2027, 2, day)})
        shown = render_card(view(replace(SAVED, exercise=told)), ())
        assert (texts.BUTTON_DRILL_BEGIN in labels(shown)) is may_begin

    def test_the_longest_record_is_one_message_while_it_is_edited(self) -> None:
        units = tuple(Unit(name="s" * 20 + str(number), count=100_000) for number in range(40))
        tasks = tuple(
            Task(text=f"{number}" + "t" * 20, due_on=date(2026, 9, 30)) for number in range(12)
        )
        told = Exercise(
            **{**WHOLE.model_dump(), "units": units, "total": 1, "scenes": tuple(Scene)},
        )
        left = LIMIT - told.size - sum(len(task.text) + 3 for task in tasks)
        told = told.model_copy(update={"findings": (*told.findings, "😀" * (left // 2 - 2))})
        result = dictated(told, (), fields_in("total: 2"), date(2027, 2, 14))
        assert not result.unclear
        over = banner([LONGEST_ID.name] * 9)
        drill = replace(ON, exercise=told, saved_at=None)
        note = texts.DRILL_LACKING.format(fields="tanggal, tempat, penyelenggara")
        shown = view(drill, tasks=tasks)
        for reply in (
            render_card(shown, over, quote(), editing=True, notes=[note]),
            render_card(shown, over, quote(), editing=False),
            render_choices(shown, over, Field.PLACE),
        ):
            assert len(reply.parts) == 1 and len(parse_html(reply.parts[0]).text) <= MESSAGE


class TestPublished:
    def test_it_stands_beside_the_record_word_for_word_and_said_to_be_another_thing(self) -> None:
        told = plain(render_card(view(), (), quote()))
        beside = told[told.index(texts.DRILL_PUBLISHED) :].splitlines()
        assert beside[1:3] == [texts.DRILL, "Simulasi itu melibatkan 512 personel gabungan."]
        assert texts.SUMMARY_LOUD in beside[3] and "2 Oktober 2023" in beside[3]
        assert beside[4] == small_corpus.DRILL.title

    def test_a_list_shows_it_too(self) -> None:
        shown = plain(render_listing(listing(), [], quote()))
        assert texts.DRILLS_NONE in shown and "512 personel" in shown


class TestListing:
    def test_it_tells_the_day_the_sort_of_place_and_what_is_left_to_do(self) -> None:
        line = plain(render_listing(listing(view()), [], None)).split("\n\n")[1]
        assert line.splitlines() == [
            "1. 1 Februari 2027",
            "gedung pertemuan · Polresta <Balikpapan>",
            texts.DRILL_TASKS_LATE.format(count=2, late=1),
        ]

    @pytest.mark.parametrize(
        ("done", "words"),
        [
            ((True, True), texts.DRILL_TASKS_DONE),
            ((True, False), texts.DRILL_TASKS_LEFT.format(count=1)),
        ],
    )
    def test_what_is_done_is_not_left_to_do(self, done: tuple[bool, ...], words: str) -> None:
        of = view()
        marked = [
            replace(task, done_at=NOW if it else None)
            for task, it in zip(of.follow_ups, done, strict=True)
        ]
        assert words in plain(render_listing(listing(replace(of, follow_ups=marked)), [], None))

    def test_only_whoever_records_may_begin_and_end(self) -> None:
        own = labels(render_listing(listing(view(ON)), [], None))
        assert own[-3:] == [
            texts.BUTTON_DRILL_RECORD,
            texts.BUTTON_DRILL_BEGIN,
            texts.BUTTON_DRILL_END_THIS.format(number=LARGEST),
        ]
        officers = listing(view(ON, may_record=False), may_record=False)
        assert labels(render_listing(officers, [], None)) == ["Buka 1", "‹", "›"]


def test_every_button_says_what_is_read_back_and_fits_telegrams_limit() -> None:
    longest = replace(SAVED, area=LONGEST_ID.id)
    shown = [
        render_areas("Mana?", [LONGEST_ID]),
        render_listing(Listing(LONGEST_ID, [view(ON)], 9999, True, True), [], None),
        *(
            render_card(view(drill), (), editing=it)
            for drill in (DRAFT, ON, longest)
            for it in (True, False)
        ),
        *(render_choices(view(), (), field) for field in CHOSEN),
        render_sure("Sungguh?", (), sure_begin_rows(LONGEST_ID.id)),
        render_sure("Sungguh?", (), sure_rows("Ya", "xy", LARGEST)),
    ]
    for data in (button.data for reply in shown for button in reply.buttons):
        assert len(data.encode()) <= 64 and DRILL_DATA.fullmatch(data)
        said = pressed(data)
        assert said.drill == LARGEST or said.area == LONGEST_ID.id or said.area == CITY.id


@pytest.mark.parametrize("field", [one for one in Field if one not in CHOSEN])
def test_a_prompt_says_what_it_asks_and_what_it_would_replace(field: Field) -> None:
    present = field_words(view(), field)
    assert present
    words = prompt_words(Asked(LARGEST, field), present, "Bukan begitu.")
    assert asked_in(words) == Asked(LARGEST, field)
    over = "\n\n".join([*(block.plain for block in banner(["Kota Balikpapan"])), words])
    assert asked_in(over) == Asked(LARGEST, field)
    assert present in words and "Bukan begitu." in words


@pytest.mark.parametrize("field", Field)
def test_what_a_field_holds_is_told_as_it_could_be_written_again(field: Field) -> None:
    present = field_words(view(), field)
    assert present
    told = dictated(WHOLE, TASKS, {field: present}, date(2027, 2, 14))
    assert told.exercise == WHOLE and told.tasks in (None, TASKS) and not told.unclear


def test_a_reply_to_a_card_is_about_its_drill_whatever_is_written_in_it() -> None:
    found = WHOLE.model_copy(update={"findings": ("Latihan 7 · Kota Blitar", "Latihan 8: Unit")})
    drill = replace(ON, exercise=found)
    over = banner(["Kota Balikpapan"])
    assert asked_in(plain(render_card(view(drill), over, notes=["Dicatat: unit."]))) == Asked(
        LARGEST, None
    )


@pytest.mark.parametrize("words", ["", "Halo", "Latihan di Kota Balikpapan", "Latihan x · y"])
def test_other_messages_are_about_no_drill(words: str) -> None:
    assert asked_in(words) is None
