"""Which passages mean nearly what a question means: inner products over normalised vectors. The
only module that imports faiss.

Vectors are held as 16-bit floats in a flat index: exact, half the size, and read back unchanged, so
a rebuild reuses them instead of embedding again."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Codes = NDArray[np.uint8]

faiss.omp_set_num_threads(1)
"""Questions run side by side already; threads that wait for each other inside one search made it
ten times slower on two busy cores."""


class VectorIndex:
    """Vectors of shape (passages, dimension), searched by inner product."""

    def __init__(self, index: faiss.IndexScalarQuantizer) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> VectorIndex:
        """An index over `vectors`, shape (passages, dimension), row 0 first."""
        index = _empty(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    @classmethod
    def of_codes(cls, codes: Codes, dimension: int) -> VectorIndex:
        """An index over vectors as they are kept, shape (passages, bytes), row 0 first."""
        index = _empty(dimension)
        index.add_sa_codes(np.ascontiguousarray(codes))
        return cls(index)

    @classmethod
    def read(cls, file: Path) -> VectorIndex:
        """The index saved in `file`; RuntimeError where it is none."""
        index = faiss.read_index(str(file))
        if not isinstance(index, faiss.IndexScalarQuantizer):
            raise RuntimeError(f"{file}: {type(index).__name__}")
        return cls(index)

    def save(self, file: Path) -> None:
        """Write the index to `file`."""
        faiss.write_index(self._index, str(file))

    @property
    def passages(self) -> int:
        """How many vectors are held."""
        return int(self._index.ntotal)

    @property
    def codes(self) -> Codes:
        """The vectors as they are kept, shape (passages, bytes)."""
        flat = faiss.vector_to_array(self._index.codes)
        return np.asarray(flat.reshape(self.passages, self._index.code_size))

    @property
    def dimension(self) -> int:
        """Numbers in each vector."""
        return int(self._index.d)

    def search(self, question: Vectors, limit: int) -> tuple[NDArray[np.int64], Vectors]:
        """Rows and inner products of the `limit` nearest to `question` (shape (dimension,)),
        nearest first; fewer where there are fewer."""
        products, rows = self._index.search(question[None, :], min(limit, self.passages))
        found = rows[0] >= 0
        order = np.lexsort((rows[0][found], -products[0][found]))
        return rows[0][found][order], products[0][found][order]

    def take(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of `rows`, shape (len(rows), dimension)."""
        if not len(rows):
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(rows), dtype=np.float32)


def _empty(dimension: int) -> faiss.IndexScalarQuantizer:
    return faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
