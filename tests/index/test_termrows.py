from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import termrows
from index.termrows import TermRows
from index.weave import Weave

TERM = st.sampled_from(["tps", "kpu", "polisi", "suara", "kotak", "2024"])
PASSAGES = st.lists(st.lists(TERM, max_size=8), max_size=8)


def same(one: TermRows, other: TermRows) -> bool:
    return list(one.vocabulary) == list(other.vocabulary) and all(
        getattr(one, name).dtype == getattr(other, name).dtype
        and getattr(one, name).tolist() == getattr(other, name).tolist()
        for name in ("terms", "starts", "frequencies")
    )


@given(PASSAGES)
def test_the_terms_of_every_row_come_back_in_order(passages: list[list[str]]) -> None:
    rows = TermRows.of(passages)
    assert [rows[row] for row in range(len(rows))] == passages
    assert list(rows.vocabulary) == sorted({term for passage in passages for term in passage})


@given(PASSAGES)
def test_a_frequency_is_the_number_of_rows_that_hold_a_term(passages: list[list[str]]) -> None:
    rows = TermRows.of(passages)
    counted = [sum(term in passage for passage in passages) for term in rows.vocabulary]
    assert rows.frequencies.tolist() == counted


def test_frequencies_are_the_same_however_many_rows_are_counted_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passages = [["a", "b"], ["a", "a"], [], ["c"], ["b", "a"]]
    whole = TermRows.of(passages)
    monkeypatch.setattr(termrows, "_AT_ONCE", 2)
    assert same(TermRows.of(passages), whole)


@given(PASSAGES, PASSAGES, st.data())
def test_rows_that_are_woven_together_are_those_of_all_passages(
    earlier: list[list[str]], new: list[list[str]], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(earlier))), unique=True)) if earlier else []
    origin = data.draw(st.permutations([*kept, *[-1] * len(new)]))
    fresh = iter(new)
    passages = [earlier[at] if at >= 0 else next(fresh) for at in origin]
    woven = TermRows.of(new).woven(Weave.of(origin), TermRows.of(earlier))
    assert same(woven, TermRows.of(passages))


def test_rows_survive_saving(tmp_path: Path) -> None:
    rows = TermRows.of([["kotak", "suara"], [], ["suara"]])
    rows.save(tmp_path / "forward")
    assert same(TermRows.read(tmp_path / "forward"), rows)
    for file in (tmp_path / "forward").glob("*.npy"):
        assert np.load(file, allow_pickle=False).dtype.kind == "i"
