"""How well a passage or a sentence fits a question, and how likely what is shown answers: features
times weights that were learned (`ranker.json`; `python -m tests.bench.ranking` learns them again).

All features are absolute, not scaled per question, so that the best of bad passages stays bad."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LEXICAL, DENSE, TOGETHER = "lexical", "dense", "together"

BIAS = "bias"

Weights = Mapping[str, float]


def weights(of: str) -> Weights:
    """The weight of each feature; a "bias" is added to their sum."""
    return _learned()[of]


def score(of: str, features: Mapping[str, float]) -> float:
    """The weighted sum of `features`: a logit, whose zero means nothing by itself."""
    known = weights(of)
    total = known.get(BIAS, 0.0)
    return total + sum(w * features[name] for name, w in known.items() if name != BIAS)


def likely(of: str, features: Mapping[str, float]) -> float:
    """The same as a probability in [0, 1]."""
    return 1 / (1 + math.exp(-score(of, features)))


def forget() -> None:
    """Read the weights again when they are next needed: they were learned anew."""
    _learned.cache_clear()


@cache
def _learned() -> Mapping[str, Weights]:
    file = Path(__file__).with_name("ranker.json")
    learned: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return learned
