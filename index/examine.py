"""A generation examined: every question of an exam is put to it as a person would put it, and what
comes is checked against what is expected and against the documents themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.conversation import respond
from index.danger import danger
from index.documents import key_of
from index.evaluate import holds
from index.exam import Exam, ExamQuestion, Expect
from index.progress import Count, counted
from index.snapshot import Snapshot
from index.types import Answer, Declined, DeclineReason, Evidence, Grounded
from index.verdict import Check, Part, Verdict

_CALLS_ITSELF_A_DRILL = re.compile(r"\b(sispamkota|simulasi|gladi)\b", re.IGNORECASE)
_PARTS = {
    Expect.ANSWERED: Part.GOLDEN,
    Expect.NO_EVIDENCE: Part.ABSTENTION,
    Expect.DECLINED: Part.REFUSAL,
    Expect.DANGER: Part.REFUSAL,
}
_SAID = {
    Expect.NO_EVIDENCE: "tanpa bukti",
    Expect.DECLINED: "ditolak",
    Expect.DANGER: "ditunjukkan nomor darurat",
}


def examine(snapshot: Snapshot, exam: Exam, count: Count = lambda done, total: None) -> Verdict:
    """The verdict on `snapshot`; it is asked nothing that it holds no document for."""
    asked = [one for one in exam.questions if _can_be_asked(snapshot, one)]
    left_out = tuple(one.id for one in exam.questions if one not in asked)
    checks = [
        check for one in counted(asked, count, len(asked)) for check in _checks(snapshot, one)
    ]
    reader = snapshot.reader.name if snapshot.reader else None
    return Verdict(exam.fingerprint, reader, tuple(checks), left_out, _unmarked(snapshot))


def _can_be_asked(snapshot: Snapshot, question: ExamQuestion) -> bool:
    held = (snapshot.document(key_of(id)) for id in question.documents)
    return not question.documents or any(held)


def _checks(snapshot: Snapshot, question: ExamQuestion) -> Iterator[Check]:
    reply = _reply(snapshot, question.question, question.previous)
    came = _told(reply)
    yield Check(
        question.id,
        _PARTS[question.expect],
        question.question,
        _expected(question),
        came,
        _is_met(question, reply),
    )
    if isinstance(reply, Grounded):
        yield _of_spans(snapshot, question, reply)
        yield _of_drill(question, reply)
    if question.mirror is not None:
        other = _reply(snapshot, question.mirror, question.previous)
        same = _kind(reply) == _kind(other)
        about = f"{question.question} / {question.mirror}"
        id, there = f"{question.id}/cermin", _told(other)
        yield Check(id, Part.NEUTRALITY, about, f"sama-sama {came}", there, same)


def _reply(snapshot: Snapshot, question: str, previous: str | None) -> Answer:
    """What somebody is told who asks `question` after `previous`."""
    turn = respond(snapshot, previous).turn if previous else None
    return danger(question) or respond(snapshot, question, turn).answer


def _kind(reply: Answer) -> tuple[Expect, DeclineReason | None]:
    if isinstance(reply, Declined):
        in_danger = reply.reason is DeclineReason.DANGER
        return (Expect.DANGER if in_danger else Expect.DECLINED), reply.reason
    return (Expect.ANSWERED if isinstance(reply, Grounded) else Expect.NO_EVIDENCE), None


def _is_met(question: ExamQuestion, reply: Answer) -> bool:
    if not isinstance(reply, Grounded):
        return _kind(reply)[0] is question.expect
    cited = {citation.document.id for citation in reply.citations}
    shown = [evidence.text for evidence in reply.evidence]
    right = not question.answers or holds(question.answers, shown)
    return question.expect is Expect.ANSWERED and not cited.isdisjoint(question.documents) and right


def _expected(question: ExamQuestion) -> str:
    if question.expect is not Expect.ANSWERED:
        return _SAID[question.expect]
    words = f" dengan kata {' atau '.join(question.answers)}" if question.answers else ""
    return f"dijawab dari {' atau '.join(question.documents)}{words}"


def _told(reply: Answer) -> str:
    kind, reason = _kind(reply)
    if isinstance(reply, Grounded):
        return f"dijawab dari {', '.join(it.document.id for it in reply.citations)}"
    return f"{_SAID[kind]} ({reason})" if kind is Expect.DECLINED else _SAID[kind]


def _of_spans(snapshot: Snapshot, question: ExamQuestion, reply: Grounded) -> Check:
    """Whether every sentence shown stands in its document, letter by letter, where it says."""
    bad = [one.document_id for one in reply.evidence if not _stands(snapshot, one)]
    came = f"tidak sama di {', '.join(bad)}" if bad else "sama"
    id, expected = f"{question.id}/kutipan", "kutipan sama dengan dokumennya"
    return Check(id, Part.INTEGRITY, question.question, expected, came, not bad)


def _stands(snapshot: Snapshot, evidence: Evidence) -> bool:
    document = snapshot.document(key_of(evidence.document_id))
    start, end = evidence.highlight or (evidence.start, evidence.end)
    inside = evidence.start <= start <= end <= evidence.end
    return (
        document is not None
        and document.text[evidence.start : evidence.end] == evidence.text
        and inside
    )


def _of_drill(question: ExamQuestion, reply: Grounded) -> Check:
    """Whether no drill is told as an event: one leads only where it was asked for."""
    lead = reply.citation_of(reply.evidence[0]).document
    came = f"{lead.id} ({'simulasi' if lead.drill else 'bukan simulasi'})"
    expected = "simulasi hanya bila ditanyakan"
    passed = question.drill or not lead.drill
    return Check(f"{question.id}/latihan", Part.DRILL, question.question, expected, came, passed)


def _unmarked(snapshot: Snapshot) -> tuple[Check, ...]:
    """The documents whose title names a drill and that are not marked as one."""
    return tuple(
        Check(
            id=f"latihan:{id}",
            part=Part.DRILL,
            about=title,
            expected="ditandai simulasi",
            came="tidak ditandai",
            passed=False,
        )
        for id, title, drill in snapshot.table.titles()
        if not drill and _CALLS_ITSELF_A_DRILL.search(title)
    )
