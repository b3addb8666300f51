from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.access import Grant, Person, Role
from bot.readiness import Component, State
from bot.reports.amendment import Asked, amendment
from bot.reports.draft import (
    Draft,
    Step,
    about,
    asking,
    begun,
    corrected,
    correction,
    in_area,
    in_state,
    passed,
    pictured,
    without,
)
from bot.reports.shorthand.areas import Reach, reach_of
from bot.reports.shorthand.outcome import Line, Reason, Unclear, Understood
from corpus.areas import bundled

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
CITY, BESIDE = "kota-balikpapan", "kota-bontang"
P, G = Component.PERSONNEL, Component.LOGISTICS
LINE = Line(P, State.ACTION, 480, 500, "20 sakit")
EMPTY = Draft(areas=(CITY,), asked=Step.COMPONENT, observed_at=NOW)
WHOLE = Draft(areas=(CITY,), asked=Step.CHECK, observed_at=NOW, lines=(LINE,))


def reach() -> Reach:
    officer = Person(1, "Cut", "P-1", (Grant(Role.OFFICER, CITY), Grant(Role.OFFICER, BESIDE)))
    return reach_of(officer, bundled())


def amended(
    draft: Draft, text: str, step: Step | None = None, component: Component | None = None
) -> Draft | Unclear:
    """The draft after a reply to it, or to what is asked."""
    said = amendment(draft, Asked(1, step, component), text, reach(), NOW)
    return said if isinstance(said, Unclear) else corrected(draft, said)


def said(*areas: str, lines: tuple[Line, ...] = (), named: bool = True) -> Understood:
    return Understood(areas, lines, named=named)


class TestBegun:
    @pytest.mark.parametrize(
        ("understood", "settled", "asked"),
        [
            (said(CITY, lines=(LINE,)), True, Step.CHECK),
            (said(CITY), True, Step.COMPONENT),
            (said(CITY, BESIDE, lines=(LINE,)), False, Step.AREA),
            (said(lines=(LINE,)), False, Step.AREA),
        ],
    )
    def test_what_is_missing_is_asked(
        self, understood: Understood, settled: bool, asked: Step
    ) -> None:
        draft = begun(understood, settled, NOW)
        assert draft.asked is asked
        assert draft.area == (CITY if settled else None)

    def test_what_was_seen_is_seen_now_unless_he_said_when(self) -> None:
        hour = NOW - timedelta(hours=1)
        assert begun(said(CITY), True, NOW).observed_at == NOW
        draft = begun(Understood((CITY,), (), hour), True, NOW)
        assert draft.observed_at == hour


class TestSteps:
    def test_they_lead_from_the_area_to_the_check(self) -> None:
        draft = Draft(areas=(), asked=Step.AREA, observed_at=NOW)
        asked = []
        for step in (
            lambda it: in_area(it, CITY),
            lambda it: about(it, P),
            lambda it: in_state(it, State.ACTION),
            *([passed] * 3),
        ):
            asked.append(draft.asked)
            draft = step(draft)
        assert [*asked, draft.asked] == list(Step)
        assert draft.lines == (Line(P, State.ACTION),)

    def test_what_nobody_knows_has_no_numbers(self) -> None:
        draft = in_state(about(WHOLE, P), State.UNKNOWN)
        assert draft.asked is Step.NOTE
        assert draft.lines == (Line(P, State.UNKNOWN, note="20 sakit"),)

    @pytest.mark.parametrize(
        ("state", "numbers"), [(State.READY, (480, 500)), (State.NOT_YET, (None, None))]
    )
    def test_numbers_of_before_stay_unless_the_new_state_rules_them_out(
        self, state: State, numbers: tuple[int | None, int | None]
    ) -> None:
        (line,) = in_state(about(WHOLE, P), state).lines
        assert (line.state, line.have, line.need) == (state, *numbers)

    def test_a_photo_is_asked_for_once(self) -> None:
        note = WHOLE.model_copy(update={"asked": Step.NOTE})
        assert passed(note).asked is Step.PHOTO
        assert passed(pictured(note, "f-1")).asked is Step.CHECK
        second = note.model_copy(update={"lines": (LINE, Line(G, State.READY))})
        assert passed(second).asked is Step.CHECK

    def test_a_photo_answers_only_where_it_is_asked_for(self) -> None:
        draft = asking(WHOLE, Step.PHOTO)
        assert pictured(draft, "f-1").asked is Step.CHECK
        draft = asking(WHOLE, Step.NUMBERS)
        assert (pictured(draft, "f-1").asked, pictured(draft, "f-1").photo) == (
            Step.NUMBERS,
            "f-1",
        )

    def test_the_only_line_stays(self) -> None:
        assert without(WHOLE, P).lines == (LINE,)
        two = WHOLE.model_copy(update={"lines": (LINE, Line(G, State.READY))})
        assert without(two, P).lines == (Line(G, State.READY),)

    def test_an_area_is_chosen_anew_of_all_that_he_has(self) -> None:
        draft = asking(WHOLE, Step.AREA)
        assert (draft.areas, draft.area) == ((), None)
        assert in_area(draft, BESIDE).asked is Step.CHECK


