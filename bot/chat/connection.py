"""How the bot speaks HTTP with Telegram. The client that comes with the library takes so much of
the processor for a call that two hundred people who report at once would mostly wait for that
(`tests.bench.officers`)."""

from __future__ import annotations

import ssl
from urllib.request import getproxies

import aiohttp
import certifi
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_UPLOAD = 300.0
"""Seconds for a call with files."""


class Unreached(NetworkError):
    """Telegram was not asked at all: nobody took the call."""


class Connection(BaseRequest):
    """At most `at_once` calls at a time. Each may take `timeout` seconds to begin and as long to be
    answered; a call that waits for updates says itself how long that takes."""

    def __init__(self, at_once: int, timeout: float) -> None:
        self._at_once = at_once
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._timeout

    async def initialize(self) -> None:
        if self._session is None:
            trusted = ssl.create_default_context()
            trusted.load_verify_locations(certifi.where())  # not every machine brings its own
            connector = aiohttp.TCPConnector(limit=self._at_once, ssl=trusted)
            # Asked of the environment for every call, in a thread: only where it names a proxy.
            self._session = aiohttp.ClientSession(connector=connector, trust_env=bool(getproxies()))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("not initialized")
        answered = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        uploads = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(
            total=(_UPLOAD if uploads else self._timeout) + answered, sock_connect=self._timeout
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_form(request_data),
                headers={"User-Agent": self.USER_AGENT},
                timeout=timeout,
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreached(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its words can name the address, in which the token stands.
            raise NetworkError(type(error).__name__) from error


def _form(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    if data is None or not data.contains_files:
        return data.json_parameters if data else None
    form = aiohttp.FormData(data.json_parameters)
    for name, (file, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form
