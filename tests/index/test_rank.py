from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import rank
from index.rank import likely, score, weights
from index.search import FOUND

KINDS = tuple(json.loads(Path(rank.__file__).with_name("ranker.json").read_text("utf-8")))
SHARE = st.floats(0, 1)
FEATURES = st.fixed_dictionaries(dict.fromkeys(weights(FOUND), SHARE))


def test_nothing_in_common_scores_nothing() -> None:
    assert score(FOUND, dict.fromkeys(weights(FOUND), 0.0)) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_score_is_the_weighted_sum(kind: str) -> None:
    own = weights(kind)
    features = {name: 0.5 for name in own}
    bias = own.get("bias", 0.0)
    expected = bias + 0.5 * (sum(own.values()) - bias)
    assert score(kind, features) == pytest.approx(expected)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith("confidence")])
def test_no_sign_of_a_right_passage_or_sentence_counts_against_it(kind: str) -> None:
    assert min(weights(kind).values()) >= 0


@given(FEATURES, st.sampled_from(sorted(weights(FOUND))), SHARE)
def test_more_in_common_never_scores_less(
    features: dict[str, float], name: str, other: float
) -> None:
    low, high = sorted((features[name], other))
    assert score(FOUND, {**features, name: low}) <= score(FOUND, {**features, name: high})


@given(FEATURES)
def test_a_score_does_not_depend_on_other_features(features: dict[str, float]) -> None:
    assert score(FOUND, {**features, "unknown": 9}) == score(FOUND, features)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith("confidence")])
@given(value=st.floats(-3, 3))
def test_a_confidence_is_a_probability(kind: str, value: float) -> None:
    assert 0 <= likely(kind, dict.fromkeys(weights(kind), value)) <= 1
