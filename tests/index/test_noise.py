from __future__ import annotations

import ast
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import noise
from index.noise import ALL, TYPO_SHARE, Noise, noisy

TEXT = st.text(max_size=120)
QUESTION = "Bagaimana cara mencoblos di TPS 07 Balikpapan kalau belum punya KTP?"


def made(question: str, *kinds: Noise, seed: int = 0) -> str:
    return noisy(question, kinds, random.Random(seed))


@given(TEXT, st.sets(st.sampled_from(Noise)), st.integers())
def test_the_same_seed_makes_the_same_noise(text: str, kinds: set[Noise], seed: int) -> None:
    assert made(text, *sorted(kinds), seed=seed) == made(text, *sorted(kinds), seed=seed)


@given(TEXT)
def test_without_noise_a_question_stays(text: str) -> None:
    assert made(text) == text


@given(TEXT, st.integers())
def test_numbers_stay(text: str, seed: int) -> None:
    digits = re.findall(r"\d", text)
    assert re.findall(r"\d", made(text, Noise.TYPOS, Noise.LOWER, seed=seed)) == digits


@given(TEXT)
def test_lower_case_is_all_that_lower_does(text: str) -> None:
    assert made(text, Noise.LOWER) == text.lower()


def test_the_question_mark_goes() -> None:
    assert made("Kapan pemilu ? ", Noise.UNMARKED) == "Kapan pemilu"


def test_about_one_in_five_longer_words_gets_one_slip_and_shorter_ones_none() -> None:
    words = ["pengawas", "pemilihan", "suara", "kotak", "apa", "di", "TPS"] * 500
    changed = made(" ".join(words), Noise.TYPOS).split()
    slipped = [one for one, other in zip(words, changed, strict=True) if one != other]
    assert {len(word) >= noise.TYPED for word in slipped} == {True}
    assert abs(len(slipped) / 2000 - TYPO_SHARE) < 0.03


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("yang", {"yg"}),
        ("dengan", {"dgn", "sama", "ama"}),
        ("bagaimana", {"bgmn", "bgmna", "gimana", "gmana"}),
        ("tidak", {"tdk", "ga", "gak", "nggak", "ngga", "kagak"}),
        ("mencoblos", {"nyoblos"}),
        ("mengambil", {"ngambil"}),
        ("membawa", {"ngebawa"}),
        ("memilih", {"milih"}),
        ("disebutkan", {"disebutin"}),
        ("benar", {"bener"}),
        ("pulau", {"pulo"}),
        ("di mana", {"dimana", "dmn", "dmna"}),
        ("orang-orang", {"orang2", "org-org", "org-orang", "orang-org", "org2"}),
    ],
)
def test_words_take_the_forms_of_talk_and_no_others(said: str, forms: set[str]) -> None:
    seen = {made(said, Noise.INFORMAL, seed=seed) for seed in range(300)}
    bare = {re.sub(rf" (?:{'|'.join(noise._FILLERS)})$", "", text) for text in seen}
    assert forms <= bare | {said}
    assert bare <= forms | {said} | {"di mana", "dimna", "dimana"}


def test_names_are_not_made_informal() -> None:
    seen = {made("kapan Dalam Malam Benar", Noise.INFORMAL, seed=seed) for seed in range(50)}
    assert all("Dalam Malam Benar" in text for text in seen)


def test_all_noises_together_leave_a_question_that_can_be_read() -> None:
    text = noisy(QUESTION, ALL, random.Random(3))
    assert text != QUESTION and text == text.lower() and "?" not in text and "07" in text


def test_the_generator_reads_nothing_that_the_analyser_reads() -> None:
    tree = ast.parse(Path(noise.__file__).read_text(encoding="utf-8"))
    imported = {
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported == {"__future__", "random", "re", "collections.abc", "enum"}
