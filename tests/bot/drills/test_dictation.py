from __future__ import annotations

from datetime import date

import pytest

from bot import texts
from bot.drills import vocabulary
from bot.drills.dictation import Dictated, dictated, fields_in
from bot.drills.exercise import NEEDED, Exercise, Field, Place, Scene, Task, Unit

TODAY = date(2027, 2, 14)
VESTS = Task(text="rompi kurang 20", due_on=date(2027, 3, 1))
HELD = Exercise(
    held_on=date(2027, 2, 1),
    place=Place.HALL,
    organiser="Polresta Balikpapan",
    units=(Unit(name="Brimob", count=60),),
    total=500,
    present=("KPU",),
    scenes=(Scene.CAMPAIGN,),
    findings=("HT mati",),
    next_on=date(2027, 3, 1),
)


def told(field: Field, words: str, exercise: Exercise = HELD) -> Dictated:
    return dictated(exercise, (VESTS,), {field: words}, TODAY)


def value(field: Field, words: str, exercise: Exercise = HELD) -> object:
    result = told(field, words, exercise)
    assert result.understood == (field,) and not result.unclear
    return getattr(result.exercise, field.name.lower())


def reason(field: Field, words: str) -> str:
    """Why it is not understood; then nothing has changed."""
    result = told(field, words)
    assert (result.exercise, result.tasks, result.understood) == (HELD, None, ())
    return result.unclear[field]


def test_lines_say_which_field_they_are_of_and_go_on_until_another_is_named() -> None:
    words = "Dalmas awal 30\n- Temuan : HT mati\nrompi kurang\n\nTINDAK  LANJUT: x; 1/3\ntl= y; 2/3"
    assert fields_in(words, Field.UNITS) == {
        Field.UNITS: "Dalmas awal 30",
        Field.FINDINGS: "HT mati\nrompi kurang",
        Field.TASKS: "x; 1/3\ny; 2/3",
    }


def test_lines_without_a_field_say_nothing_where_none_was_asked() -> None:
    assert fields_in("Kenapa begitu?\ncatatan: tidak ada") == {}
    assert fields_in("halo\ntotal: 500") == {Field.TOTAL: "500"}


@pytest.mark.parametrize("field", Field)
def test_every_field_can_be_named_as_the_card_names_it_or_shorter(field: Field) -> None:
    for name in (texts.DRILL_FIELDS[field], *vocabulary.FIELDS[field]):
        assert fields_in(f"{name}: x") == {field: "x"}


@pytest.mark.parametrize(
    ("field", "words", "result"),
    [
        (Field.HELD_ON, "2/10/2023", date(2023, 10, 2)),
        (Field.HELD_ON, "13/2", date(2027, 2, 13)),
        (Field.NEXT_ON, "31/1", date(2028, 1, 31)),
        (Field.PLACE, "halaman Kantor KPU, dekat simpang", Place.COMMISSION),
        (Field.PLACE, "Gudang KPU", Place.WAREHOUSE),
        (Field.PLACE, "simpang", Place.JUNCTION),
        (Field.PLACE, "lainnya", Place.OTHER),
        (Field.ORGANISER, " Polresta \n Balikpapan ", "Polresta Balikpapan"),
        (Field.UNITS, "TNI 40", (Unit(name="TNI", count=40),)),
        (Field.TOTAL, "1.266 personel", 1266),
        (Field.PRESENT, "KPU; Bawaslu,\n- Kodim 0905, KPU", ("KPU", "Bawaslu", "Kodim 0905")),
        (Field.SCENES, "rekap → Kampanye", (Scene.CAMPAIGN, Scene.RECAPITULATION)),
        (Field.SCENES, "Semua", tuple(Scene)),
        (Field.FINDINGS, "1. HT mati\n• rompi, helm", ("HT mati", "rompi, helm")),
    ],
)
def test_a_field_is_understood_as_people_write_it(field: Field, words: str, result: object) -> None:
    assert value(field, words) == result


