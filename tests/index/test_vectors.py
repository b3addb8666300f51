from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from index.vectors import VectorIndex, Vectors

VECTORS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=16),
    elements=st.floats(-1, 1, width=32),
)


def normal(seed: int, rows: int, dimension: int = 32) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_are_those_of_plain_numpy(seed: int) -> None:
    vectors, question = normal(seed, 500), normal(seed + 100, 1)[0]
    exact = vectors.astype(np.float16).astype(np.float32) @ question
    rows, products = VectorIndex.of(vectors).search(question, 20)
    assert rows.tolist() == np.argsort(-exact, kind="stable")[:20].tolist()
    np.testing.assert_allclose(products, exact[rows], atol=1e-6)


def test_fewer_are_found_where_there_are_fewer() -> None:
    rows, products = VectorIndex.of(normal(1, 3)).search(normal(2, 1)[0], 10)
    assert sorted(rows.tolist()) == [0, 1, 2]
    assert np.all(np.diff(products) <= 0)


def test_equally_near_ones_come_in_the_order_of_their_rows() -> None:
    vectors = np.repeat(normal(1, 1), 4, axis=0)
    rows, _ = VectorIndex.of(vectors).search(vectors[0], 4)
    assert rows.tolist() == [0, 1, 2, 3]


@settings(max_examples=40)
@given(VECTORS)
def test_saving_and_reading_is_identity(vectors: Vectors) -> None:
    index = VectorIndex.of(vectors)
    every = np.arange(len(vectors))
    with TemporaryDirectory() as folder:
        index.save(Path(folder) / "vectors.faiss")
        again = VectorIndex.read(Path(folder) / "vectors.faiss")
    assert (again.passages, again.dimension) == vectors.shape
    np.testing.assert_array_equal(again.take(every), index.take(every))
    np.testing.assert_array_equal(index.take(every), vectors.astype(np.float16))


@given(VECTORS)
def test_vectors_taken_out_and_put_in_again_are_the_same(vectors: Vectors) -> None:
    every = np.arange(len(vectors))
    once = VectorIndex.of(vectors).take(every)
    np.testing.assert_array_equal(VectorIndex.of(once).take(every), once)


def test_rows_are_taken_in_the_order_asked_for() -> None:
    index = VectorIndex.of(normal(1, 5))
    wanted = np.array([4, 0, 4])
    np.testing.assert_array_equal(index.take(wanted), index.take(np.arange(5))[wanted])


def test_no_rows_are_no_vectors() -> None:
    assert VectorIndex.of(normal(1, 5)).take(np.empty(0, np.int64)).shape == (0, 32)


@pytest.mark.parametrize("content", [b"", b"not an index", b"IxSQ" + b"\0" * 40])
def test_a_file_that_is_no_index_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "vectors.faiss"
    file.write_bytes(content)
    with pytest.raises(RuntimeError):
        VectorIndex.read(file)


def test_vectors_are_the_same_from_the_bytes_they_are_kept_in(tmp_path: Path) -> None:
    index = VectorIndex.of(normal(3, 7))
    again = VectorIndex.of_codes(index.codes, index.dimension)
    index.save(tmp_path / "one")
    again.save(tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert VectorIndex.of_codes(index.codes[:0], index.dimension).passages == 0
