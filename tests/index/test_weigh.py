"""With a reader that says what the test wants it to: what is weighed is how its word is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyze import Alternatives
from index.reader import Judgement
from index.search import Query
from index.snapshot import Snapshot
from index.weigh import Weighed, search, squashed, weigh
from tests.support.small_corpus import BLITAR_POSTS, DOCUMENTS

QUESTION = "Berapa personel yang menjaga TPS di Kota Blitar?"


class Pointing:
    """Says that texts which hold `words` answer, with those words, and no others."""

    name = "reader:test"

    def __init__(self, words: str) -> None:
        self.words = words
        self.seen: list[tuple[str, str]] = []

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        self.seen.extend(texts)
        return tuple(self._judged(text) for _, text in texts)

    def _judged(self, text: str) -> Judgement:
        at = text.find(self.words)
        spans = tuple((start, start + 1) for start in range(len(text)))
        logits = np.zeros((len(text), 2), dtype=np.float32)
        if at >= 0:
            logits[at, 0] = logits[at + len(self.words) - 1, 1] = 20
        sure = 6.0 if at >= 0 else -6.0
        return Judgement(sure, sure, spans, logits)


def weighed(snapshot: Snapshot, reader: Pointing | None, question: str = QUESTION) -> Weighed:
    read = replace(snapshot, reader=reader)
    return weigh(read, Query.of(question, read))


def test_likelihoods_are_shares_of_one_best_first(snapshot: Snapshot) -> None:
    for reader in (None, Pointing("275")):
        scores = [each.score for each in weighed(snapshot, reader).candidates]
        assert sum(scores) == pytest.approx(1)
        assert scores == sorted(scores, reverse=True)


def test_the_sentence_that_the_reader_points_at_leads_with_its_words_marked(
    snapshot: Snapshot,
) -> None:
    first = weighed(snapshot, Pointing("275")).candidates[0]
    assert first.document == BLITAR_POSTS
    assert first.evidence.highlight is not None
    assert BLITAR_POSTS.text[slice(*first.evidence.highlight)] == "275"


def test_words_of_another_sort_than_asked_are_not_marked(snapshot: Snapshot) -> None:
    first = weighed(snapshot, Pointing("Polres Blitar")).candidates[0]
    assert first.evidence.highlight is not None
    assert "275" in BLITAR_POSTS.text[slice(*first.evidence.highlight)]


def test_who_answers_by_the_reader_s_word_is_believed_more(snapshot: Snapshot) -> None:
    yes = weighed(snapshot, Pointing("275")).confidence
    no = weighed(snapshot, Pointing("tidak ada di mana pun")).confidence
    assert no < yes - 0.2


def test_only_so_much_is_read(snapshot: Snapshot) -> None:
    reader = Pointing("275")
    weighed(snapshot, reader)
    words = sum(len(f"{title} {text}".split()) for title, text in reader.seen)
    assert 0 < words <= 550


def test_a_question_without_a_term_is_not_weighed(snapshot: Snapshot) -> None:
    assert weighed(snapshot, None, "di mana?") == Weighed((), (), 0.0)


@given(st.sampled_from([word for one in DOCUMENTS for word in one.text.split()]))
def test_every_passage_that_was_found_is_kept_once(snapshot: Snapshot, word: str) -> None:
    passages = [hit.passage.id for hit in weighed(snapshot, Pointing("275"), word).hits]
    assert len(passages) == len(set(passages))


def test_search_gives_a_document_once(snapshot: Snapshot) -> None:
    found = [hit.document.id for hit in search(snapshot, QUESTION, 5)]
    assert len(found) == len(set(found)) <= 5
    assert found[0] == BLITAR_POSTS.id


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_more_sure_is_never_less_and_within_bounds(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert -3 <= squashed(low) <= squashed(high) <= 3
