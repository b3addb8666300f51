from __future__ import annotations

from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import pytest
from numpy.typing import NDArray

from index import lexical
from index.lexical import LexicalIndex

WORDS = [f"kata{number}" for number in range(30)]


def index_of(passages: list[list[str]], folder: Path) -> LexicalIndex:
    folder.mkdir(exist_ok=True)
    lexical.build(folder / "lexical", passages)
    return LexicalIndex(folder / "lexical")


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def exact(passages: list[list[str]], query: dict[str, float]) -> NDArray[np.float64]:
    oracle = bm25s.BM25(method="lucene", k1=1.2, b=0.75, dtype="float64")
    oracle.index(passages, show_progress=False)
    parts = [weight * oracle.get_scores([term]) for term, weight in query.items()]
    return np.asarray(np.sum(parts, axis=0), dtype=np.float64)


@pytest.mark.parametrize("seed", range(6))
def test_the_passages_found_are_the_best_of_an_exact_ranking(seed: int, tmp_path: Path) -> None:
    # Up to 39 terms tantivy stores the length of a passage exactly.
    random = np.random.default_rng(seed)
    lengths = random.integers(1, 39, size=200)
    skewed = 1 / np.arange(1, len(WORDS) + 1)
    passages = [random.choice(WORDS, size=n, p=skewed / skewed.sum()).tolist() for n in lengths]
    query = {term: float(random.uniform(0.3, 1)) for term in random.choice(WORDS[:20], 4, False)}
    scores, index = exact(passages, query), index_of(passages, tmp_path)
    for limit in (1, 10, 200):
        rows = index.search(query, limit)
        best = np.sort(scores[scores > 0])[::-1][:limit]
        assert len(set(rows.tolist())) == len(rows) == len(best)
        np.testing.assert_allclose(scores[rows], best, rtol=1e-5)


def test_equal_passages_come_in_the_order_of_their_rows(tmp_path: Path) -> None:
    index = index_of([["tps"], ["kpu"], ["tps"], ["tps"]], tmp_path)
    assert index.search({"tps": 1.0}, 3).tolist() == [0, 2, 3]


def test_a_weightier_term_comes_first(tmp_path: Path) -> None:
    index = index_of([["tps"], ["kpu"]], tmp_path)
    assert index.search({"tps": 0.3, "kpu": 1.0}, 2).tolist() == [1, 0]
    assert index.search({"tps": 1.0, "kpu": 0.3}, 2).tolist() == [0, 1]


@pytest.mark.parametrize("query", [{}, {"unknown": 1.0}])
def test_nothing_is_found_for_nothing_known(query: dict[str, float], tmp_path: Path) -> None:
    found = index_of([["tps"], []], tmp_path).search(query, 5)
    assert found.shape == (0,) and found.dtype == np.int64


def test_nothing_is_found_where_nothing_is_wanted(tmp_path: Path) -> None:
    assert index_of([["tps"]], tmp_path).search({"tps": 1.0}, 0).shape == (0,)


def test_a_passage_without_terms_is_counted_and_never_found(tmp_path: Path) -> None:
    index = index_of([[], ["tps"], []], tmp_path)
    assert index.passages == 3
    assert index.search({"tps": 1.0}, 5).tolist() == [1]


@pytest.mark.parametrize("term", ["dan/atau", "😀", "élite", "a" * 4096, "OR", "terms:tps", '"'])
def test_a_term_is_taken_as_it_is(term: str, tmp_path: Path) -> None:
    index = index_of([["tps"], [term]], tmp_path)
    assert index.search({term: 1.0}, 5).tolist() == [1]


def test_a_question_of_a_thousand_terms_is_searched(tmp_path: Path) -> None:
    many = [f"kata{number}" for number in range(1500)]
    index = index_of([["tps"], many[:2]], tmp_path)
    assert index.search(dict.fromkeys(many, 1.0), 5).tolist() == [1]


def test_the_same_passages_give_the_same_ranking_again(tmp_path: Path) -> None:
    passages = [[WORDS[row % 7], WORDS[row % 3]] for row in range(300)]
    one, other = index_of(passages, tmp_path / "a"), index_of(passages, tmp_path / "b")
    query = {WORDS[1]: 1.0, WORDS[2]: 0.35}
    assert one.search(query, 100).tolist() == other.search(query, 100).tolist()


