"""What the log may say. It tells what happened, when, and where in the code; it never tells the
token, nor what anybody asked.

An exception's message can quote a question (`KeyError: 'amplop'`), the Telegram library logs whole
updates when it cannot read them, and asyncio, below its first line, the task that failed with what
it said. None of that is told: only types, places and templates. Of what Telegram answers the words
are told, but not the number of a chat or a person in them.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType
from typing import TextIO

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SPEAKS_OF_NETWORK = ("telegram", "aiohttp", "httpcore")
"""Libraries whose exceptions say what the network or Telegram answered, and no more."""

_NUMBER = re.compile(r"-?\d{6,}")
"""What can be the id of a person or a chat; a time to wait or a port is shorter."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """`secret` is blacked out wherever it appears."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        mine = copy(record)
        mine.exc_text = None  # written by another handler, perhaps in full
        if _library(record.name) == "telegram":
            mine.args = None
        elif _library(record.name) == "asyncio":
            mine.msg, mine.args = record.getMessage().partition("\n")[0], None
        elif isinstance(mine.args, tuple):
            mine.args = tuple(
                self._words(one) if _speaks_of_network(one) else one for one in mine.args
            )
        return super().format(mine).replace(self._secret, "***")

    def formatException(self, ei: _ExcInfo) -> str:
        return "\n".join(self._lines(ei[1])) if ei[1] else ""

    def _lines(self, error: BaseException) -> Iterator[str]:
        """The traceback of `error` and of what caused it, first cause first, without messages."""
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier:
            yield from self._lines(earlier)
        yield "Traceback:"
        yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
        kind = type(error)
        words = f": {self._words(error)}" if _speaks_of_network(error) else ""
        yield f"{kind.__module__}.{kind.__qualname__}{words}"

    def _words(self, answer: object) -> str:
        """What Telegram or the network answered, without numbers of people; the secret first, as it
        begins with a number."""
        return _NUMBER.sub("…", str(answer).replace(self._secret, "***"))


def discreet(error: BaseException) -> str:
    """`error` as the log tells it, for a process that has no log of its own and no secret."""
    return Discreet("\0").formatException((type(error), error, error.__traceback__))


def configure(secret: str, stream: TextIO | None = None) -> None:
    """Send the log to `stream`, stderr by default: the bot's own from INFO, everyone else's from
    WARNING: below it some tell every address, with the token in it."""
    logging.raiseExceptions = False  # a line that cannot be written would be told with its words
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(secret))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)


def _speaks_of_network(argument: object) -> bool:
    return (
        isinstance(argument, BaseException)
        and _library(type(argument).__module__) in _SPEAKS_OF_NETWORK
    )


def _library(module: str) -> str:
    return module.partition(".")[0]
