"""Questions with known sources, asked of a snapshot: how often the right documents are found, the
right words shown, and silence kept where there is no answer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.answer import answer
from index.search import search
from index.snapshot import Snapshot
from index.types import Answer, Declined, Grounded

DEPTH = 10


class BadQuestions(ValueError):
    """A file of questions cannot be used; the message names the line and the reason."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the ids of the documents that answer it (none: it has no answer), strings of
    which a right answer holds one, and the question it follows up."""

    id: str
    question: str
    documents: tuple[str, ...]
    answers: tuple[str, ...]
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: documents found (best first), the answer, seconds it took."""

    question: Question
    found: tuple[str, ...]
    answer: Answer
    seconds: float

    @property
    def rank(self) -> int | None:
        """Place of the first right document among those found, from 1; None where there is none."""
        places = (p for p, id in enumerate(self.found, 1) if id in self.question.documents)
        return next(places, None)

    @property
    def confidence(self) -> float:
        """How sure the answer was; 0 for a question that was declined."""
        return 0.0 if isinstance(self.answer, Declined) else self.answer.confidence

    @property
    def hits(self) -> bool:
        """Whether a sentence shown holds one of the right strings."""
        if not isinstance(self.answer, Grounded):
            return False
        return holds_gold(self.question, [evidence.text for evidence in self.answer.evidence])


def holds_gold(question: Question, shown: Iterable[str]) -> bool:
    """Whether one of the texts `shown` holds one of the right strings, case and space aside."""
    texts = [_folded(text) for text in shown]
    return any(_folded(gold) in text for gold in question.answers for text in texts)


def read_questions(file: Path) -> tuple[Question, ...]:
    """The questions of a JSONL file; raises BadQuestions for the first line that is none."""
    questions = []
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestions(f"{file}: tidak dapat dibaca: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise BadQuestions(f"{file}:{number}: bukan pertanyaan: {error!r}") from error
    if not questions:
        raise BadQuestions(f"{file}: tidak berisi pertanyaan")
    return tuple(questions)


def _question(fields: Any) -> Question:
    documents, answers = fields["documents"], fields["answers"]
    if not isinstance(documents, list) or not isinstance(answers, list):
        raise TypeError("documents dan answers harus daftar teks")
    id, question, previous = fields["id"], fields["question"], fields.get("previous") or ""
    if any(not isinstance(text, str) for text in (id, question, previous, *documents, *answers)):
        raise TypeError("id, question, previous, documents, answers harus teks")
    return Question(id, question, tuple(documents), tuple(answers), previous or None)


def ask(snapshot: Snapshot, question: Question) -> Outcome:
    """`question` put to `snapshot`; only the answer is timed, before its documents are at hand."""
    begun = time.perf_counter()
    given = answer(snapshot, question.question, question.previous)
    seconds = time.perf_counter() - begun
    text = " ".join(filter(None, (question.previous, question.question)))
    found = search(snapshot, text, DEPTH)
    return Outcome(question, tuple(hit.document.id for hit in found), given, seconds)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The measures of `outcomes`, rounded; None where the questions allow none.

    Shares `recall…`, `mrr…`, `ndcg…`, `answer_hit` and `answered_share` are of the questions that
    have an answer, `false_answer_share` of those that have none; `abstention_auroc` is the chance
    that one of the former is answered more surely than one of the latter.
    """
    answerable = [o for o in outcomes if o.question.documents]
    other = [o for o in outcomes if not o.question.documents]
    milliseconds = np.array([o.seconds * 1000 for o in outcomes])
    return {
        "questions": len(outcomes),
        "answerable": len(answerable),
        **{
            f"recall_at_{k}": _share(o.rank is not None and o.rank <= k for o in answerable)
            for k in (1, 5, 10)
        },
        "mrr_at_10": _mean([1 / o.rank if o.rank else 0.0 for o in answerable]),
        "ndcg_at_10": _mean([_ndcg(o) for o in answerable]),
        "answer_hit": _share(o.hits for o in answerable),
        "answered_share": _share(isinstance(o.answer, Grounded) for o in answerable),
        "false_answer_share": _share(isinstance(o.answer, Grounded) for o in other),
        "abstention_auroc": _auroc(
            [o.confidence for o in answerable], [o.confidence for o in other]
        ),
        "latency_ms": {
            f"p{p}": round(float(np.percentile(milliseconds, p)), 2) for p in (50, 95, 99)
        },
    }


def _ndcg(outcome: Outcome) -> float:
    right = [id in outcome.question.documents for id in outcome.found]
    gain = sum(1 / np.log2(place + 1) for place, hit in enumerate(right, 1) if hit)
    ideal = min(len(set(outcome.question.documents)), DEPTH)
    return float(gain / sum(1 / np.log2(place + 1) for place in range(1, ideal + 1)))


def _auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    if not positive or not negative:
        return None
    difference = np.subtract.outer(np.array(positive), np.array(negative))
    return round(float(np.mean((difference > 0) + 0.5 * (difference == 0))), 4)


def _share(told: Any) -> float | None:
    return _mean([float(each) for each in told])


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
