"""What Telegram remembers: users, chats and who is in them, messages, files, open queries."""

import asyncio
import copy
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.support.botapi.errors import BadRequest, Forbidden
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.updates import UpdateQueue

BLOCKED = "bot was blocked by the user"
NOT_STARTED = "bot can't initiate conversation with a user"


@dataclass
class Chat:
    """A chat with its members' statuses; `closed` holds why the bot may not write, if so."""

    shown: Json
    members: dict[int, str] = field(default_factory=dict)
    closed: str | None = None

    @property
    def id(self) -> int:
        return int(self.shown["id"])

    @property
    def is_private(self) -> bool:
        return bool(self.shown["type"] == "private")


@dataclass(frozen=True)
class StoredFile:
    """What `getFile` finds: its public description, its path and its bytes."""

    shown: Json
    path: str
    content: bytes


@dataclass
class Query:
    """A callback or inline query; `answer` holds the parameters that the bot answered it with."""

    id: str
    asked_at: int
    answer: Json = None


@dataclass
class Sent:
    """A message that the bot sent, in its last form, also when it was deleted since."""

    message: Json
    deleted: bool = False


@dataclass
class State:
    bot: Json
    clock: Callable[[], float]
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    outbox: list[Sent] = field(default_factory=list)
    files: dict[str, StoredFile] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[tuple[str, str], Json] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook: str = ""
    privacy_mode: bool = True
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> int:
        return int(self.clock())

    def pulse(self) -> None:
        """Wakes everybody who waits for a change."""
        self.changed.set()
        self.changed.clear()

    def number(self) -> int:
        """The next of one series, for messages, files and queries alike."""
        return next(self._numbers)

    def chat(self, chat_id: int | str) -> Chat:
        """The chat by id or @username; Telegram's refusal where there is none."""
        for chat in self.chats.values():
            if chat_id == chat.id or chat_id == f"@{chat.shown.get('username')}":
                return chat
        raise BadRequest("chat not found")

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat, where the bot may write to it."""
        chat = self.chat(chat_id)
        if chat.closed:
            raise Forbidden(chat.closed)
        return chat

    def message(self, chat: Chat, message_id: int | None, purpose: str) -> Json:
        """The stored message; `purpose` ("edit") completes "message to edit not found"."""
        if message_id is None:
            raise BadRequest("message identifier is not specified")
        found = self.messages.get((chat.id, message_id))
        if found is None:
            raise BadRequest(f"message to {purpose} not found")
        return found

    def new_message(self, chat: Chat, sender: Json, fields: Json) -> Json:
        """A message stored under a new id; the caller delivers it or puts it in the outbox."""
        message = {
            "message_id": self.number(),
            "date": self.now(),
            "chat": chat.shown,
            "from": sender,
            **fields,
        }
        self.messages[(chat.id, message["message_id"])] = message
        return message

    def bot_message(self, chat: Chat, fields: Json) -> Json:
        """A message of the bot, stored and listed as sent."""
        message = self.new_message(chat, self.bot, fields)
        self.outbox.append(Sent(message))
        return message

    def replace(self, chat: Chat, message: Json) -> None:
        """The message in a new form."""
        self.messages[(chat.id, message["message_id"])] = message
        for sent in self._sent(message):
            sent.message = message

    def remove(self, chat: Chat, message: Json) -> None:
        del self.messages[(chat.id, message["message_id"])]
        for sent in self._sent(message):
            sent.deleted = True

    def as_reply(self, message: Json) -> Json:
        """The message as another one carries it in `reply_to_message`: without its own."""
        return {key: copy.deepcopy(it) for key, it in message.items() if key != "reply_to_message"}

    def _sent(self, message: Json) -> list[Sent]:
        return [sent for sent in self.outbox if sent.message["message_id"] == message["message_id"]]


Methods: TypeAlias = Mapping[str, Callable[[State, Parameters], Json]]
"""What each modelled method does to the state, by the method's name; returns the result."""
