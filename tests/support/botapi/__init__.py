"""A local Telegram Bot API server that tests run the real bot against, over HTTP.

`server.py` is the way in; `schema.json` says what may be called (see LICENSE-botapi-spec).
"""

from tests.support.botapi.people import Group, User
from tests.support.botapi.server import BotApiServer
from tests.support.botapi.shapes import Call, Json

__all__ = ["BotApiServer", "Call", "Group", "Json", "User"]
