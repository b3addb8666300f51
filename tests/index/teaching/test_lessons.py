from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index.teaching.lessons import Group, Lesson, otherwise, texts_of, varied

TEXT = (
    "Rapat dibuka pukul sembilan. Polres Blitar mengerahkan 275 personel untuk menjaga TPS. "
    "Cuaca hari itu cerah. Semua pihak hadir sampai selesai."
)
ANSWER = TEXT.index("275 personel"), TEXT.index("275 personel") + len("275 personel")
GROUP = Group(
    "Berapa personel yang dikerahkan?",
    (
        Lesson("", TEXT, answers=True, answer=ANSWER),
        Lesson("", "Harga beras naik di pasar.", answers=False),
        Lesson("", "Banjir merendam tiga desa.", answers=False),
    ),
)
SEEDS = st.integers(0, 10_000).map(random.Random)


@given(SEEDS)
def test_the_answer_stays_where_it_is_said(rng: random.Random) -> None:
    first = varied(GROUP, rng).lessons[0]
    assert first.answers and first.answer is not None
    assert first.text[slice(*first.answer)] == "275 personel"


@given(SEEDS)
def test_at_most_the_first_text_answers(rng: random.Random) -> None:
    assert [lesson.answers for lesson in varied(GROUP, rng).lessons] == [True, False, False]


def test_a_text_may_come_again_with_its_answer_cut_out() -> None:
    every = [varied(GROUP, random.Random(seed)).lessons[-1].text for seed in range(40)]
    gaps = [text for text in every if "Cuaca" in text]
    assert gaps and len(gaps) < len(every)
    assert all("275" not in text for text in gaps)


def test_a_long_text_is_cut_around_its_answer() -> None:
    long = " ".join(["Kalimat pengisi yang tidak menjawab apa pun."] * 40) + " " + TEXT
    start = long.index("275 personel")
    lesson = Lesson("", long, answers=True, answer=(start, start + len("275 personel")))
    cut = varied(Group("Berapa personel?", (lesson,)), random.Random(1)).lessons[0]
    assert len(cut.text.split()) <= 110 < len(long.split())
    assert cut.answer and cut.text[slice(*cut.answer)] == "275 personel"


def test_a_question_is_sometimes_asked_in_other_words() -> None:
    asked = {otherwise("Siapa hansip di sana?", random.Random(seed)) for seed in range(40)}
    assert "Siapa hansip di sana?" in asked
    assert any("linmas" in question.lower() for question in asked)


def test_texts_are_told_once() -> None:
    assert texts_of([GROUP, GROUP]) == [
        GROUP.question,
        *(lesson.text for lesson in GROUP.lessons),
    ]
