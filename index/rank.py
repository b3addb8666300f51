"""How well a passage fits a question: its features, and the one score they add up to.

All features are absolute, not scaled per question, so that the best of bad passages stays bad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEXICAL, DENSE, TOGETHER = "lexical", "dense", "together"

WEIGHTS: Final[Mapping[str, float]] = {LEXICAL: 0.68, DENSE: 0.23, TOGETHER: 0.09}
"""Chosen by recall at 1 and 5 on IDK-MRC valid and FacQA valid (`tests/bench/quality.py`): more
of `dense` helps the one and harms the other. Train questions cannot choose, the model has seen
them."""


def score(features: Mapping[str, float]) -> float:
    """The score of a passage, about 0 (nothing in common) to 1.

    `lexical`: its BM25 as a share of what the question's terms could give; `dense`: the cosine of
    the question's vector and its own, not below 0; `together`: the share of the question's
    neighbouring terms that stand near each other in it.
    """
    return sum(weight * features[name] for name, weight in WEIGHTS.items())
