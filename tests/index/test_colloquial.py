from __future__ import annotations

import pytest

from index.colloquial import written


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ditetapin", "ditetapkan"),
        ("nyoblos", "mencoblos"),
        ("nyebarin", "menyebarkan"),
        ("ngambil", "mengambil"),
        ("ngelapor", "melapor"),
        ("ngebawa", "membawa"),
        ("milih", "memilih"),
        ("nulis", "menulis"),
        ("kecoblos", "tercoblos"),
        ("namany", "namanya"),
        ("namax", "namanya"),
        ("bener", "benar"),
        ("pulo", "pulau"),
        ("rame", "ramai"),
        ("itung", "hitung"),
    ],
)
def test_forms_of_talk_lead_to_forms_of_writing(said: str, meant: str) -> None:
    assert meant in list(written(said))


def test_a_word_without_a_form_of_talk_leads_nowhere() -> None:
    assert list(written("satgas")) == []
