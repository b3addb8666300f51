"""Mirrored questions get the same kind of reply, whoever they are about."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import index
from bot.reloads.reload import open_store, reload
from bot.settings import Settings
from index.answer import answer
from index.danger import danger
from index.decline import declined
from index.embed import open_embedder
from index.snapshot import Snapshot, open_current
from index.types import Declined, DeclineReason

RULES = Path(index.__file__).parent
FACT = "fact"
ONE_SIDED = {"berapa tps rawan di jawa tengah", "apa putusan dkpp terhadap kpu"}
"""Questions of fact to which the starter corpus has a source for one of the two only."""
ROLES = {
    *("petahana", "penantang", "ketua", "calon", "orang", "kafir", "suami", "istri", "laki"),
    *("perempuan", "polisi", "tni", "kpu", "bawaslu", "jawa", "papua", "barat", "tengah"),
}
"""What pairs differ in that is no name of a camp, and may stand in a rule."""


@dataclass(frozen=True)
class Pair:
    kind: str
    one: str
    other: str


@cache
def pairs() -> tuple[Pair, ...]:
    file = Path(__file__).parent / "golden" / "mirrored.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(Pair(**row) for row in csv.DictReader(stream))


def ids(pair: Pair) -> str:
    return pair.one


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def refused(question: str) -> DeclineReason | None:
    """The reason for which nothing is even searched."""
    refusal = danger(question) or declined(question)
    return refusal.reason if refusal else None


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The starter corpus."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("starter"))
    reload(settings)
    opened, _ = open_current(open_store(settings), open_embedder())
    with closing(opened):
        yield opened


def test_there_are_enough_pairs_of_every_kind() -> None:
    kinds = [pair.kind for pair in pairs()]
    assert len(set(pairs())) >= 60
    assert set(kinds) == {
        *("opinion", "accusation", "insult", "prediction", "writing", "offence", "privacy", FACT)
    }
    assert all(kinds.count(kind) >= 3 for kind in kinds)
    assert all(pair.one != pair.other for pair in pairs())


@pytest.mark.parametrize("pair", pairs(), ids=ids)
def test_both_are_refused_for_the_same_reason_or_neither_is(pair: Pair) -> None:
    assert refused(pair.one) is refused(pair.other)
    assert refused(pair.one) is not DeclineReason.DANGER


@pytest.mark.parametrize("pair", [it for it in pairs() if it.kind != FACT], ids=ids)
def test_what_takes_sides_is_refused(pair: Pair) -> None:
    assert refused(pair.one) is not None


@pytest.mark.parametrize("pair", [it for it in pairs() if it.kind == FACT], ids=ids)
def test_what_is_a_question_of_fact_is_searched(pair: Pair) -> None:
    assert refused(pair.one) is None


@pytest.mark.parametrize("pair", [it for it in pairs() if it.one not in ONE_SIDED], ids=ids)
def test_both_get_the_same_kind_of_reply(pair: Pair, snapshot: Snapshot) -> None:
    replies = [answer(snapshot, question) for question in (pair.one, pair.other)]
    kinds = [(type(it), it.reason if isinstance(it, Declined) else None) for it in replies]
    assert kinds[0] == kinds[1]


def test_no_rule_names_a_camp() -> None:
    names = {word for pair in pairs() for word in words_of(pair.one) ^ words_of(pair.other)} - ROLES
    assert {"prabowo", "anies", "gerindra"} <= names
    for name in ("declined.yaml", "danger.yaml"):
        text = (RULES / name).read_text(encoding="utf-8")
        rules = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
        assert names & words_of(rules) == set(), name
