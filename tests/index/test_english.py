from __future__ import annotations

import pytest

from index.english import glossed


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("When is the election?", "kapan pemilu?"),
        ("Who guards the TPS in Blitar?", "siapa menjaga TPS di Blitar?"),
        (
            "How many polling stations are vulnerable in Central Java?",
            "berapa tempat pemungutan suara rawan di jawa tengah?",
        ),
    ],
)
def test_an_english_question_is_glossed_and_names_stay(english: str, indonesian: str) -> None:
    assert glossed(english) == indonesian


@pytest.mark.parametrize(
    "question",
    [
        "Kapan film When Harry Met Sally dirilis?",
        "How to Train Your Dragon dirilis kapan?",
        "What is itu acara apa?",
        "berapa polling station di Jateng",
        "",
    ],
)
def test_an_indonesian_question_with_english_in_it_stays(question: str) -> None:
    assert glossed(question) == question
