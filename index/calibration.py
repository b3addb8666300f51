"""Whether confidence keeps its word: of the questions answered with 0.7, seven of ten should be
answered rightly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BINS = 10
"""Equal parts of [0, 1]; 1 itself belongs to the last."""

Judged = tuple[float, bool]
"""How sure an answer was, in [0, 1], and whether it was right."""


def calibration(judged: Sequence[Judged]) -> dict[str, Any]:
    """The reliability table of `judged` and its expected calibration error, rounded.

    `confidence` is the mean confidence of a bin and `right` the share that was right, None where
    the bin is empty. The error is the mean distance of the two over all questions, None without
    any.
    """
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for sure, right in judged:
        bins[min(int(sure * BINS), BINS - 1)].append((sure, right))
    distances = [len(own) * abs(_sure(own) - _right(own)) for own in bins if own]
    return {
        "questions": len(judged),
        "expected_calibration_error": (round(sum(distances) / len(judged), 4) if judged else None),
        "table": [_row(number, own) for number, own in enumerate(bins)],
    }


def _row(number: int, own: Sequence[Judged]) -> dict[str, Any]:
    return {
        "from": number / BINS,
        "to": (number + 1) / BINS,
        "questions": len(own),
        "confidence": round(_sure(own), 4) if own else None,
        "right": round(_right(own), 4) if own else None,
    }


def _sure(own: Sequence[Judged]) -> float:
    return sum(sure for sure, _ in own) / len(own)


def _right(own: Sequence[Judged]) -> float:
    return sum(right for _, right in own) / len(own)
