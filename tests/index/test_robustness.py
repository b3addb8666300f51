from __future__ import annotations

import json

import pytest

from index.evaluate import Outcome, Question, found
from index.noise import Noise
from index.robustness import NOISES, Ranks, noisy_ranks, robustness
from index.snapshot import Snapshot
from index.types import Declined, DeclineReason
from tests.support.small_corpus import DRILL

DECLINED = Declined("?", DeclineReason.OPINION, "kpu")
QUESTION = Question(
    "1", "Berapa personel yang dilibatkan dalam simulasi Sispamkota?", (DRILL.id,), ("512",)
)


def found_at(rank: int | None) -> Outcome:
    """An outcome whose document stands at `rank`."""
    others = tuple(f"x{number}" for number in range((rank or 1) - 1))
    return Outcome(Question("1", "?", ("a",), ()), (*others, "a") if rank else (), DECLINED, 0.0)


def everywhere(rank: int | None, **others: int | None) -> Ranks:
    return {**dict.fromkeys(NOISES, rank), **others}


def test_every_noise_is_measured_alone_and_all_together() -> None:
    assert set(NOISES) == {*Noise, "all"}
    assert NOISES["all"] == set(Noise)
    assert all(NOISES[noise] == {noise} for noise in Noise)


def test_what_is_lost_is_told_in_points() -> None:
    clean = [found_at(1), found_at(1), found_at(5), found_at(None)]
    noisily = [
        everywhere(1, typos=6, all=None),
        everywhere(1, typos=2, all=None),
        everywhere(5, typos=5, all=5),
        everywhere(None),
    ]
    told = robustness(clean, noisily)
    assert told["questions"] == 4
    assert told["clean"] == {"recall_at_1": 0.5, "recall_at_5": 0.75}
    assert told["lower"] == {
        "recall_at_1": 0.5,
        "drop_at_1": 0.0,
        "recall_at_5": 0.75,
        "drop_at_5": 0.0,
    }
    assert (told["typos"]["recall_at_1"], told["typos"]["drop_at_1"]) == (0.0, 50.0)
    assert (told["typos"]["recall_at_5"], told["typos"]["drop_at_5"]) == (0.5, 25.0)
    assert (told["all"]["drop_at_1"], told["all"]["drop_at_5"]) == (50.0, 50.0)


def test_noise_that_helps_is_a_drop_below_zero() -> None:
    assert robustness([found_at(2)], [everywhere(1)])["all"]["drop_at_1"] == -100


def test_without_answerable_questions_nothing_is_lost() -> None:
    told = robustness([], [])
    assert told["questions"] == 0 and told["clean"]["recall_at_1"] is None
    assert set(told["all"].values()) == {None}
    json.dumps(told, allow_nan=False)


def test_a_question_is_searched_again_with_each_noise(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Question] = []

    def noted(of: Snapshot, question: Question) -> tuple[str, ...]:
        asked.append(question)
        return found(of, question)

    monkeypatch.setattr("index.robustness.found", noted)
    ranks = noisy_ranks(snapshot, QUESTION)
    assert set(ranks) == set(NOISES) and ranks["lower"] == ranks["unmarked"] == 1
    texts = dict(zip(NOISES, (each.question for each in asked), strict=True))
    assert texts["lower"] == QUESTION.question.lower()
    assert texts["unmarked"] == QUESTION.question.rstrip("?")
    assert len({QUESTION.question, *texts.values()}) == 6
    assert {each.documents for each in asked} == {(DRILL.id,)}
    first, asked = texts, []
    noisy_ranks(snapshot, QUESTION)
    assert [each.question for each in asked] == list(first.values())
