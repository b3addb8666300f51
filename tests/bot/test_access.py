from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import (
    Grant,
    Person,
    Right,
    Role,
    areas_for,
    areas_of,
    has,
    may,
    may_appoint,
    may_in,
    may_withdraw,
    roles_for,
)
from corpus.areas import Area, AreaKind, AreaTree

TREE = AreaTree(
    [
        Area("negara", "Indonesia", AreaKind.COUNTRY),
        Area("kaltim", "Kalimantan Timur", AreaKind.PROVINCE, "negara"),
        Area("balikpapan", "Kota Balikpapan", AreaKind.CITY, "kaltim"),
        Area("samarinda", "Kota Samarinda", AreaKind.CITY, "kaltim"),
        Area("jatim", "Jawa Timur", AreaKind.PROVINCE, "negara"),
        Area("blitar", "Kota Blitar", AreaKind.CITY, "jatim"),
        Area("jepang", "Jepang", AreaKind.ABROAD),
    ]
)
ADMIN = Grant(Role.ADMIN)
KALTIM = {"kaltim", "balikpapan", "samarinda"}


def officer(area: str) -> Grant:
    return Grant(Role.OFFICER, area)


def coordinator(area: str) -> Grant:
    return Grant(Role.COORDINATOR, area)


def person(*grants: Grant) -> Person:
    return Person(1, "Sri", "P-1", grants)


grants = st.one_of(
    st.just(ADMIN),
    st.builds(
        Grant,
        st.sampled_from([Role.OFFICER, Role.COORDINATOR]),
        st.sampled_from([*(area.id for area in TREE.areas), "lenyap"]),
    ),
)
people = st.lists(grants, max_size=3).map(lambda held: person(*held))
rights = st.sampled_from(Right)
areas = st.sampled_from([area.id for area in TREE.areas])


@pytest.mark.parametrize(
    ("held", "allowed"),
    [
        ((), {Right.ASK}),
        ((officer("balikpapan"),), {Right.ASK, Right.REPORT}),
        ((coordinator("kaltim"),), {Right.ASK, Right.REPORT, Right.OVERSEE}),
        ((officer("blitar"), coordinator("kaltim")), {Right.ASK, Right.REPORT, Right.OVERSEE}),
        ((ADMIN,), set(Right)),
    ],
)
def test_each_role_brings_its_rights_and_no_others(
    held: tuple[Grant, ...], allowed: set[Right]
) -> None:
    assert {right for right in Right if may(person(*held), right)} == allowed


@pytest.mark.parametrize(
    ("held", "right", "where"),
    [
        ((), Right.ASK, {area.id for area in TREE.areas}),
        ((), Right.REPORT, set()),
        ((officer("balikpapan"),), Right.REPORT, {"balikpapan"}),
        ((officer("balikpapan"),), Right.OVERSEE, set()),
        ((officer("kaltim"),), Right.REPORT, KALTIM),
        ((coordinator("kaltim"),), Right.OVERSEE, KALTIM),
        ((coordinator("kaltim"),), Right.KEEP, set()),
        ((coordinator("kaltim"), officer("blitar")), Right.OVERSEE, KALTIM),
        ((coordinator("kaltim"), officer("blitar")), Right.REPORT, {*KALTIM, "blitar"}),
        ((coordinator("negara"),), Right.OVERSEE, {area.id for area in TREE.areas} - {"jepang"}),
        ((coordinator("lenyap"),), Right.OVERSEE, set()),
        ((ADMIN,), Right.KEEP, {area.id for area in TREE.areas}),
    ],
)
def test_a_right_holds_in_an_area_and_everything_below_it(
    held: tuple[Grant, ...], right: Right, where: set[str]
) -> None:
    everywhere = [area.id for area in TREE.areas]
    assert {id for id in everywhere if may_in(person(*held), right, id, TREE)} == where


@pytest.mark.parametrize("right", list(Right))
def test_nobody_does_anything_in_an_area_that_is_not_in_the_tree(right: Right) -> None:
    assert not may_in(person(ADMIN), right, "lenyap", TREE)


EVERY_GRANT = [
    Grant(role, area)
    for role in Role
    for area in (None, *(area.id for area in TREE.areas), "lenyap")
]


