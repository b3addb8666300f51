from __future__ import annotations

import asyncio
import gc
import logging
import sys
from io import StringIO

from bot.log import Discreet

SECRET = "123456:RAHASIA"


class BadRequest(Exception):
    """Stands for one of Telegram's."""


BadRequest.__module__ = "telegram.error"


def written(
    message: str, *args: object, name: str = "bot.x", error: Exception | None = None
) -> str:
    """The line of the log, `error` raised and caught with it."""
    exc_info = None
    if error:
        try:
            raise error
        except Exception:
            exc_info = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)
    return Discreet(SECRET).format(record)


def test_the_secret_is_blacked_out_wherever_it_appears() -> None:
    line = written("https://api.telegram.org/bot%s/getMe", SECRET)
    assert SECRET not in line and "bot***/getMe" in line


def test_a_traceback_tells_the_place_and_the_kind_but_not_the_words() -> None:
    line = written("incident", error=KeyError("amplop dari Pak RT"))
    assert "amplop" not in line
    assert "builtins.KeyError" in line and "test_log.py" in line


def test_neither_do_the_errors_that_led_to_it() -> None:
    error = RuntimeError("amplop")
    error.__cause__ = ValueError("dari Pak RT")
    line = written("incident", error=error)
    assert "amplop" not in line and "Pak RT" not in line
    assert line.index("builtins.ValueError") < line.index("builtins.RuntimeError")


def test_what_telegram_answered_is_told_without_the_secret() -> None:
    line = written("incident", error=BadRequest(f"chat not found at {SECRET}"))
    assert "telegram.error.BadRequest: chat not found at ***" in line


def test_the_number_of_a_chat_is_left_out_of_what_telegram_answered() -> None:
    error = BadRequest(f"migrated to -1001234567890, retry in 3600 at {SECRET}")
    told = "migrated to …, retry in 3600 at ***"
    assert told in written("incident", error=error)
    assert told in written("not delivered: %s", error)


def test_the_librarys_own_lines_are_told_without_what_is_in_them() -> None:
    line = written("Received data was %r", {"text": "amplop"}, name="telegram.ext.ExtBot")
    assert "amplop" not in line and "Received data was" in line


def test_of_a_task_that_nobody_waits_for_only_the_kind_of_failure_is_told() -> None:
    async def fail(asked: str) -> None:
        raise KeyError(asked)

    async def run() -> None:
        task = asyncio.create_task(fail("amplop"))
        await asyncio.sleep(0)
        del task
        gc.collect()

    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(SECRET))
    logging.getLogger("asyncio").addHandler(handler)
    asyncio.run(run())
    logging.getLogger("asyncio").removeHandler(handler)
    line = stream.getvalue()
    assert "amplop" not in line
    assert "never retrieved" in line and "builtins.KeyError" in line


def test_a_traceback_that_another_handler_wrote_in_full_is_written_anew() -> None:
    record = logging.LogRecord("bot.x", logging.ERROR, __file__, 1, "incident", (), None)
    record.exc_text = "KeyError: amplop"
    assert "amplop" not in Discreet(SECRET).format(record)
