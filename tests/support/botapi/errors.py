"""How a call is refused: one exception a kind of refusal, each knowing Telegram's own answer.

Refusal
├── BadRequest        400, with Telegram's words after "Bad Request: "
├── Unauthorized      401, the token is not this bot's
├── Forbidden         403, the chat does not want this bot
├── NotFound          404, no such method or file
├── Conflict          409, somebody else polls or a webhook is set
├── NotModelled       501, valid, but this server does not know what it would do
└── Injected          what a test asked for with `fail_next`
"""

from collections.abc import Mapping
from typing import ClassVar

from tests.support.botapi.shapes import Json


class Refusal(Exception):
    """An answer with `"ok": false`; `code` is both the HTTP status and the `error_code`."""

    code = 400
    title = "Bad Request"

    def __init__(self, words: str = "") -> None:
        self.description = f"{self.title}: {words}" if words else self.title
        super().__init__(self.description)

    def body(self) -> Json:
        """The JSON object that Telegram would answer."""
        return {"ok": False, "error_code": self.code, "description": self.description}


class BadRequest(Refusal):
    pass


class Unauthorized(Refusal):
    code = 401
    title = "Unauthorized"


class Forbidden(Refusal):
    code = 403
    title = "Forbidden"


class NotFound(Refusal):
    code = 404
    title = "Not Found"


class Conflict(Refusal):
    code = 409
    title = "Conflict"


class NotModelled(Refusal):
    code = 501
    title = "Not Implemented: the local Bot API server does not model"

    def __init__(self, what: str) -> None:
        super().__init__()
        self.description = f"{self.title} {what}"


class Injected(Refusal):
    """Any code; 429 carries `retry_after` seconds as Telegram sends it."""

    _WORDS: ClassVar[Mapping[int, str]] = {
        403: "Forbidden: bot was blocked by the user",
        429: "Too Many Requests",
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Timeout",
    }

    def __init__(self, code: int, retry_after: int | None = None, description: str = "") -> None:
        super().__init__()
        self.code = code
        self.retry_after = retry_after
        self.description = description or self._WORDS.get(code, f"Error {code}")
        if retry_after is not None and not description:
            self.description += f": retry after {retry_after}"

    def body(self) -> Json:
        answer = super().body()
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer
