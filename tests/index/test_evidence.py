from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.sentences import sentences
from index.evidence import OF_PASSAGE, OF_SENTENCE, OTHERWISE, WEIGHTS, Candidate, candidates
from index.search import Query, hits
from index.snapshot import Snapshot
from tests.support.small_corpus import (
    BLITAR_POSTS,
    DOCUMENTS,
    DRILL,
    GUIDE,
    ORIGINAL,
    RECOUNT_PRIMARY,
    RULE,
)

BY_ID = {document.id: document for document in DOCUMENTS}
FEATURES = (*OF_PASSAGE, *OF_SENTENCE)
QUESTION = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["Berapa", "siapa", "kapan", "di mana", *" ".join(d.text for d in DOCUMENTS).split()]
    ),
    max_size=10,
).map(" ".join)


def weighed(snapshot: Snapshot, question: str) -> tuple[Candidate, ...]:
    query = Query.of(question, snapshot)
    return candidates(snapshot, query, hits(snapshot, query, 8))


def feature(snapshot: Snapshot, question: str, document: Document, name: str) -> float:
    """The best that a sentence of `document` has of the feature `name`."""
    found = [c for c in weighed(snapshot, question) if c.document == document]
    return max(candidate.features[name] for candidate in found)


def test_every_weight_is_of_a_feature_that_is_described() -> None:
    assert set(WEIGHTS) <= set(FEATURES)
    assert len(FEATURES) == len(set(FEATURES))


@given(QUESTION)
def test_every_candidate_is_a_sentence_of_its_document(snapshot: Snapshot, question: str) -> None:
    for candidate in weighed(snapshot, question):
        evidence, document = candidate.evidence, candidate.document
        assert document == BY_ID[evidence.document_id]
        assert document.text[evidence.start : evidence.end] == evidence.text
        assert (evidence.start, evidence.end) in sentences(document.text)
        if evidence.highlight is not None:
            start, end = evidence.highlight
            assert evidence.start <= start < end <= evidence.end


@given(QUESTION)
def test_features_are_shares_and_the_score_is_their_sum(snapshot: Snapshot, question: str) -> None:
    for candidate in weighed(snapshot, question):
        assert set(candidate.features) == set(FEATURES)
        assert all(-1e-6 <= share <= 1 + 1e-6 for share in candidate.features.values())
        total = sum(weight * candidate.features[name] for name, weight in WEIGHTS.items())
        assert candidate.score == pytest.approx(total)


@given(QUESTION)
def test_candidates_come_best_first(snapshot: Snapshot, question: str) -> None:
    scores = [candidate.score for candidate in weighed(snapshot, question)]
    assert scores == sorted(scores, reverse=True)


def test_every_sentence_of_the_hits_is_weighed_once(snapshot: Snapshot) -> None:
    query = Query.of("simulasi Sispamkota Balikpapan", snapshot)
    found = hits(snapshot, query, 8)
    weighed = candidates(snapshot, query, found)
    assert len({c.evidence.start for c in weighed if c.document == DRILL}) == 4
    assert len(weighed) == sum(len(sentences(hit.passage.text)) for hit in found)


def test_no_hits_give_no_candidates(snapshot: Snapshot) -> None:
    assert candidates(snapshot, Query.of("simulasi", snapshot), ()) == ()


def test_a_quotation_is_one_sentence_with_who_said_it(snapshot: Snapshot) -> None:
    texts = [c.evidence.text for c in weighed(snapshot, "Siapa kepala gudang logistik Balikpapan?")]
    assert any(text.startswith('"Kami') and "Rahmat Hidayat" in text for text in texts)


# Features


def test_a_document_about_another_area_is_out_of_place(snapshot: Snapshot) -> None:
    question = "Berapa personel polisi yang bertugas di Kota Blitar?"
    assert feature(snapshot, question, BLITAR_POSTS, "place") == 1
    assert feature(snapshot, question, DRILL, "place") == 0


def test_a_document_is_about_the_province_of_its_area(snapshot: Snapshot) -> None:
    question = "Berapa personel simulasi Sispamkota di Kalimantan Timur?"
    assert feature(snapshot, question, DRILL, "place") == 1


def test_a_question_without_a_place_is_in_place_everywhere(snapshot: Snapshot) -> None:
    assert {c.features["place"] for c in weighed(snapshot, "berapa personel polisi?")} == {1}


def test_a_question_is_covered_by_another_name_for_what_it_asks(snapshot: Snapshot) -> None:
    for name in ("sentence", "context", "passage"):
        said = feature(snapshot, "telepon genggam ke bilik suara", RULE, name)
        otherwise = feature(snapshot, "hp ke bilik suara", RULE, name)
        assert said == 1
        assert otherwise == 1 or (name == "sentence" and otherwise >= OTHERWISE)
        assert feature(snapshot, "helikopter ke bilik suara", RULE, name) < otherwise


def test_a_name_is_said_by_another_name_for_it(snapshot: Snapshot) -> None:
    assert feature(snapshot, "Bolehkah membawa HP ke bilik suara?", RULE, "names") == 1
    asked = "Siapa anggota Perlindungan Masyarakat di Blitar?"
    assert feature(snapshot, asked, BLITAR_POSTS, "names") == 1


def test_a_name_or_figure_that_a_passage_does_not_hold_is_missed(snapshot: Snapshot) -> None:
    assert feature(snapshot, "Berapa TPS dijaga Linmas?", BLITAR_POSTS, "names") == 1
    assert feature(snapshot, "Berapa TPS dijaga Kopassus?", BLITAR_POSTS, "names") < 1
    assert feature(snapshot, "apakah 275 personel berjaga?", BLITAR_POSTS, "names") == 1
    assert feature(snapshot, "apakah 276 personel berjaga?", BLITAR_POSTS, "names") == 0


def test_words_of_the_sort_asked_for_are_expected(snapshot: Snapshot) -> None:
    found = weighed(snapshot, "Berapa hari kotak suara tersegel disimpan di kecamatan?")
    by_mark = {(c.evidence.highlight is not None): c.features["expected"] for c in found}
    assert by_mark[True] == 1 and by_mark.get(False, 0) == 0
    anything = weighed(snapshot, "Apa itu simulasi Sispamkota?")
    assert {c.features["expected"] for c in anything} == {0.5}


def test_a_heading_is_no_complete_sentence(snapshot: Snapshot) -> None:
    found = {c.evidence.text: c for c in weighed(snapshot, "cara melaporkan dugaan pelanggaran")}
    heading, step = sentences(GUIDE.text)[:2]
    assert found[GUIDE.text[slice(*heading)]].features["complete"] == 0
    assert found[GUIDE.text[slice(*step)]].features["complete"] == 1


def test_a_term_that_no_document_holds_is_the_rarest_that_can_be_missed(
    snapshot: Snapshot,
) -> None:
    question = "kotak suara tersegel disimpan"
    assert feature(snapshot, question, RECOUNT_PRIMARY, "rarest") == 1
    assert feature(snapshot, f"{question} zirkonium", RECOUNT_PRIMARY, "rarest") == pytest.approx(0)
    partly = feature(snapshot, f"{question} patroli", RECOUNT_PRIMARY, "rarest")
    assert 0 < partly < 1


def test_a_passage_counts_with_the_title_and_the_area_it_stands_under(snapshot: Snapshot) -> None:
    question = "gudang logistik Kalimantan Timur dijaga"
    assert feature(snapshot, question, ORIGINAL, "passage") == 1
    assert feature(snapshot, question, ORIGINAL, "sentence") < 1
