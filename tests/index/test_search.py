from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from index.rank import DENSE, LEXICAL, score, weights
from index.search import FOUND, Query, best_of_each, hits
from index.snapshot import Snapshot
from index.weigh import search
from tests.support.small_corpus import BLITAR_POSTS, DOCUMENTS, DRILL, GUIDE, RULE, UNUSUAL

QUESTION = st.text(max_size=80) | st.lists(
    st.sampled_from(" ".join(d.text for d in DOCUMENTS).split()), max_size=10
).map(" ".join)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_document_is_found_by_its_own_words(document: Document, snapshot: Snapshot) -> None:
    # Those that tell the same may stand before it.
    found = search(snapshot, f"{document.title} {document.text[:200]}", 3)
    assert document in {hit.document for hit in found}


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("berapa personel simulasi Sispamkota balikpapan", DRILL),
        ("sispamkota", DRILL),
        ("brp personil jaga tps blitar", BLITAR_POSTS),
        ("dokumen apa yang disiapkan untuk melaporkan pelanggaran", GUIDE),
        ("bawa hp ke bilik suara", RULE),
        ("peretas peladen", UNUSUAL),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_a_question_finds_the_document_it_is_about(
    question: str, document: Document, snapshot: Snapshot
) -> None:
    assert search(snapshot, question, 5)[0].document == document


@given(QUESTION)
def test_hits_are_passages_of_the_table_best_first(snapshot: Snapshot, question: str) -> None:
    found = hits(snapshot, Query.of(question, snapshot), 8)
    assert len(found) <= 8
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.passage.id for hit in found}) == len(found)
    for hit in found:
        passage = hit.passage
        assert hit.document.text[passage.start : passage.end] == passage.text
        assert hit.score == pytest.approx(score(FOUND, hit.features) / sum(weights(FOUND).values()))
        assert 0 <= hit.features[LEXICAL] < 1
        assert 0 <= hit.features[DENSE] < 1 + 1e-6
        assert hit.dense_rank is not None or hit.lexical_rank is not None


@given(QUESTION, st.integers(1, 12))
def test_a_search_names_every_document_once(snapshot: Snapshot, question: str, limit: int) -> None:
    found = search(snapshot, question, limit)
    assert len({hit.document.id for hit in found}) == len(found) <= limit


def test_ranks_are_those_of_each_search(snapshot: Snapshot) -> None:
    query = Query.of("simulasi Sispamkota Balikpapan", snapshot)
    found = hits(snapshot, query, 100)
    lexical = {hit.lexical_rank: hit for hit in found if hit.lexical_rank is not None}
    dense = {hit.dense_rank: hit for hit in found if hit.dense_rank is not None}
    assert sorted(lexical) == list(range(len(lexical))) and sorted(dense) == list(range(len(dense)))
    similar = [dense[rank].features[DENSE] for rank in sorted(dense)]
    assert similar == sorted(similar, reverse=True)


def test_a_passage_found_only_by_meaning_has_no_lexical_rank(snapshot: Snapshot) -> None:
    found = hits(snapshot, Query.of("sispamkota", snapshot), 100)
    assert {hit.document for hit in found if hit.lexical_rank is not None} == {DRILL}
    assert len(found) > 1 and all(hit.dense_rank is not None for hit in found)


@pytest.mark.parametrize("question", ["", " \n", "😀", "…", "\x00", "\udcff"])
def test_a_question_of_no_words_finds_nothing(question: str, snapshot: Snapshot) -> None:
    assert search(snapshot, question) == ()


def test_half_a_character_is_left_out_of_a_question(snapshot: Snapshot) -> None:
    whole, half = (Query.of(text, snapshot) for text in ("simulasi", "simu\udcfflasi"))
    assert (half.text, half.terms) == (whole.text, whole.terms)
    np.testing.assert_array_equal(half.vector, whole.vector)


def test_a_question_is_embedded_once(snapshot: Snapshot) -> None:
    query = Query.of("simulasi Sispamkota", snapshot)
    assert query.vector.shape == (snapshot.manifest.dimension,)
    assert np.linalg.norm(query.vector) == pytest.approx(1, abs=1e-5)


def test_the_best_hit_of_each_document_is_kept_in_order(snapshot: Snapshot) -> None:
    found = hits(snapshot, Query.of("kotak suara logistik", snapshot), 50)
    best = best_of_each(found)
    assert [hit.document.id for hit in best] == list(dict.fromkeys(h.document.id for h in found))
    for hit in best:
        assert hit is next(h for h in found if h.document == hit.document)


def test_the_same_question_finds_the_same_again(snapshot: Snapshot) -> None:
    assert search(snapshot, "kotak suara tersegel") == search(snapshot, "kotak suara tersegel")
