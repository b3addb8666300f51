"""The model that ships, opened as the program opens it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reader import BUNDLED, Judgement, OnnxReader, Reader, ReaderError, open_reader

QUESTION = "Berapa personel yang dikerahkan Polres Blitar Kota?"
ANSWERS = "Polres Blitar Kota mengerahkan 275 personel untuk menjaga 489 TPS. Cuaca cerah."
RELATED = "Polres Blitar Kota menggelar apel pasukan di halaman markas pada hari Senin."
UNRELATED = "Rendang dimasak dengan santan dan cabai sampai kuahnya kering."


@pytest.fixture(scope="module")
def reader() -> Reader:
    opened = open_reader()
    assert opened is not None
    return opened


def test_a_text_that_answers_is_told_from_others(reader: Reader) -> None:
    texts = [("", UNRELATED), ("", ANSWERS), ("", RELATED)]
    judged = reader.judge(QUESTION, {}, texts)
    assert max(range(3), key=lambda at: judged[at].answers) == 1
    assert max(range(3), key=lambda at: judged[at].points) == 1


def test_the_words_that_answer_are_pointed_at(reader: Reader) -> None:
    (judged,) = reader.judge(QUESTION, {}, [("", ANSWERS)])
    words = judged.words(0, len(ANSWERS))
    assert words is not None and "275" in ANSWERS[slice(*words)]
    first = ANSWERS.index("Cuaca")
    assert judged.share(0, first) > 0.8 > judged.share(first, len(ANSWERS))


def test_the_words_of_a_sentence_stay_within_it(reader: Reader) -> None:
    (judged,) = reader.judge(QUESTION, {}, [("", ANSWERS)])
    first = ANSWERS.index("Cuaca")
    words = judged.words(first, len(ANSWERS))
    assert words is not None and first <= words[0] < words[1] <= len(ANSWERS)
    assert judged.words(len(ANSWERS), len(ANSWERS) + 9) is None


def test_texts_are_judged_alike_alone_and_together(reader: Reader) -> None:
    texts = [("", ANSWERS), ("Judul", RELATED), ("", UNRELATED)]
    alone = [reader.judge(QUESTION, {}, [text])[0].answers for text in texts]
    together = [one.answers for one in reader.judge(QUESTION, {}, texts)]
    # 8-bit sums are scaled by the batch they are in.
    assert together == pytest.approx(alone, abs=0.5)


def test_nothing_to_read_is_nothing_judged(reader: Reader) -> None:
    assert reader.judge(QUESTION, {}, []) == ()
    (judged,) = reader.judge("", {}, [("", "")])
    assert judged.words(0, 10) is None and judged.share(0, 10) == 0


@given(question=st.text(max_size=80), text=st.text(max_size=400))
def test_any_text_can_be_read(reader: Reader, question: str, text: str) -> None:
    (judged,) = reader.judge(question, {}, [("", text)])
    assert np.isfinite(judged.answers) and 0 <= judged.share(0, len(text)) <= 1.001
    words = judged.words(0, len(text))
    assert words is None or 0 <= words[0] <= words[1] <= len(text)


def test_the_best_words_begin_before_they_end() -> None:
    logits = np.array([[0, 9], [1, 0], [5, 1]], dtype=np.float32)
    judged = Judgement(0.0, 0.0, ((0, 2), (3, 5), (6, 8)), logits)
    assert judged.words(0, 8) == (0, 2)
    assert judged.words(3, 8) == (6, 8)


def test_none_switches_reading_off() -> None:
    assert open_reader("none") is None


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="tidak ada"):
        open_reader(str(tmp_path / "nowhere"))


@pytest.mark.parametrize("broken", ["reader.onnx", "tokenizer.json"])
def test_a_damaged_folder_is_refused_with_what_to_do(tmp_path: Path, broken: str) -> None:
    shutil.copytree(BUNDLED, tmp_path / "reader")
    (tmp_path / "reader" / broken).write_bytes(b"\0" * 64)
    with pytest.raises(ReaderError, match="SIAGA_READER=none"):
        OnnxReader(tmp_path / "reader")


def test_other_weights_have_another_name(reader: Reader, tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "reader")
    assert OnnxReader(tmp_path / "reader").name == reader.name


def test_the_reader_that_ships_is_small() -> None:
    assert sum(file.stat().st_size for file in BUNDLED.iterdir()) < 25_000_000
