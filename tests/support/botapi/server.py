"""The local Bot API server: one bot, on a free port of 127.0.0.1, in the test's own event loop.

It answers as Telegram does, refuses what Telegram refuses, and fails loudly (501) where it does not
know what Telegram would do. `people.py` is the other side, `watch.py` how a test waits and looks.
"""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.support.botapi.deliver import push
from tests.support.botapi.desk import Desk
from tests.support.botapi.errors import Injected
from tests.support.botapi.faults import Fault, Faults
from tests.support.botapi.people import Group, User
from tests.support.botapi.shapes import Json
from tests.support.botapi.state import NOT_STARTED, Chat, State
from tests.support.botapi.watch import Watch

MAX_BODY = 64 * 1024 * 1024


class BotApiServer(Watch):
    """`async with BotApiServer() as server:` and point the bot at `server.url`."""

    def __init__(
        self,
        token: str = "123:TEST",
        username: str = "siaga_uji_bot",
        *,
        privacy_mode: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        bot: dict[str, Json] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Siaga Uji",
            "username": username,
        }
        super().__init__(State(bot, clock, privacy_mode=privacy_mode))
        self.state.users[bot["id"]] = bot
        self._faults = Faults()
        self._desk = Desk(self.state, token, self._faults, self.calls)
        self._runner = web.AppRunner(
            self._application(), handler_cancellation=True, access_log=None, shutdown_timeout=1
        )

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.state.updates.close()
        await self._runner.cleanup()

    @property
    def origin(self) -> str:
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    @property
    def url(self) -> str:
        """For python-telegram-bot's `base_url`; the token and the method follow it."""
        return f"{self.origin}/bot"

    @property
    def file_url(self) -> str:
        """For python-telegram-bot's `base_file_url`."""
        return f"{self.origin}/file/bot"

    def user(
        self,
        id: int,
        first_name: str = "Budi",
        *,
        username: str | None = None,
        language_code: str = "id",
        started: bool = True,
    ) -> User:
        """A person, the same one for the same id; not `started`: the bot may not write first."""
        if id not in self.state.users:
            named = {"username": username} if username else {}
            shown = {"id": id, "is_bot": False, "first_name": first_name, **named}
            self.state.users[id] = {**shown, "language_code": language_code}
            private = {"id": id, "type": "private", "first_name": first_name, **named}
            closed = None if started else NOT_STARTED
            self.state.chats[id] = Chat(private, self._members(id), closed)
        return User(self.state, self.state.users[id])

    def group(
        self, id: int, title: str, *, kind: str = "supergroup", bot_is_admin: bool = False
    ) -> Group:
        """A group with the bot in it; people join by writing there, or by `group.join`."""
        if id not in self.state.chats:
            shown = {"id": id, "type": kind, "title": title}
            self.state.chats[id] = Chat(shown, self._members())
        group = Group(self.state.chats[id])
        if bot_is_admin:
            group.chat.members[self.state.bot["id"]] = "administrator"
        return group

    def push(self, update: Json) -> Json | None:
        """Queues a raw update; ValueError where it does not fit the schema."""
        return push(self.state, update)

    def fail_next(
        self,
        method: str,
        error_code: int | None = 500,
        *,
        retry_after: int | None = None,
        description: str = "",
        after: bool = False,
        times: int = 1,
    ) -> None:
        """The method's next calls fail so; `error_code` None drops the connection.

        `after` lets the call take effect first and loses only the answer. "*" is any method but
        getUpdates.
        """
        error = None if error_code is None else Injected(error_code, retry_after, description)
        self._faults.add(Fault(method, error, after, times))

    def allow(self, per_second: int) -> None:
        """From now on messages and edits beyond so many in a second are refused with 429."""
        self._faults.allow(per_second)

    @property
    def faults_left(self) -> list[Fault]:
        """Faults that no call has met yet."""
        return self._faults.left

    def _members(self, *user_ids: int) -> dict[int, str]:
        return dict.fromkeys((self.state.bot["id"], *user_ids), "member")

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=MAX_BODY)
        application.router.add_route("*", "/bot{token}/{method}", self._desk.handle)
        application.router.add_get("/file/bot{token}/{path:.+}", self._desk.download)
        return application
