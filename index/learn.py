"""Token vectors are learned here, in plain numpy: first from which tokens stand together, then by
pulling each question towards its passage and away from the others of its batch.

numpy suffices because a static model has one layer: its gradient is four lines, and a machine that
answers questions can also train, without PyTorch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
"""The tokens of one text."""

Matrix = NDArray[np.float32]

_WINDOW = 5
_CONTEXTS = 2048
_OVERSAMPLING = 32
_SMOOTHING = 0.75


def document_frequencies(texts: Sequence[Ids], vocabulary: int) -> NDArray[np.int64]:
    """In how many texts each token occurs, shape (vocabulary,)."""
    once = [np.unique(ids) for ids in texts]
    return np.bincount(np.concatenate(once), minlength=vocabulary)


def cooccurrence_vectors(
    texts: Sequence[Ids], vocabulary: int, dimension: int, seed: int
) -> Matrix:
    """Unit vectors of tokens from their neighbours, shape (vocabulary, dimension).

    The truncated singular vectors of the positive pointwise mutual information between tokens and
    the 2,048 most frequent ones (Levy, Goldberg and Dagan 2015), computed from random projections.
    """
    counts = _neighbours(texts, vocabulary)
    information = _positive_information(counts)
    vectors = _singular_vectors(information, dimension, np.random.default_rng(seed))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1)
    return vectors


def _neighbours(texts: Sequence[Ids], vocabulary: int) -> Matrix:
    """How often each token stands near each frequent one, nearer counting more."""
    gap = np.full(_WINDOW, -1, dtype=np.int64)
    flat = np.concatenate([part for ids in texts for part in (ids, gap)])
    frequency = np.bincount(flat[flat >= 0], minlength=vocabulary)
    frequent = np.argsort(-frequency, kind="stable")[:_CONTEXTS]
    column = np.full(vocabulary + 1, -1, dtype=np.int64)
    column[frequent] = np.arange(len(frequent))
    shape = (vocabulary, len(frequent))
    counts = np.zeros(shape, dtype=np.float32)
    for distance in range(1, _WINDOW + 1):
        for near, far in ((flat[:-distance], flat[distance:]), (flat[distance:], flat[:-distance])):
            keep = (near >= 0) & (column[far] >= 0)
            cells = near[keep] * shape[1] + column[far[keep]]
            np.add.at(counts.reshape(-1), cells, np.float32(1 / distance))
    return counts


def _positive_information(counts: Matrix) -> Matrix:
    tokens = counts.sum(axis=1, keepdims=True)
    contexts = counts.sum(axis=0, keepdims=True) ** _SMOOTHING
    contexts /= contexts.sum()
    expected = tokens * contexts
    ratio = counts / np.where(expected > 0, expected, 1)
    information: Matrix = np.log(np.maximum(ratio, 1, out=ratio), out=ratio)
    return information


def _singular_vectors(matrix: Matrix, dimension: int, rng: np.random.Generator) -> Matrix:
    """The left singular vectors, each times the root of its value, shape (rows, dimension)."""
    width = min(dimension + _OVERSAMPLING, *matrix.shape)
    basis = matrix @ rng.standard_normal((matrix.shape[1], width), dtype=np.float32)
    for _ in range(2):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ np.linalg.qr(basis)[0]))
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = np.zeros((len(matrix), dimension), dtype=np.float32)
    kept = min(dimension, width)
    vectors[:, :kept] = (basis @ left[:, :kept]) * np.sqrt(values[:kept])
    return vectors


@dataclass
class Contrast:
    """A matrix of token vectors under training; `step` moves it by one batch of pairs.

    The loss is the cross entropy of each question's passage among those of the batch, and of each
    passage's question (in-batch negatives); Adam, on the rows that the batch touches.
    """

    matrix: Matrix
    scale: float
    _first: Matrix = field(init=False, repr=False)
    _second: Matrix = field(init=False, repr=False)
    _steps: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._first = np.zeros_like(self.matrix)
        self._second = np.zeros_like(self.matrix)

    def step(self, questions: Sequence[Ids], passages: Sequence[Ids], rate: float) -> float:
        """Learn from pairs (questions[i], passages[i]) at learning rate `rate`; their mean loss."""
        left, left_length = self._means(questions)
        right, right_length = self._means(passages)
        scores: Matrix = left @ right.T
        scores *= self.scale
        loss, slope = _cross_entropy(scores, _twins(questions, passages))
        slope *= self.scale
        self._move(
            [*questions, *passages],
            np.concatenate(
                [
                    _through_norm(slope @ right, left, left_length),
                    _through_norm(slope.T @ left, right, right_length),
                ]
            ),
            rate,
        )
        return loss

    def _means(self, texts: Sequence[Ids]) -> tuple[Matrix, Matrix]:
        """Unit vectors of `texts`, and the lengths of the sums before: (n, d), (n, 1)."""
        sums = np.stack([self.matrix.take(ids, axis=0).sum(axis=0) for ids in texts])
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        return sums / lengths, lengths

    def _move(self, texts: Sequence[Ids], gradients: Matrix, rate: float) -> None:
        rows, gradient = _by_token(texts, gradients)
        self._steps += 1
        first = self._first[rows] * np.float32(0.9) + gradient * np.float32(0.1)
        second = self._second[rows] * np.float32(0.999) + gradient**2 * np.float32(0.001)
        self._first[rows], self._second[rows] = first, second
        rate *= np.sqrt(1 - 0.999**self._steps) / (1 - 0.9**self._steps)
        self.matrix[rows] -= np.float32(rate) * first / (np.sqrt(second) + np.float32(1e-8))


def _twins(questions: Sequence[Ids], passages: Sequence[Ids]) -> NDArray[np.bool_]:
    """Where the pair of another row is as right as one's own: the same question or passage."""
    same = np.zeros((len(questions), len(questions)), dtype=np.bool_)
    for texts in (questions, passages):
        numbers: dict[bytes, int] = {}
        group = np.array([numbers.setdefault(ids.tobytes(), len(numbers)) for ids in texts])
        same |= group[:, None] == group
    np.fill_diagonal(same, False)
    return same


