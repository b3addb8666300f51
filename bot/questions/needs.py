"""What people ask and what became of it, kept without their names for thirty days; afterwards, and
of danger, courtesies and readiness from the start, only how many.

Keeping serves those who keep the corpus and is never a condition of an answer: where it fails the
log says so, without a word of the question, and the answer goes out all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ask import Answered, Danger, Empty, Refused
from bot.db import questions
from bot.db.engine import Connection, Database, Redelivered, Unanswered
from bot.db.questions import Asked
from bot.questions.about_readiness import Readiness
from bot.questions.anonymity import Anonymity, masked
from bot.questions.courtesy import Courtesy
from bot.questions.tally import What
from bot.render.dates import WIB
from index.types import Declined, DeclineReason, Grounded, NoEvidence

KEPT = timedelta(days=30)

_log = logging.getLogger(__name__)

Outcome = Answered | Courtesy | Danger | Empty | Readiness | Refused


class Needs:
    """`clock` tells the moment, with its time zone."""

    def __init__(
        self, database: Database, anonymity: Anonymity, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._anonymity = anonymity
        self._clock = clock

    async def keep(self, person: int, outcome: Outcome, receipt: str) -> int | None:
        """Keep what came of a person's question. Gives the number that `rate` wants; None where
        nothing is kept, or nothing can be."""
        try:
            match outcome:
                case Answered(answer=Declined(reason=DeclineReason.DANGER)) | Danger():
                    await self._count(What.DANGER, receipt)
                case Courtesy():
                    await self._count(What.COURTESY, receipt)
                case Readiness():
                    await self._count(What.READINESS, receipt)
                case Answered():
                    return await self._keep(person, outcome, receipt)
        except Redelivered:
            pass
        except Unanswered as error:
            _log.error("a question is not kept: %s", type(error).__name__)
        return None

    async def rate(self, person: int, id: int, helpful: bool, receipt: str) -> bool:
        """Keep whether the person was helped by the answer to his question `id`; no where that is
        not kept any more, or is somebody else's. What he says last counts."""
        feedback = What.HELPFUL if helpful else What.UNHELPFUL
        hashed = self._anonymity.person(person)
        async with self._database.writing(receipt) as connection:
            return await questions.rate(connection, id, hashed, feedback)

    async def settle(self) -> None:
        """Leave of what is older than thirty days only the counts."""
        async with self._database.writing() as connection:
            await questions.settle(connection, self._clock() - KEPT)

    async def forget(self, connection: Connection, person: int) -> None:
        """Delete whatever the person asked."""
        await questions.forget(connection, self._anonymity.person(person))

    async def _keep(self, person: int, outcome: Answered, receipt: str) -> int:
        now = self._clock()
        asked = _asked(outcome, self._anonymity.person(person), now)
        async with self._database.writing(receipt) as connection:
            return await questions.add(connection, asked)

    async def _count(self, what: What, receipt: str) -> None:
        async with self._database.writing(receipt) as connection:
            await questions.count(connection, day_of(self._clock()), what)


def day_of(moment: datetime) -> str:
    """The ISO day that people in Jakarta have at `moment`."""
    return moment.astimezone(WIB).date().isoformat()


def _asked(outcome: Answered, person: str, now: datetime) -> Asked:
    """Of a follow-up, what it was understood to ask: by itself it says nothing."""
    answer = outcome.answer
    kept = (now, day_of(now), person, masked(answer.question))
    match answer:
        case Grounded():
            documents = dict.fromkeys(one.document.id for one in answer.citations)
            generation = answer.generation
            return Asked(*kept, What.ANSWERED, "", tuple(documents), generation)
        case NoEvidence():
            return Asked(*kept, What.NO_EVIDENCE, answer.reason, (), answer.generation)
        case Declined():
            return Asked(*kept, What.DECLINED, answer.reason)
