from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import texts
from bot.access import Grant, Person, Role
from bot.readiness import Component, State
from bot.render.boards.board_words import short
from bot.render.pack import LIMIT
from bot.render.reply import Button
from bot.render.reports.report_buttons import REPORT_DATA, pressed, report_rows
from bot.render.reports.report_card import (
    asked_head,
    asked_in,
    prompt_words,
    render_change,
    render_report,
)
from bot.render.reports.unclear import codes, render_unclear
from bot.reports.amendment import Asked
from bot.reports.draft import Draft, Step, Stored
from bot.reports.shorthand.areas import reach_of
from bot.reports.shorthand.outcome import Line, Reason, Unclear
from bot.reports.shorthand.words import CODES
from corpus.areas import bundled

TREE = bundled()
NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
CITY = "kota-balikpapan"
P = Component.PERSONNEL
LONGEST = tuple(Line(one, State.ACTION, 999_999_998, 999_999_999, "😀" * 300) for one in Component)


def stored(**fields: object) -> Stored:
    told = {"areas": (CITY,), "asked": Step.CHECK, "observed_at": NOW, **fields}
    return Stored(12, 1, None, Draft.model_validate(told), None)


def shown(draft: Stored, on: tuple[str, ...] = ()) -> str:
    (part,) = render_report(draft, TREE, on, ()).parts
    return part


def person(role: Role, area: str | None) -> Person:
    return Person(1, "Cut", "P-1", (Grant(role, area),))


def test_every_step_and_every_prompt_names_the_draft_to_a_reply() -> None:
    for step in Step:
        draft = stored(asked=step, lines=(Line(P, State.READY),), current=P)
        told = shown(draft, ("Kota Balikpapan",)).replace("<b>", "").replace("</b>", "")
        assert asked_in(told) == Asked(12), step
    for step in texts.REPORT_PROMPTS:
        for component in Component:
            asked = Asked(12, step, component)
            assert asked_in(prompt_words(asked)) == asked
            assert asked_in(f"{asked_head(asked).plain}\nBelum saya catat.") == asked
    assert asked_in(asked_head(Asked(12)).plain) == Asked(12)


@pytest.mark.parametrize(
    "text",
    ["", "Halo", "draf 12", "Terkirim · draf 12 ya", "\n" * 5 + "Terkirim · draf 12", "a · draf x"],
)
def test_nothing_else_is_taken_for_a_report(text: str) -> None:
    assert asked_in(text) is None


def test_the_fullest_report_is_one_message() -> None:
    full = stored(lines=LONGEST)
    assert len(shown(full)) < 2 * LIMIT
    assert len(render_change(full, TREE, ()).parts) == 1


def test_what_a_drill_keeps_says_so_though_the_drill_is_over() -> None:
    of_drill = {"lines": (Line(P, State.READY),), "drill": 7}
    assert texts.DRILL_ON in shown(stored(**of_drill))
    told = shown(stored(**of_drill, real=True), ("Kota Balikpapan",))
    assert texts.DRILL_ON not in told and texts.REPORT_REAL in told


def test_hostile_notes_are_words() -> None:
    told = shown(stored(lines=(Line(P, State.READY, note="<b>&</b>"),)))
    assert "Catatan: &lt;b&gt;&amp;&lt;/b&gt;" in told


class TestButtons:
    def labels(
        self, draft: Stored, by: Person, opened: str | None = None, page: int = 0
    ) -> list[str]:
        rows = report_rows(draft, reach_of(by, TREE), opened, page)
        buttons = [one for row in rows for one in (row if isinstance(row, tuple) else (row,))]
        assert all(REPORT_DATA.fullmatch(one.data) and len(one.data) <= 64 for one in buttons)
        return [one.label for one in buttons]

    def test_an_admin_finds_every_area_from_the_country_down(self) -> None:
        admin, draft = person(Role.ADMIN, None), stored(areas=(), asked=Step.AREA)
        found: set[str] = set()
        for page in range(5):
            found |= set(self.labels(draft, admin, page=page))
        provinces = {area.name for area in TREE.areas if area.parent == "indonesia"}
        assert {f"{short(name)} ›" for name in provinces} <= found
        inside = self.labels(draft, admin, "kalimantan-timur")
        assert inside[0] == "Kalimantan Timur (seluruhnya)" and "Kab. Berau" in inside

    def test_an_area_that_is_not_his_cannot_be_opened(self) -> None:
        officer, draft = person(Role.OFFICER, CITY), stored(areas=(), asked=Step.AREA)
        assert self.labels(draft, officer, "kalimantan-timur") == ["Kota Balikpapan", "Batal"]

    def test_the_line_that_is_changed_can_be_dropped_but_not_the_last(self) -> None:
        officer = person(Role.OFFICER, CITY)
        lines = (Line(P, State.READY), Line(Component.POSTS, State.READY))
        draft = stored(lines=lines, asked=Step.STATE, current=P)
        assert "Hapus Personel" in self.labels(draft, officer)
        draft = stored(lines=lines[:1], asked=Step.STATE, current=P)
        assert "Hapus Personel" not in self.labels(draft, officer)

    def test_pages_turn_where_no_area_is_opened(self) -> None:
        own = tuple(area.id for area in TREE.areas if area.parent == "kalimantan-timur")
        by = Person(1, "Cut", "P-1", tuple(Grant(Role.OFFICER, id) for id in own))
        draft = stored(areas=own, asked=Step.AREA)
        rows = report_rows(draft, reach_of(by, TREE))
        turning = rows[-2]
        assert isinstance(turning, tuple)
        assert turning == (Button("›", "lp:12:u:-:1"),)
        assert (pressed(turning[0].data).value, pressed(turning[0].data).page) == ("-", 1)
        assert len(self.labels(draft, by, "-", 1)) == len(own) - 8 + 2


class TestUnclear:
    def test_every_reason_is_told_in_a_sentence_that_says_what_to_write(self) -> None:
        for reason in Reason:
            (part,) = render_unclear(Unclear(reason, "P 480-500"), "/lapor P 480-500").parts
            assert part.startswith("Belum saya catat. ") and "{" not in part
            assert ("<code>/lapor P 480-500</code>" in part) is (reason is not Reason.LONG)

    def test_a_long_piece_is_told_by_its_beginning(self) -> None:
        (part,) = render_unclear(Unclear(Reason.WORD, "a" * 900)).parts
        assert "a" * 59 + "…" in part and "a" * 60 not in part

    def test_the_codes_are_all_listed(self) -> None:
        for letter, component in CODES.items():
            assert f"{letter} {texts.COMPONENTS_SHORT[component].lower()}" in codes()
