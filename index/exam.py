"""The questions that every generation of a corpus is examined with: a JSONL file beside its
documents, one question a line, with what has to come of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from corpus.fingerprint import digest


class Expect(StrEnum):
    """What becomes of a question."""

    ANSWERED = "answered"
    NO_EVIDENCE = "no_evidence"
    DECLINED = "declined"
    DANGER = "danger"


class BadExam(ValueError):
    """A file of exam questions cannot be used; the message names the line and the reason."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("kosong")
    return text


_Text = Annotated[str, AfterValidator(_not_blank)]


class ExamQuestion(BaseModel):
    """A question and what is expected of it: an answer that shows one of `documents` and, where
    `answers` are given, holds one of them; or none. `drill`: the answer may be led by a document on
    a drill. `previous` is the question it follows; `mirror` is the same question about another
    side, which has to get the same kind of reply."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Text
    question: _Text
    expect: Expect
    documents: tuple[_Text, ...] = ()
    answers: tuple[_Text, ...] = ()
    previous: _Text | None = None
    drill: bool = False
    mirror: _Text | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        answered = self.expect is Expect.ANSWERED
        if answered and not self.documents:
            raise ValueError("documents wajib diisi untuk answered")
        if not answered and (self.documents or self.answers or self.drill):
            raise ValueError("documents, answers, dan drill hanya untuk answered")
        return self


@dataclass(frozen=True, slots=True)
class Exam:
    """The questions, in the order of their file, and the hash that names them all."""

    questions: tuple[ExamQuestion, ...]
    fingerprint: str


NO_EXAM = Exam((), "")

_REASONS = {
    "missing": "wajib diisi",
    "extra_forbidden": "nama tidak dikenal",
    "string_type": "harus berupa teks",
    "tuple_type": "harus berupa daftar",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "enum": f"pilih {', '.join(Expect)}",
}


def read_exam(file: Path) -> Exam:
    """The exam in `file`. Raises BadExam for the first line that is no question."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadExam(f"{file}: tidak dapat dibaca: {error}") from error
    questions: dict[str, ExamQuestion] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            question = _question(line, f"{file}:{number}")
            if question.id in questions:
                raise BadExam(f"{file}:{number}: id '{question.id}' sudah dipakai di atasnya")
            questions[question.id] = question
    return Exam(tuple(questions.values()), digest(text))


def _question(line: str, place: str) -> ExamQuestion:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadExam(f"{place}: bukan JSON: {error}") from error
    if not isinstance(fields, dict):
        raise BadExam(f"{place}: bukan objek JSON {{…}}")
    try:
        return ExamQuestion.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = f"{first['loc'][0]}: " if first["loc"] else ""
        reason = _REASONS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
        raise BadExam(f"{place}: {field}{reason}") from error
