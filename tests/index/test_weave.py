from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.weave import Run, Weave


@st.composite
def origins(draw: st.DrawFn) -> tuple[list[int], list[list[str]], list[list[str]]]:
    """Where each entry comes from, and what the entries of both sources are made of."""
    parts = st.lists(st.text(max_size=1), max_size=3)
    earlier = draw(st.lists(parts, max_size=8))
    kept = draw(st.permutations(range(len(earlier))))[: draw(st.integers(0, len(earlier)))]
    found = draw(st.permutations([*kept, *[-1] * draw(st.integers(0, 4))]))
    return found, earlier, draw(st.lists(parts, min_size=4, max_size=4))[: found.count(-1)]


def starts_of(entries: list[list[str]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.cumsum([0, *map(len, entries)], dtype=np.int64)


def flat(entries: list[list[str]]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([part for entry in entries for part in entry], dtype=object)


@given(origins())
def test_entries_and_what_they_are_made_of_come_as_they_would_one_by_one(
    given_: tuple[list[int], list[list[str]], list[list[str]]],
) -> None:
    origin, earlier, new = given_
    fresh = iter(new)
    expected = [earlier[at] if at >= 0 else next(fresh) for at in origin]
    weave, starts = Weave.of(origin), (starts_of(earlier), starts_of(new))
    inside = weave.within(*starts)
    assert inside.column(flat(earlier), flat(new)).tolist() == flat(expected).tolist()
    assert weave.starts(*starts).tolist() == starts_of(expected).tolist()
    left = weave.left(len(earlier)).tolist()
    assert sorted([*left, *(at for at in origin if at >= 0)]) == list(range(len(earlier)))


def test_what_follows_each_other_is_one_run() -> None:
    assert Weave.of([3, 4, 5, -1, -1, 6, 0]).runs == (
        Run(True, 3, 6),
        Run(False, 0, 2),
        Run(True, 6, 7),
        Run(True, 0, 1),
    )
    assert Weave.of([]).runs == ()


def test_a_column_has_the_type_of_what_is_new() -> None:
    old, new = np.array([b"ab"], dtype="S2"), np.array([], dtype="S32")
    assert Weave.of([0]).column(old, new).dtype == np.dtype("S32")
