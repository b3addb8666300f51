from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.training import train_from
from index.examples import PairsError


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    file = tmp_path / "pairs.jsonl"
    pair = {"a": "siapa menjaga kotak suara", "b": "Kotak suara dijaga polisi dan Linmas."}
    file.write_text(f"{json.dumps(pair)}\n" * 4, encoding="utf-8")
    return file


def test_the_words_of_a_corpus_are_learnt_without_pairs(pairs: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    words = "Sagu ombak zaitun. Sagu zaitun berombak. Zaitun dan ombak berganti sagu."
    corpus.write_text(json.dumps({"id": "x", "title": "Sagu", "text": words}), encoding="utf-8")
    train_from(pairs, None, tmp_path / "without")
    train_from(pairs, corpus, tmp_path / "with")
    known = [(tmp_path / it / "tokenizer.json").read_text("utf-8") for it in ("without", "with")]
    assert ['"zaitun"' in it for it in known] == [False, True]


def test_progress_is_told_in_the_terms_of_a_build(pairs: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    train_from(pairs, None, tmp_path / "model", lambda *it: told.append(it))
    assert all(label and 0 <= done <= total for label, done, total in told)
    assert told[-1] == ("belajar dari pasangan", told[-1][2], told[-1][2])


def test_bad_pairs_leave_no_model(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(PairsError, match="baris 1"):
        train_from(tmp_path / "pairs.jsonl", None, tmp_path / "model")
    assert not (tmp_path / "model").exists()
