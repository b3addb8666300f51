from __future__ import annotations

import pytest

from index.subject import is_on_subject
from tests.support.small_corpus import GLOSSARY


@pytest.mark.parametrize(
    "question",
    [
        "siapa yang jaga TPS",
        "hansip dibayar berapa",
        "apa itu Bawaslu",
        "kapan nyoblos",
        "aman ga di Balikpapan",
        "ada demo ga",
    ],
)
def test_elections_and_their_areas_are_the_subject(question: str) -> None:
    assert is_on_subject(question, GLOSSARY)


@pytest.mark.parametrize(
    "question", ["resep rendang yang empuk", "cara instal linux", "lirik lagu cinta", "???", ""]
)
def test_the_rest_of_the_world_is_not(question: str) -> None:
    assert not is_on_subject(question, GLOSSARY)
