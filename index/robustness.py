"""How much careless writing costs: the same questions with noise, and the recall that is lost."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from index.evaluate import Outcome, Question, found
from index.noise import ALL, Noise, noisy
from index.snapshot import Snapshot

NOISES: Mapping[str, frozenset[Noise]] = {
    **{noise.value: frozenset({noise}) for noise in Noise},
    "all": ALL,
}
"""What is done to a question, by the name it is told under."""

DEPTHS = (1, 5)

Ranks = Mapping[str, int | None]
"""By the names of `NOISES`, the place of the first right document, from 1."""


def noisy_ranks(snapshot: Snapshot, question: Question) -> Ranks:
    """Where the documents of `question` are found when it is asked with each noise of `NOISES`.

    The noise depends on nothing but the question: another run makes the same mistakes.
    """
    asked = {name: _with_noise(question, name) for name in NOISES}
    return {name: question.rank(found(snapshot, each)) for name, each in asked.items()}


def _with_noise(question: Question, name: str) -> Question:
    rng = random.Random(f"{name} {question.id} {question.question}")
    return replace(question, question=noisy(question.question, NOISES[name], rng))


def robustness(outcomes: Sequence[Outcome], noisily: Sequence[Ranks]) -> dict[str, Any]:
    """Recall of answerable questions asked cleanly (`outcomes`) and with each noise (`noisily`, in
    the same order), and what is lost in percentage points; None without any question."""
    clean = [outcome.rank for outcome in outcomes]
    return {
        "questions": len(outcomes),
        "clean": {f"recall_at_{k}": _rounded(_recall(clean, k)) for k in DEPTHS},
        **{name: _told(clean, [ranks[name] for ranks in noisily]) for name in NOISES},
    }


def _told(clean: Sequence[int | None], noisy: Sequence[int | None]) -> dict[str, float | None]:
    told: dict[str, float | None] = {}
    for k in DEPTHS:
        before, after = _recall(clean, k), _recall(noisy, k)
        told[f"recall_at_{k}"] = _rounded(after)
        lost = None if before is None or after is None else 100 * (before - after)
        told[f"drop_at_{k}"] = _rounded(lost, 2)
    return told


def _recall(ranks: Sequence[int | None], k: int) -> float | None:
    within = [rank is not None and rank <= k for rank in ranks]
    return sum(within) / len(within) if within else None


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)