def test_an_index_may_be_opened_again_and_again_and_stays_as_it_is(tmp_path: Path) -> None:
    index_of([["tps"]], tmp_path)
    folder = tmp_path / "lexical"
    before = contents(folder)
    for _ in range(3):
        assert LexicalIndex(folder).search({"tps": 1.0}, 1).tolist() == [0]
    assert contents(folder) == before


def divided(passages: list[list[str]], parts: list[int], folder: Path, **more: Any) -> LexicalIndex:
    lexical.build(folder, passages, np.array(parts, dtype=np.int64), **more)
    return LexicalIndex(folder)


def test_which_part_a_passage_is_in_changes_nothing_that_is_found(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    passages = [random.choice(WORDS[:8], size=n).tolist() for n in random.integers(0, 6, 300)]
    whole = index_of(passages, tmp_path)
    parts = random.integers(0, lexical.PARTS, 300).tolist()
    index = divided(passages, parts, tmp_path / "parts", changed=range(lexical.PARTS))
    assert index.passages == 300 and lexical.is_divided(tmp_path / "parts")
    for limit in (1, 7, 100, 300):
        for query in ({WORDS[0]: 1.0}, {WORDS[1]: 1.0, WORDS[2]: 0.35}):
            assert index.search(query, limit).tolist() == whole.search(query, limit).tolist()


def test_of_many_equal_passages_the_first_are_found_wherever_they_stand(tmp_path: Path) -> None:
    parts = [row % 3 for row in range(2000)]
    index = divided([["tps"]] * 2000, parts, tmp_path / "parts", changed=range(3))
    assert index.search({"tps": 1.0}, 10).tolist() == list(range(10))


def test_a_part_that_is_made_anew_leaves_nothing_of_what_it_was(tmp_path: Path) -> None:
    passages, parts = [["tps", "lama"], ["tps"], ["kpu"], ["tps", "lain"]], [0, 1, 0, 1]
    divided(passages, parts, tmp_path / "a", changed=(0, 1))
    passages, parts = [["tps"], ["tps", "baru"], ["tps", "lain"]], [1, 0, 1]
    index = divided(passages, parts, tmp_path / "b", earlier=tmp_path / "a", changed=(0,))
    alone = divided(passages, parts, tmp_path / "c", changed=(0, 1))
    for term in ("tps", "lama", "kpu", "baru", "lain"):
        found = index.search({term: 1.0}, 5).tolist()
        assert found == alone.search({term: 1.0}, 5).tolist()
    assert index.search({"lama": 1.0}, 5).size == index.search({"kpu": 1.0}, 5).size == 0
    assert index.passages == 3


def test_a_part_may_become_empty_and_fill_again(tmp_path: Path) -> None:
    divided([["tps"], ["kpu"]], [0, 1], tmp_path / "a", changed=(0, 1))
    empty = divided([["tps"]], [0], tmp_path / "b", earlier=tmp_path / "a", changed=(1,))
    assert empty.passages == 1 and empty.search({"kpu": 1.0}, 5).size == 0
    assert lexical.is_divided(tmp_path / "b")
    full = divided(
        [["baru"], ["tps"]], [1, 0], tmp_path / "c", earlier=tmp_path / "b", changed=(1,)
    )
    assert full.search({"baru": 1.0}, 5).tolist() == [0]
    assert full.search({"tps": 1.0}, 5).tolist() == [1]


def test_an_index_that_is_made_anew_in_part_leaves_the_earlier_one_as_it_was(
    tmp_path: Path,
) -> None:
    divided([["tps"], ["kpu"]], [0, 1], tmp_path / "a", changed=(0, 1))
    before = contents(tmp_path / "a")
    divided([["tps"], ["lain"]], [0, 1], tmp_path / "b", earlier=tmp_path / "a", changed=(1,))
    assert contents(tmp_path / "a") == before


def test_only_a_large_index_has_parts() -> None:
    assert lexical.parts_for(0) == lexical.parts_for(lexical.ALONE) == 1
    assert lexical.parts_for(lexical.ALONE + 1) == lexical.PARTS
