from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyze import terms
from index.forward import K1, NEAR, B, ForwardIndex
from index.termrows import TermRows

TERM = st.sampled_from(["tps", "kpu", "polisi", "suara", "kotak", "2024"])
PASSAGES = st.lists(st.lists(TERM, max_size=12), min_size=1, max_size=8)
SMALL = [["kotak", "suara", "kotak"], ["suara"], []]


def all_rows(index: ForwardIndex) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(index.passages)


@given(PASSAGES.filter(any), st.lists(TERM, min_size=1, max_size=5, unique=True))
def test_bm25_is_that_of_an_independent_implementation(
    passages: list[list[str]], query: list[str]
) -> None:
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B, dtype="float64")
    oracle.index(passages, show_progress=False)
    index = ForwardIndex.of(passages)
    # bm25s keeps Lucene's later form, which leaves out the factor (K1 + 1) of every score.
    known = [term for term in query if term in index]
    expected = oracle.get_scores(known) * (K1 + 1) if known else np.zeros(len(passages))
    found = index.bm25(dict.fromkeys(query, 1.0), all_rows(index))
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-9)


@given(PASSAGES, st.dictionaries(TERM, st.floats(0.1, 1), max_size=5))
def test_a_weighted_query_scores_the_sum_of_its_terms(
    passages: list[list[str]], query: dict[str, float]
) -> None:
    index = ForwardIndex.of(passages)
    rows = all_rows(index)
    parts = [weight * index.bm25({term: 1.0}, rows) for term, weight in query.items()]
    expected = np.sum(parts, axis=0) if parts else np.zeros(len(rows))
    np.testing.assert_allclose(index.bm25(query, rows), expected, rtol=1e-9, atol=1e-12)


@given(PASSAGES, st.data())
def test_rows_may_be_asked_for_in_any_order_and_again(
    passages: list[list[str]], data: st.DataObject
) -> None:
    index = ForwardIndex.of(passages)
    rows = np.array(data.draw(st.lists(st.integers(0, len(passages) - 1))), dtype=np.int64)
    query = {"tps": 1.0, "suara": 0.5, "unknown": 1.0}
    np.testing.assert_array_equal(index.bm25(query, rows), index.bm25(query, all_rows(index))[rows])


@given(PASSAGES, st.dictionaries(TERM, st.floats(0.1, 1), min_size=1))
def test_no_passage_scores_the_mass_of_a_query(
    passages: list[list[str]], query: dict[str, float]
) -> None:
    index = ForwardIndex.of(passages)
    assert (index.bm25(query, all_rows(index)) < index.mass(query)).all()


@settings(max_examples=40)
@given(PASSAGES)
def test_saving_and_reading_is_identity(passages: list[list[str]]) -> None:
    index = ForwardIndex.of(passages)
    query = {"tps": 1.0, "kotak": 1.0, "2024": 0.35}
    with TemporaryDirectory() as folder:
        TermRows.of(passages).save(Path(folder) / "forward")
        again = ForwardIndex.read(Path(folder) / "forward")
        assert again.passages == index.passages == len(passages)
        for term in ("tps", "kotak", "unknown"):
            assert again.idf(term) == index.idf(term) and (term in again) == (term in index)
        np.testing.assert_array_equal(
            again.bm25(query, all_rows(again)), index.bm25(query, all_rows(index))
        )


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_terms_of_any_text_survive_saving(texts: list[str]) -> None:
    passages = [terms(text) for text in texts]
    every = sorted({term for passage in passages for term in passage})
    with TemporaryDirectory() as folder:
        TermRows.of(passages).save(Path(folder) / "forward")
        again = ForwardIndex.read(Path(folder) / "forward")
        assert all(term in again for term in every)
        for row, passage in enumerate(passages):
            held = [t for t in every if again.bm25({t: 1.0}, np.array([row]))[0] > 0]
            assert held == sorted(set(passage))


def test_a_rarer_term_tells_more_and_an_unknown_one_most() -> None:
    index = ForwardIndex.of(SMALL)
    assert index.idf("suara") < index.idf("kotak") < index.idf("unknown")
    assert index.idf("suara") == pytest.approx(np.log(1 + 1.5 / 2.5))


def test_a_query_of_unknown_terms_scores_nothing() -> None:
    index = ForwardIndex.of(SMALL)
    assert index.bm25({"unknown": 1.0}, all_rows(index)).tolist() == [0, 0, 0]
    assert index.bm25({}, all_rows(index)).tolist() == [0, 0, 0]
    assert index.mass({}) == 0


def test_no_rows_have_no_scores() -> None:
    assert ForwardIndex.of(SMALL).bm25({"suara": 1.0}, np.empty(0, np.int64)).shape == (0,)


def test_an_index_of_nothing_is_saved_and_read(tmp_path: Path) -> None:
    TermRows.of([[], []]).save(tmp_path / "forward")
    again = ForwardIndex.read(tmp_path / "forward")
    assert again.passages == 2
    assert again.bm25({"suara": 1.0}, all_rows(again)).tolist() == [0, 0]
    assert again.idf("suara") > 0


def test_what_is_saved_needs_no_pickle(tmp_path: Path) -> None:
    TermRows.of(SMALL).save(tmp_path / "forward")
    for file in (tmp_path / "forward").glob("*.npy"):
        assert np.load(file, allow_pickle=False).dtype.kind == "i"


def together_by_hand(passage: list[str], sequence: list[str], index: ForwardIndex) -> float:
    """Every pair of places compared, one by one."""
    pairs = [pair for pair in pairwise(sequence) if pair[0] != pair[1]]
    worth = {pair: index.idf(pair[0]) + index.idf(pair[1]) for pair in pairs}
    near = [
        worth[one, other]
        for one, other in pairs
        if any(
            passage[a] == one and passage[b] == other and abs(a - b) <= NEAR
            for a in range(len(passage))
            for b in range(len(passage))
        )
    ]
    return sum(near) / sum(worth[pair] for pair in pairs) if pairs else 0.0


@given(PASSAGES, st.lists(TERM, max_size=6))
def test_terms_of_a_question_stand_together_where_their_places_are_near(
    passages: list[list[str]], sequence: list[str]
) -> None:
    index = ForwardIndex.of(passages)
    expected = [together_by_hand(passage, sequence, index) for passage in passages]
    np.testing.assert_allclose(index.together(sequence, all_rows(index)), expected, atol=1e-12)
