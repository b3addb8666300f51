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

from index.answer import considered
from index.calibration import calibration
from index.conversation import respond
from index.followup.asked import Turn
from index.snapshot import Snapshot
from index.types import Answer, Declined, Grounded, NoEvidence
from index.weigh import search

DEPTH = 10

BY_KIND = (
    *("questions", "answerable", "recall_at_1", "recall_at_5"),
    *("answer_hit", "answered_share", "false_answer_share"),
)
"""The figures that are told of each kind of question too."""


class BadQuestions(ValueError):
    """A file of questions cannot be used; the message names the line and the reason."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the ids of the documents that answer it (none: it has no answer), strings of
    which a right answer holds one, the question it follows up, and its kind by whoever asks."""

    id: str
    question: str
    documents: tuple[str, ...]
    answers: tuple[str, ...]
    previous: str | None = None
    kind: str | None = None

    def rank(self, found: Sequence[str]) -> int | None:
        """Place of the first right document in `found`, from 1; None where there is none."""
        return next((place for place, id in enumerate(found, 1) if id in self.documents), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: documents found (best first), the answer, seconds it took, and
    the sentences that were kept back because they seemed too weak to answer."""

    question: Question
    found: tuple[str, ...]
    answer: Answer
    seconds: float
    kept_back: tuple[str, ...] = ()

    @property
    def rank(self) -> int | None:
        """Place of the first right document among those found, from 1; None where there is none."""
        return self.question.rank(self.found)

    @property
    def shown(self) -> tuple[str, ...]:
        """The sentences shown."""
        if not isinstance(self.answer, Grounded):
            return ()
        return tuple(evidence.text for evidence in self.answer.evidence)

    @property
    def confidence(self) -> float:
        """How sure the answer was; 0 for a question that was declined."""
        return 0.0 if isinstance(self.answer, Declined) else self.answer.confidence

    @property
    def hits(self) -> bool:
        """Whether a sentence shown holds one of the right strings."""
        return holds_gold(self.question, self.shown)

    @property
    def right(self) -> bool:
        """Whether a sentence shown or kept back answers; nothing answers what has no answer."""
        return bool(self.question.documents) and holds_gold(
            self.question, (*self.shown, *self.kept_back)
        )


def holds_gold(question: Question, shown: Iterable[str]) -> bool:
    """Whether one of the texts `shown` holds one of the right strings."""
    return holds(question.answers, shown)


def holds(strings: Iterable[str], shown: Iterable[str]) -> bool:
    """Whether one of the texts `shown` holds one of `strings`, case and space aside."""
    texts = [_folded(text) for text in shown]
    return any(_folded(one) in text for one in strings for text in texts)


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
    told = fields.get("kind")
    kind = told if isinstance(told, str) and told else None
    return Question(id, question, tuple(documents), tuple(answers), previous or None, kind)


def ask(snapshot: Snapshot, question: Question) -> Outcome:
    """`question` put to `snapshot`, after the one that it follows up; only its own answer is timed,
    before its documents are at hand."""
    previous = _previous(snapshot, question)
    begun = time.perf_counter()
    given = respond(snapshot, question.question, previous)
    seconds = time.perf_counter() - begun
    kept_back = _kept_back(snapshot, given.answer) if isinstance(given.answer, NoEvidence) else ()
    return Outcome(question, found(snapshot, question), given.answer, seconds, kept_back)


def _previous(snapshot: Snapshot, question: Question) -> Turn | None:
    return respond(snapshot, question.previous).turn if question.previous else None


def _kept_back(snapshot: Snapshot, given: NoEvidence) -> tuple[str, ...]:
    view = considered(snapshot, given.question)
    return tuple(candidate.evidence.text for candidate in view.chosen)


def found(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """Ids of at most `DEPTH` documents that `snapshot` finds for `question`, best first."""
    text = question.question
    if previous := _previous(snapshot, question):
        text = respond(snapshot, text, previous).meant or text
    return tuple(hit.document.id for hit in search(snapshot, text, DEPTH))


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The measures of `outcomes`, rounded; None where the questions allow none.

    Shares `recall…`, `mrr…`, `ndcg…`, `answer_hit` and `answered_share` are of the questions that
    have an answer, `false_answer_share` of those that have none; `abstention_auroc` is the chance
    that one of the former is answered more surely than one of the latter. `calibration` is of the
    questions that were not declined, `kinds` of those that tell their kind.
    """
    asked = [o for o in outcomes if not isinstance(o.answer, Declined)]
    return {
        **_figures(outcomes),
        "calibration": calibration([(o.confidence, o.right) for o in asked]),
        "kinds": _by_kind(outcomes),
    }


def _by_kind(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    parts: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.question.kind:
            parts.setdefault(outcome.question.kind, []).append(outcome)
    told = {kind: _figures(parts[kind]) for kind in sorted(parts)}
    return {kind: {name: own[name] for name in BY_KIND} for kind, own in told.items()}


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
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