def _cross_entropy(scores: Matrix, ignored: NDArray[np.bool_]) -> tuple[float, Matrix]:
    """Mean loss of the diagonal against its row and its column, and its slope by `scores`."""
    scores = np.where(ignored, np.float32(-1e4), scores)
    rows = _softmax(scores)
    columns = _softmax(scores.T).T
    right = np.log(np.maximum(np.diagonal(rows) * np.diagonal(columns), 1e-37))
    slope = rows + columns
    slope[np.diag_indices_from(slope)] -= 2
    return -float(right.mean()) / 2, slope / np.float32(2 * len(scores))


def _softmax(scores: Matrix) -> Matrix:
    powers: Matrix = np.exp(scores - scores.max(axis=1, keepdims=True))
    powers /= powers.sum(axis=1, keepdims=True)
    return powers


def _through_norm(gradient: Matrix, unit: Matrix, length: Matrix) -> Matrix:
    """The gradient by a vector, given the one by its unit vector."""
    along: Matrix = (gradient * unit).sum(axis=1, keepdims=True)
    inner: Matrix = gradient - along * unit
    inner /= length
    return inner


def _by_token(texts: Sequence[Ids], gradients: Matrix) -> tuple[Ids, Matrix]:
    """Tokens of the batch, ascending, and the sum of their texts' gradients: (u,), (u, d)."""
    flat = np.concatenate(texts)
    owner = np.repeat(np.arange(len(texts)), [len(ids) for ids in texts])
    order = np.argsort(flat, kind="stable")
    tokens, starts = np.unique(flat[order], return_index=True)
    groups = np.split(owner[order], starts[1:])
    # One small sum a token stays in the processor's cache: half the time of `add.reduceat`.
    return tokens, np.stack([gradients.take(group, axis=0).sum(axis=0) for group in groups])
