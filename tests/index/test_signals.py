from __future__ import annotations

import pytest

from corpus.document import Document, Stage
from index.signals import Signals, document_year
from tests.support.small_corpus import DRILL, altered

OLD = altered(DRILL, id="lama", published_on="2019-04", stages=(Stage.CAMPAIGN,))
UNDATED = altered(DRILL, id="tanpa-tanggal", published_on=None)


def features(question: str, document: Document, text: str = "") -> dict[str, float]:
    return dict(Signals.of(question, "2024-02-14").features(document, text))


def test_nothing_asked_of_the_record_counts_against_no_document() -> None:
    for document in (DRILL, OLD, UNDATED):
        assert set(features("Siapa yang menjaga TPS?", document).values()) == {1.0}


def test_a_year_asked_about_is_the_document_s_own_or_told_in_it() -> None:
    question = "Berapa personel pada 2019?"
    assert features(question, OLD)["date"] == 1
    assert features(question, DRILL)["date"] == 0
    assert features(question, DRILL, text="Pada 2019 ada 300 personel.")["date"] == 1
    assert features(question, UNDATED)["date"] == 0


@pytest.mark.parametrize("words", ["pas kampanye", "saat berkampanye", "KAMPANYE"])
def test_a_stage_is_known_by_its_words(words: str) -> None:
    assert features(f"Siapa berjaga {words}?", OLD)["stage"] == 1
    assert features(f"Siapa berjaga {words}?", DRILL)["stage"] == 0


@pytest.mark.parametrize("words", ["sekarang", "skrg", "saat ini", "terbaru"])
def test_who_asks_for_now_is_told_the_newer(words: str) -> None:
    fresh = [features(f"Berapa TPS rawan {words}?", it)["fresh"] for it in (UNDATED, OLD, DRILL)]
    assert fresh == sorted(fresh) and fresh[0] == 0 and fresh[-1] > 0.5


def test_without_a_newest_document_nothing_is_fresher() -> None:
    assert Signals.of("Berapa sekarang?", None).features(OLD, "")["fresh"] == 1


def test_the_year_of_a_partial_date_is_known() -> None:
    assert [document_year(it) for it in (DRILL, OLD, UNDATED)] == ["2023", "2019", ""]
