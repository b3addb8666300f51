"""What happens to one HTTP request: the token, the method, a fault, the schema, then the method.

Every call is recorded with its outcome, the refused ones too.
"""

from collections.abc import Callable

from aiohttp import web

from tests.support.botapi import account, commands, media, messages, queries
from tests.support.botapi.body import read_body
from tests.support.botapi.delivery import check_modelled
from tests.support.botapi.errors import (
    BadRequest,
    Conflict,
    NotFound,
    NotModelled,
    Refusal,
    Unauthorized,
)
from tests.support.botapi.faults import Fault, Faults
from tests.support.botapi.schema import Shape, published
from tests.support.botapi.shapes import Call, Json, Parameters
from tests.support.botapi.state import Methods, State

METHODS: Methods = {
    **account.METHODS,
    **commands.METHODS,
    **media.METHODS,
    **messages.METHODS,
    **queries.METHODS,
}
MAX_POLL = 50  # seconds
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Desk:
    """Takes calls for the one bot and appends each to `calls`."""

    def __init__(self, state: State, token: str, faults: Faults, calls: list[Call]) -> None:
        self._state = state
        self._token = token
        self._faults = faults
        self._calls = calls

    async def handle(self, request: web.Request) -> web.Response:
        """One call of a method: Telegram's JSON answer, with the error code as HTTP status."""
        name, parameters = request.match_info["method"], dict[str, Json]()
        try:
            self._check_token(request)
            method = published().method(name)
            parameters = await read_body(request)
            fault = self._faults.take(method.name)
            if fault and not fault.after:
                return self._fail(request, Call(method.name, parameters), fault)
            parameters = published().read(method, parameters)
            result = await self._perform(method, parameters)
        except Refusal as refusal:
            return self._answer(Call(name, parameters, error=refusal.body()), refusal.code)
        if fault:
            return self._fail(request, Call(method.name, parameters, result), fault)
        return self._answer(Call(method.name, parameters, result))

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file by the path that getFile told."""
        if request.match_info["token"] == self._token:
            for stored in self._state.files.values():
                if stored.path == request.match_info["path"]:
                    return web.Response(body=stored.content)
        return web.json_response(NotFound().body(), status=NotFound.code)

    async def _perform(self, method: Shape, said: Parameters) -> Json:
        check_modelled(said)
        if method.name == "getUpdates":
            return await self._updates(said)
        result = self._handler(method)(self._state, said)
        problems = [published().problem(kind, result) for kind in method.returns]
        assert None in problems, f"{method.name} would answer wrongly: {problems}"
        return result

    def _handler(self, method: Shape) -> Callable[[State, Parameters], Json]:
        if method.name in METHODS:
            return METHODS[method.name]
        if method.returns == ("Boolean",):
            return _plain_yes
        raise NotModelled(method.name)

    async def _updates(self, said: Parameters) -> Json:
        if self._state.webhook:
            raise Conflict(_WEBHOOK_ACTIVE)
        if "allowed_updates" in said:
            kinds = said["allowed_updates"]
            unknown = set(kinds) - published().types["Update"].fields.keys()
            if unknown:
                raise BadRequest(f"unknown kinds in allowed_updates: {sorted(unknown)}")
            self._state.updates.allow(kinds)
        seconds = min(said.get("timeout", 0), MAX_POLL)
        limit = said.get("limit", 100)
        return await self._state.updates.poll(said.get("offset", 0), limit, seconds)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._token:
            raise Unauthorized()

    def _fail(self, request: web.Request, call: Call, fault: Fault) -> web.Response:
        """The fault's answer, or none: the connection drops."""
        error = fault.error.body() if fault.error else {"ok": False, "description": "dropped"}
        failed = Call(call.method, call.parameters, call.result, error, injected=True)
        if fault.error is None and request.transport is not None:
            request.transport.abort()
        return self._answer(failed, fault.error.code if fault.error else 500)

    def _answer(self, call: Call, status: int = 200) -> web.Response:
        self._calls.append(call)
        self._state.pulse()
        body = call.error or {"ok": True, "result": call.result}
        return web.json_response(body, status=status)


def _plain_yes(state: State, said: Parameters) -> Json:
    """For methods without an effect that is modelled, and whose answer can only be True."""
    if "chat_id" in said:
        state.open_chat(said["chat_id"])
    return True
