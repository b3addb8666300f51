from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import remembered
from index.analyze import Alternatives
from index.reader import Judgement, Reader, open_reader
from index.remembered import RememberingReader

TEXTS = [("Judul", "KPU mencetak 400 formulir di Blitar."), ("", "Bawaslu menerima laporan.")]
ALTERNATIVES: Alternatives = {"kpu": (frozenset({"pilih", "umum"}), frozenset({"komisi"}))}


class Counting:
    """A reader that counts how often it reads."""

    def __init__(self, inner: Reader) -> None:
        self.name, self.inner, self.times = inner.name, inner, 0

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        self.times += 1
        return self.inner.judge(question, alternatives, texts)


@pytest.fixture(scope="module")
def bundled() -> Reader:
    reader = open_reader()
    assert reader is not None
    return reader


@pytest.fixture
def reader(bundled: Reader) -> Counting:
    return Counting(bundled)


def same(one: Sequence[Judgement], other: Sequence[Judgement]) -> bool:
    return len(one) == len(other) and all(
        (a.answers, a.points, a.spans) == (b.answers, b.points, b.spans)
        and np.array_equal(a.logits, b.logits)
        and a.logits.dtype == b.logits.dtype
        for a, b in zip(one, other, strict=True)
    )


def test_what_was_read_before_is_not_read_again_and_is_bit_for_bit_the_same(
    reader: Counting, tmp_path: Path
) -> None:
    file = tmp_path / "readings.json"
    for texts in (TEXTS, [], [("", "…")]):
        first = RememberingReader(reader, file)
        read = first.judge("Berapa formulir?", ALTERNATIVES, texts)
        first.save()
        before, again = reader.times, RememberingReader(reader, file)
        assert same(again.judge("Berapa formulir?", ALTERNATIVES, texts), read)
        assert same(reader.inner.judge("Berapa formulir?", ALTERNATIVES, texts), read)
        assert reader.times == before and again.name == reader.name


@pytest.mark.parametrize(
    ("question", "alternatives", "texts"),
    [
        ("Berapa formulir", ALTERNATIVES, TEXTS),
        ("Berapa formulir?", {}, TEXTS),
        ("Berapa formulir?", ALTERNATIVES, TEXTS[:1]),
        ("Berapa formulir?", ALTERNATIVES, [("Judul lain", TEXTS[0][1]), TEXTS[1]]),
        ("Berapa formulir?", ALTERNATIVES, [("Judul", "Lain."), TEXTS[1]]),
    ],
)
def test_whatever_changes_is_read(
    question: str,
    alternatives: Alternatives,
    texts: list[tuple[str, str]],
    reader: Counting,
    tmp_path: Path,
) -> None:
    quick = RememberingReader(reader, tmp_path / "readings.json")
    quick.judge("Berapa formulir?", ALTERNATIVES, TEXTS)
    quick.judge(question, alternatives, texts)
    assert reader.times == 2


def test_another_model_or_another_way_of_reading_reads_again(
    reader: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "readings.json"
    first = RememberingReader(reader, file)
    first.judge("Berapa?", {}, TEXTS)
    first.save()
    monkeypatch.setattr(remembered, "_code", lambda: "another")
    RememberingReader(reader, file).judge("Berapa?", {}, TEXTS)
    monkeypatch.undo()
    reader.name = "lain"
    RememberingReader(reader, file).judge("Berapa?", {}, TEXTS)
    assert reader.times == 3


def test_only_what_the_last_exam_asked_for_is_kept_and_no_text_of_it(
    reader: Counting, tmp_path: Path
) -> None:
    file = tmp_path / "readings.json"
    for question in ("Satu?", "Dua?"):
        quick = RememberingReader(reader, file)
        quick.judge(question, {}, TEXTS)
        quick.save()
    RememberingReader(reader, file).judge("Satu?", {}, TEXTS)
    assert reader.times == 3
    assert b"Bawaslu" not in file.read_bytes() and [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_memory_that_cannot_be_read_is_none(
    content: bytes, reader: Counting, tmp_path: Path
) -> None:
    (tmp_path / "readings.json").write_bytes(content)
    RememberingReader(reader, tmp_path / "readings.json").judge("Berapa?", {}, TEXTS)
    assert reader.times == 1
