"""An answer as the JSON value that tools outside rely on; its keys are a contract."""

from __future__ import annotations

from typing import Any

from index.types import (
    Answer,
    Citation,
    Declined,
    Disagreement,
    Evidence,
    Grounded,
    NoEvidence,
    Told,
)


def as_json(answer: Answer, generation: str, milliseconds: float) -> dict[str, Any]:
    """`answer` as plain values. Spans and `highlight` count code points of the document's text."""
    value: dict[str, Any] = {
        "question": answer.question,
        "status": "answered",
        "reason": None,
        "confidence": 0.0,
        "sentences": [],
        "citations": [],
        "disagreements": [],
        "nearest": [],
        "generation": generation,
        "milliseconds": round(milliseconds, 1),
    }
    return {**value, **_told(answer)}


def _told(answer: Answer) -> dict[str, Any]:
    match answer:
        case Grounded():
            return {
                "confidence": round(answer.confidence, 4),
                "sentences": [_sentence(answer, one) for one in answer.evidence],
                "citations": [_citation(one) for one in answer.citations],
                "disagreements": [_disagreement(answer, one) for one in answer.disagreements],
            }
        case NoEvidence():
            nearest = [{"document": d.id, "title": d.title, "url": d.url} for d in answer.nearest]
            told = {"status": "no_evidence", "reason": answer.reason.value, "nearest": nearest}
            return {**told, "confidence": round(answer.confidence, 4)}
        case Declined():
            return {"status": "declined", "reason": answer.reason.value}


def _sentence(answer: Grounded, evidence: Evidence) -> dict[str, Any]:
    return {
        "text": evidence.text,
        "document": evidence.document_id,
        "start": evidence.start,
        "end": evidence.end,
        "highlight": evidence.highlight,
        "citation": answer.citation_of(evidence).number,
    }


def _disagreement(answer: Grounded, one: Disagreement) -> dict[str, Any]:
    """The figures that differ, newest first; of a sum that is off, the total and its parts, with
    what these add up to."""
    value = {"about": one.about, "figures": [_figure(answer, told) for told in one.figures]}
    return value if one.adds_up_to is None else {**value, "adds_up_to": one.adds_up_to}


def _figure(answer: Grounded, told: Told) -> dict[str, Any]:
    """`text`, `start` and `end` are of the sentence, in which `figure` stands."""
    document = answer.citation_of(told.evidence).document
    return {
        "text": told.evidence.text,
        "document": told.evidence.document_id,
        "start": told.evidence.start,
        "end": told.evidence.end,
        "figure": told.text,
        "publisher": document.publisher,
        "published_on": document.published_on,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    document = citation.document
    return {
        "number": citation.number,
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published_on": document.published_on,
        "kind": document.kind.value,
        "form": document.form.value,
        "drill": document.drill,
        "passage": citation.passage.text,
    }
