from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot import texts
from bot.access import Grant, Holding, Person, Role
from bot.invitations import Invite
from bot.render.people.invitations import area_prompt, prompted_role
from bot.render.people.me import render_me
from bot.render.people.roles import PAGE, Roster, render_roster
from bot.render.reply import Reply
from corpus.areas import bundled

NOW = datetime(2027, 2, 14, 20, 30, tzinfo=UTC)
ADMIN = Person(1, "Wayan", "P-00000001", (Grant(Role.ADMIN),))
COORDINATOR = Person(2, "Cut", "P-00000002", (Grant(Role.COORDINATOR, "kalimantan-timur"),))
OFFICER = Grant(Role.OFFICER, "kota-balikpapan")


def officers(count: int) -> list[Holding]:
    return [
        Holding(Person(id, f"Petugas {id}", f"P-{id:08x}", (OFFICER,)), OFFICER, NOW)
        for id in range(10, 10 + count)
    ]


def invite(grant: Grant = OFFICER) -> Invite:
    return Invite(7, grant, "P-00000001", NOW, None, False)


def shown(
    holdings: Sequence[Holding], *, by: Person = ADMIN, page: int = 0, only: bool = False
) -> Reply:
    return render_roster(Roster(by, bundled(), holdings, [invite()], only), page)


def labels(answer: Reply) -> list[str]:
    return [button.label for button in answer.buttons]


def test_each_line_has_its_number_its_role_its_time_and_its_button() -> None:
    answer = shown(officers(1))
    assert answer.parts == (
        "<b>Peran</b>\n"
        "1. <b>Petugas 10</b>: petugas Kota Balikpapan, sejak 15 Februari 2027\n\n"
        "<b>Undangan yang belum dipakai</b>\n"
        "2. petugas Kota Balikpapan, sampai 15 Februari 2027 pukul 03.30 WIB\n\n"
        "Undang langsung: /peran petugas balikpapan",
    )
    assert labels(answer) == ["Cabut 1", "Batalkan 2", "Undang"]


def test_a_name_is_escaped() -> None:
    hostile = Holding(Person(3, "<b>&", "P-00000003", (OFFICER,)), OFFICER, NOW)
    assert "<b>&lt;b&gt;&amp;</b>" in shown([hostile]).parts[0]


def test_nothing_is_offered_that_the_reader_may_not_take() -> None:
    equal = Holding(COORDINATOR, COORDINATOR.grants[0], NOW)
    settled = Holding(ADMIN, ADMIN.grants[0], None)
    assert "Cabut 1" in labels(shown([equal]))
    assert "Cabut 1" not in labels(shown([equal], by=COORDINATOR))
    answer = shown([settled])
    assert "Cabut 1" not in labels(answer) and texts.FROM_SETTINGS in answer.parts[0]


def test_a_list_of_officers_leaves_out_everybody_else() -> None:
    answer = shown([Holding(COORDINATOR, COORDINATOR.grants[0], NOW), *officers(1)], only=True)
    assert "Cut" not in answer.parts[0] and "1. <b>Petugas 10</b>" in answer.parts[0]


def test_without_holders_it_says_so() -> None:
    assert texts.HOLDERS_NONE in shown([]).parts[0] or texts.OPEN_INVITES in shown([]).parts[0]
    nobody = render_roster(Roster(ADMIN, bundled(), [], [], True))
    assert texts.HOLDERS_NONE in nobody.parts[0]


@pytest.mark.parametrize(
    ("page", "first", "turns"),
    [(0, 1, ["›"]), (1, 9, ["‹", "›"]), (2, 17, ["‹"]), (99, 17, ["‹"])],
)
def test_a_long_list_is_turned_page_by_page(page: int, first: int, turns: list[str]) -> None:
    answer = shown(officers(19), page=page)
    (part,) = answer.parts
    assert part.split("\n")[1].startswith(f"{first}. ")
    assert texts.PAGES.format(page=first // PAGE + 1, pages=3) in part
    assert [label for label in labels(answer) if label in "‹›"] == turns
    assert len([label for label in labels(answer) if label.startswith("Cabut")]) <= PAGE


def test_a_page_of_the_longest_names_and_areas_is_one_message() -> None:
    longest = max((area.id for area in bundled().areas), key=len)
    grant = Grant(Role.COORDINATOR, longest)
    holdings = [
        Holding(Person(id, "W" * 300, f"P-{id:08x}", (grant,)), grant, NOW) for id in range(30)
    ]
    assert len(shown(holdings).parts) == 1


def test_the_role_of_a_prompt_is_found_in_it_again() -> None:
    for role in (Role.OFFICER, Role.COORDINATOR):
        assert prompted_role(area_prompt(role)) is role
        assert prompted_role(f"{texts.INVITE_AREA_UNKNOWN} {area_prompt(role)}") is role
    assert prompted_role("Undang petugas") is prompted_role("") is None


def test_a_citizen_is_told_that_nothing_is_kept_and_his_number() -> None:
    (part,) = render_me(Person(6123456789, "Sri"), [], bundled(), []).parts
    assert "<code>6123456789</code>" in part and texts.ME_CITIZEN in part
    assert texts.ME_ROLES not in part


def test_whoever_has_roles_is_told_which_since_when_and_what_they_give() -> None:
    own = [Holding(ADMIN, ADMIN.grants[0], None), *officers(1)]
    (part,) = render_me(ADMIN, own, bundled(), ["/peran: undang"]).parts
    assert "• admin, ditetapkan di pengaturan" in part
    assert "• petugas Kota Balikpapan, sejak 15 Februari 2027" in part
    assert "/peran: undang" in part and texts.ME_KEPT in part
