from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.read import EXAM
from index.exam import NO_EXAM, BadExam, ExamQuestion, Expect, read_exam

ANSWERED = {"id": "a", "question": "Apa?", "expect": "answered", "documents": ["x"]}
DECLINED = {"id": "b", "question": "Siapa?", "expect": "declined", "mirror": "Mengapa?"}


def written(folder: Path, *lines: object) -> Path:
    file = folder / EXAM
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text(text, encoding="utf-8")
    return file


def test_questions_come_in_the_order_of_their_lines(tmp_path: Path) -> None:
    exam = read_exam(written(tmp_path, ANSWERED, "", DECLINED, "  "))
    assert exam.questions == (
        ExamQuestion(id="a", question="Apa?", expect=Expect.ANSWERED, documents=("x",)),
        ExamQuestion(id="b", question="Siapa?", expect=Expect.DECLINED, mirror="Mengapa?"),
    )


def test_an_exam_is_named_by_what_it_says(tmp_path: Path) -> None:
    one = read_exam(written(tmp_path, ANSWERED)).fingerprint
    assert read_exam(written(tmp_path, ANSWERED)).fingerprint == one
    assert len({one, read_exam(written(tmp_path, DECLINED)).fingerprint, NO_EXAM.fingerprint}) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "bukan JSON: "),
        ("[1]", "bukan objek JSON {…}"),
        ("null", "bukan objek JSON {…}"),
        ("[" * 100_000, "bukan JSON: "),
        ({**ANSWERED, "id": " "}, "id: kosong"),
        ({"id": "a", "expect": "declined"}, "question: wajib diisi"),
        ({**ANSWERED, "expect": "maybe"}, "expect: pilih answered, no_evidence, declined, danger"),
        ({**ANSWERED, "question": 1}, "question: harus berupa teks"),
        ({**ANSWERED, "documents": "x"}, "documents: harus berupa daftar"),
        ({**ANSWERED, "drill": "x"}, "drill: harus true atau false"),
        ({**ANSWERED, "dokumen": ["x"]}, "dokumen: nama tidak dikenal"),
        ({**ANSWERED, "documents": []}, "documents wajib diisi untuk answered"),
        ({**DECLINED, "documents": ["x"]}, "documents, answers, dan drill hanya untuk answered"),
        ({**DECLINED, "drill": True}, "documents, answers, dan drill hanya untuk answered"),
        ({**DECLINED, "id": "a"}, "id 'a' sudah dipakai di atasnya"),
    ],
)
def test_a_line_that_is_no_question_is_named_with_the_reason(
    line: object, reason: str, tmp_path: Path
) -> None:
    file = written(tmp_path, ANSWERED, line)
    with pytest.raises(BadExam) as refusal:
        read_exam(file)
    assert str(refusal.value).startswith(f"{file}:2: ") and reason in str(refusal.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / EXAM).write_bytes(b"\xff")
    for file in (tmp_path / EXAM, tmp_path / "tidak-ada.jsonl"):
        with pytest.raises(BadExam, match="tidak dapat dibaca"):
            read_exam(file)