@pytest.mark.parametrize(
    "words",
    [
        "rompi kurang 20; tenggat 1/3",
        "rompi kurang 20, tenggat: 1 Maret 2027",
        "- rompi kurang 20 (tenggat 1/3)",
        "rompi kurang 20 paling lambat 1 Maret",
        "rompi kurang 20; 1/3",
        "rompi kurang 20 batas 2027-03-01",
    ],
)
def test_a_task_is_what_is_to_be_done_and_by_when(words: str) -> None:
    assert told(Field.TASKS, words).tasks == (VESTS,)


def test_a_tasks_day_is_after_the_drill_also_where_the_drill_was_long_ago() -> None:
    said = {Field.TASKS: "HT; 14/2", Field.HELD_ON: "2/10/2023"}
    result = dictated(Exercise(), (), said, TODAY)
    assert result.tasks == (Task(text="HT", due_on=date(2024, 2, 14)),)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field.HELD_ON, "minggu lalu"),
        (Field.NEXT_ON, "31/2"),
        (Field.PLACE, "di sana"),
        (Field.UNITS, "Brimob 1 SSK"),
        (Field.TOTAL, "lima ratus"),
        (Field.SCENES, "kampanye, tawuran"),
        (Field.TASKS, "rompi kurang 20"),
        (Field.TASKS, "rompi kurang 20; tenggat segera"),
        (Field.TASKS, "HT; 1/3\nrompi"),
    ],
)
def test_what_is_not_understood_is_asked_back_with_what_to_write(field: Field, words: str) -> None:
    assert reason(field, words)


def test_what_is_understood_counts_beside_what_is_not() -> None:
    said = {Field.UNITS: "Brimob 1 SSK", Field.TOTAL: "130", Field.FINDINGS: "HT mati"}
    result = dictated(Exercise(), (), said, TODAY)
    assert result.understood == (Field.TOTAL, Field.FINDINGS)
    assert list(result.unclear) == [Field.UNITS]
    assert result.exercise == Exercise(total=130, findings=("HT mati",))


@pytest.mark.parametrize("field", [one for one in Field if one not in NEEDED])
def test_a_dash_empties_a_field(field: Field) -> None:
    result = told(field, " - ")
    assert result.understood == (field,)
    if field is Field.TASKS:
        assert result.tasks == ()
    else:
        assert not result.exercise.tells(field)


@pytest.mark.parametrize("field", NEEDED)
def test_what_is_needed_is_not_emptied(field: Field) -> None:
    assert reason(field, "-") == texts.DRILL_NEEDED


@pytest.mark.parametrize(
    "field", [Field.ORGANISER, Field.UNITS, Field.PRESENT, Field.FINDINGS, Field.TASKS]
)
def test_counts_of_votes_are_not_kept_in_any_field(field: Field) -> None:
    assert reason(field, "paslon 1 dapat 120 suara; 1/3") == texts.DRILL_VOTES


def test_a_record_grows_only_as_long_as_its_card_is_one_message() -> None:
    lines = [f"{number} " + "x" * 390 for number in range(6)]
    assert reason(Field.FINDINGS, "\n".join(lines)) == texts.DRILL_LONG
    assert len(value(Field.FINDINGS, "\n".join(lines[:4]))) == 4  # type: ignore[arg-type]
    tasks = "\n".join(f"{line[:-60]}; 1/3" for line in lines)
    assert told(Field.TASKS, tasks).unclear == {Field.TASKS: texts.DRILL_LONG}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field.FINDINGS, "x" * 401),
        (Field.ORGANISER, "x" * 101),
        (Field.PRESENT, ",".join(map(str, range(41)))),
        (Field.UNITS, ",".join(f"satuan {'x' * n} 1" for n in range(41))),
        (Field.TASKS, "\n".join(f"{number} x; 1/3" for number in range(13))),
    ],
)
def test_too_long_or_too_many_is_said_to_be_that(field: Field, words: str) -> None:
    told_why = reason(field, words)
    assert "paling panjang" in told_why or told_why.startswith("Paling banyak")