@pytest.mark.parametrize(
    ("held", "given"),
    [
        ((), set()),
        ((officer("negara"),), set()),
        ((coordinator("balikpapan"),), {officer("balikpapan")}),
        (
            (coordinator("kaltim"),),
            {
                *(officer("kaltim"), officer("balikpapan"), officer("samarinda")),
                *(coordinator("balikpapan"), coordinator("samarinda")),
            },
        ),
        (
            # Each area by itself: being officer of one gives nothing there.
            (coordinator("blitar"), officer("kaltim")),
            {officer("blitar")},
        ),
        (
            # His own area lies below another that is his as well.
            (coordinator("jatim"), coordinator("blitar")),
            {officer("jatim"), officer("blitar"), coordinator("blitar")},
        ),
        ((coordinator("lenyap"),), set()),
        (
            (ADMIN,),
            {
                ADMIN,
                *(officer(area.id) for area in TREE.areas),
                *(coordinator(area.id) for area in TREE.areas),
            },
        ),
    ],
)
def test_who_may_give_which_role_where(held: tuple[Grant, ...], given: set[Grant]) -> None:
    assert {grant for grant in EVERY_GRANT if may_appoint(person(*held), grant, TREE)} == given


@pytest.mark.parametrize("grant", [officer("lenyap"), coordinator("lenyap")])
def test_what_nobody_can_give_any_more_an_admin_can_still_take(grant: Grant) -> None:
    assert not may_appoint(person(ADMIN), grant, TREE)
    assert may_withdraw(person(ADMIN), grant, TREE)
    assert not may_withdraw(person(coordinator("negara")), grant, TREE)


@pytest.mark.parametrize(
    ("held", "role"),
    [
        ((), Role.CITIZEN),
        ((officer("blitar"), coordinator("kaltim"), officer("jatim")), Role.COORDINATOR),
        ((coordinator("kaltim"), ADMIN), Role.ADMIN),
    ],
)
def test_a_person_counts_as_the_highest_of_his_roles(held: tuple[Grant, ...], role: Role) -> None:
    assert person(*held).role is role


def test_the_areas_of_a_right_are_those_it_was_given_for() -> None:
    both = person(coordinator("kaltim"), officer("blitar"), coordinator("kaltim"))
    assert areas_of(both, Right.OVERSEE) == ("kaltim",)
    assert areas_of(both, Right.REPORT) == ("blitar", "kaltim")
    assert areas_of(person(ADMIN), Right.REPORT) == ()


@given(people, rights, areas)
def test_what_one_may_somewhere_one_may_at_all(who: Person, right: Right, area: str) -> None:
    assert may(who, right) or not may_in(who, right, area, TREE)


@given(people, rights, areas, areas)
def test_a_right_goes_down_the_tree_and_never_up(
    who: Person, right: Right, area: str, below: str
) -> None:
    if may_in(who, right, area, TREE) and TREE.within(below, area):
        assert may_in(who, right, below, TREE)


@given(people, grants, rights, areas)
def test_another_role_takes_no_right_away(
    who: Person, more: Grant, right: Right, area: str
) -> None:
    richer = person(*who.grants, more)
    assert may_in(richer, right, area, TREE) >= may_in(who, right, area, TREE)
    assert has(richer, more, TREE)


@given(people, grants)
def test_nobody_gives_what_he_does_not_have(who: Person, grant: Grant) -> None:
    if may_appoint(who, grant, TREE):
        assert has(who, grant, TREE)
        assert may_withdraw(who, grant, TREE)


@given(grants.filter(lambda grant: grant != ADMIN))
def test_nobody_but_an_admin_makes_or_unmakes_his_equal(own: Grant) -> None:
    assert not may_withdraw(person(own), own, TREE)
    assert may_withdraw(person(ADMIN), own, TREE)


@given(people, grants, rights, areas)
def test_whoever_has_a_role_already_gains_nothing_by_it(
    who: Person, grant: Grant, right: Right, area: str
) -> None:
    if has(who, grant, TREE):
        richer = person(*who.grants, grant)
        assert may_in(richer, right, area, TREE) == may_in(who, right, area, TREE)


@given(people, st.sampled_from(Role), areas)
def test_what_is_offered_to_give_is_what_may_be_given(who: Person, role: Role, area: str) -> None:
    offered = area in [one.id for one in areas_for(who, role, TREE)]
    assert offered == may_appoint(who, Grant(role, area), TREE)
    assert role in roles_for(who, TREE) or not offered


def test_an_admin_may_give_every_role_and_a_citys_coordinator_only_one() -> None:
    assert roles_for(person(ADMIN), TREE) == (Role.OFFICER, Role.COORDINATOR, Role.ADMIN)
    assert roles_for(person(coordinator("kaltim")), TREE) == (Role.OFFICER, Role.COORDINATOR)
    assert roles_for(person(coordinator("blitar")), TREE) == (Role.OFFICER,)
    assert roles_for(person(officer("negara")), TREE) == roles_for(person(), TREE) == ()