class TestReply:
    @pytest.mark.parametrize(
        ("text", "have", "state", "note"),
        [
            ("P 490/500", 490, State.ACTION, "20 sakit"),
            ("500", 500, State.READY, "20 sakit"),
            ("siap", 480, State.READY, "20 sakit"),
            ("cat: 5 sakit", 480, State.ACTION, "5 sakit"),
        ],
    )
    def test_what_was_not_said_stays(self, text: str, have: int, state: State, note: str) -> None:
        assert amended(WHOLE, text) == WHOLE.model_copy(
            update={"lines": (Line(P, state, have, 500, note),)}
        )

    def test_a_new_component_comes_after_the_others(self) -> None:
        draft = amended(WHOLE, "G 3/4")
        assert isinstance(draft, Draft)
        assert draft.lines == (LINE, Line(G, State.ACTION, 3, 4))

    def test_another_area_or_time_changes_nothing_else(self) -> None:
        draft = amended(WHOLE, "bontang jam 14.00")
        assert isinstance(draft, Draft)
        assert (draft.area, draft.lines) == (BESIDE, (LINE,))
        assert draft.observed_at == NOW - timedelta(minutes=90)

    @pytest.mark.parametrize(("text", "asked"), [("3/4", Step.NOTE), ("G ok", Step.CHECK)])
    def test_an_answer_leads_to_the_next_step(self, text: str, asked: Step) -> None:
        draft = in_state(about(EMPTY, P), State.ACTION)
        after = amended(draft, text, Step.NUMBERS, P)
        assert isinstance(after, Draft) and after.asked is asked

    def test_the_numbers_leave_the_state_that_was_chosen(self) -> None:
        draft = in_state(about(EMPTY, P), State.READY)
        after = amended(draft, "480/500", Step.NUMBERS, P)
        assert isinstance(after, Draft) and after.lines == (Line(P, State.READY, 480, 500),)

    def test_whatever_answers_a_note_is_the_note(self) -> None:
        draft = asking(about(WHOLE, P), Step.NOTE)
        for asked in ((None, None), (Step.NOTE, P)):
            after = amended(draft, ' P  490/500\n"x" ', *asked)
            assert isinstance(after, Draft)
            assert after.lines == (Line(P, State.ACTION, 480, 500, "P 490/500 x"),)
            assert after.asked is Step.PHOTO

    def test_a_late_answer_goes_to_what_it_answers(self) -> None:
        draft = WHOLE.model_copy(update={"lines": (LINE, Line(G, State.READY)), "current": G})
        after = amended(draft, "490/500", Step.NUMBERS, P)
        assert isinstance(after, Draft)
        assert (after.by_component[P].have, after.by_component[G]) == (490, Line(G, State.READY))
        after = amended(draft, "semua hadir", Step.NOTE, P)
        assert isinstance(after, Draft) and after.by_component[P].note == "semua hadir"

    def test_too_long_a_note_is_asked_again(self) -> None:
        assert amended(WHOLE, "a" * 301, Step.NOTE, P) == Unclear(Reason.NOTE_LONG, "")

    def test_an_area_is_told_in_words_where_it_is_asked_for(self) -> None:
        draft = Draft(areas=(CITY, BESIDE), asked=Step.AREA, observed_at=NOW, lines=(LINE,))
        after = amended(draft, "bontang")
        assert isinstance(after, Draft) and (after.area, after.asked) == (BESIDE, Step.CHECK)
        after = amended(draft, "P 490/500")
        assert isinstance(after, Draft)
        assert (after.asked, after.areas) == (Step.AREA, (CITY, BESIDE))


class TestAfterSending:
    SENT = WHOLE.model_copy(
        update={
            "lines": (LINE, Line(G, State.READY)),
            "lineage": {P: 1, G: 2},
            "photo": "f-1",
            "drill": 7,
        }
    )

    def test_only_what_is_corrected_is_told_again(self) -> None:
        new = Line(P, State.ACTION, 490, 500)
        draft = correction(self.SENT, said(CITY, lines=(new,), named=False))
        assert (draft.lines, draft.lineage, draft.asked) == ((new,), {P: 1}, Step.CHECK)
        assert (draft.photo, draft.drill, draft.observed_at) == ("", 7, NOW)

    def test_all_lines_are_where_it_is_about_the_area(self) -> None:
        draft = correction(self.SENT, said(BESIDE))
        assert (draft.area, draft.lineage) == (BESIDE, {P: 1, G: 2})

    def test_what_was_not_reported_before_corrects_nothing(self) -> None:
        draft = correction(self.SENT, said(CITY, lines=(Line(Component.POSTS, State.READY),)))
        assert draft.lineage == {}
