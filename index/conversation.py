"""A question in a conversation: what it is taken to mean after the one before, and its answer. A
reading that is not certain counts only where the corpus bears it out."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.areas import AreaKind, bundled
from index.analyze import terms
from index.answer import answer
from index.decline import declined
from index.expected import Expected, expected
from index.followup.asked import Turn
from index.followup.resolve import resolved
from index.snapshot import Snapshot
from index.types import Answer, Declined, Grounded

_NAMES = (Expected.PERSON, Expected.PLACE)
_SAID_AGAIN = 0.5
"""Share of a question's own terms that must stand in what is shown for an uncertain reading of it:
otherwise it is the question before that was answered once more."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; the question in full that it answers, where that was understood from the one
    before; and what the next question may lean on: nothing of what was declined, or was but a
    fragment that nothing came of."""

    answer: Answer
    meant: str | None
    turn: Turn | None


def respond(snapshot: Snapshot, question: str, previous: Turn | None = None) -> Response:
    """The answer of `snapshot` to `question`, as it is meant after `previous`."""
    meant = resolved(question, previous) if previous and not declined(question) else None
    if meant is None:
        return _told(answer(snapshot, question))
    given = answer(snapshot, meant.question)
    if meant.certain:
        return _told(given, meant.question)
    alone = answer(snapshot, question)
    if is_borne_out(given, question, alone):
        return _told(given, meant.question)
    return _told(alone) if isinstance(alone, Grounded) else Response(alone, None, None)


def _told(given: Answer, meant: str | None = None) -> Response:
    if isinstance(given, Declined):
        return Response(given, meant, None)
    if isinstance(given, Grounded):
        return Response(given, meant, Turn(given.question, _name_in(given), _place_of(given)))
    return Response(given, meant, Turn(given.question))


def is_borne_out(given: Answer, question: str, alone: Answer) -> bool:
    """Whether `given` answers what `question` says, and more surely than `alone` does. One word
    alone is found somewhere all too surely, so of that nothing is to be learned."""
    own = set(terms(question))
    if not isinstance(given, Grounded) or not _says(given, own):
        return False
    if len(own) == 1 or not isinstance(alone, Grounded):
        return True
    return given.confidence > alone.confidence


def _says(given: Grounded, own: set[str]) -> bool:
    shown = [one.text for one in given.evidence] + [one.document.title for one in given.citations]
    return len(own & set(terms(" ".join(shown)))) >= _SAID_AGAIN * len(own)


def _name_in(given: Grounded) -> str | None:
    """The words that answered, where a person or a place was asked for."""
    first = given.evidence[0]
    if first.highlight is None or expected(given.question) not in _NAMES:
        return None
    start, end = (at - first.start for at in first.highlight)
    return first.text[start:end]


def _place_of(given: Grounded) -> str | None:
    """The area that the source of the first sentence is about, unless that is the whole country."""
    area = bundled().get(given.citation_of(given.evidence[0]).document.area or "")
    return None if area is None or area.kind is AreaKind.COUNTRY else area.name
