from __future__ import annotations

import pytest

from index.verdict import Check, Part, Verdict, compare


def check(id: str, passed: bool, part: Part = Part.GOLDEN) -> Check:
    return Check(id, part, "Apa?", "ini", "itu", passed)


def verdict(*checks: Check, unmarked: tuple[str, ...] = ()) -> Verdict:
    wanting = tuple(check(f"latihan:{id}", False, Part.DRILL) for id in unmarked)
    return Verdict("exam", None, checks, unmarked=wanting)


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        ([check("a", True)], [check("a", False)], ["a"]),
        ([check("a", True)], [check("a", True)], []),
        ([check("a", False)], [check("a", False)], []),
        ([check("a", False)], [check("a", True)], []),
        ([], [check("a", False)], []),
        ([check("a", True)], [], []),
        ([check("a", True), check("b", True)], [check("b", False), check("a", False)], ["b", "a"]),
    ],
)
def test_only_what_was_passed_before_and_is_not_any_more_is_worse(
    old: list[Check], new: list[Check], worse: list[str]
) -> None:
    assert [each.id for each in compare(verdict(*old), verdict(*new))] == worse


def test_a_drill_that_is_not_marked_is_worse_unless_it_was_so_before() -> None:
    old, new = verdict(unmarked=("a", "c")), verdict(unmarked=("a", "b"))
    assert [each.id for each in compare(old, new)] == ["latihan:b"]


def test_figures_count_what_was_examined_by_part() -> None:
    checks = (check("a", True), check("b", False), check("c", True, Part.DRILL))
    told = verdict(*checks, unmarked=("x",))
    assert told.figures == {Part.GOLDEN: (1, 2), Part.DRILL: (1, 2)}
    assert [each.id for each in told.failed] == ["b", "latihan:x"]


def test_only_a_misquotation_is_a_failure_that_nobody_may_accept() -> None:
    broken = check("a/kutipan", False, Part.INTEGRITY)
    assert verdict(broken, check("a", False), unmarked=("x",)).broken == (broken,)
