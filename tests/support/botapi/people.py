"""The users' side of Telegram: what a person does in a client, turned into updates for the bot."""

from typing import TypedDict, Unpack

from tests.support.botapi import contents
from tests.support.botapi.account import member
from tests.support.botapi.commands import menu
from tests.support.botapi.deliver import deliver
from tests.support.botapi.detect import with_detected
from tests.support.botapi.formatted import Formatted, width
from tests.support.botapi.keyboard import find_button
from tests.support.botapi.privacy import is_seen
from tests.support.botapi.shapes import Json
from tests.support.botapi.state import BLOCKED, NOT_STARTED, Chat, Query, State
from tests.support.botapi.text import MAX_TEXT


class Group:
    """A group chat that tests write in and look at."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    def join(self, *users: "User", status: str = "member") -> None:
        """Makes the users members, or what `status` says ("administrator", "left", "kicked")."""
        self.chat.members.update(dict.fromkeys((user.id for user in users), status))


class Where(TypedDict, total=False):
    """How a message is sent: by default to the private chat, as no reply, not forwarded."""

    chat: Group | None
    reply_to: Json
    forwarded_from: str


class User:
    """A person with a client; every method that sends returns the message as the bot gets it."""

    def __init__(self, state: State, shown: Json) -> None:
        self._state = state
        self.shown = shown

    @property
    def id(self) -> int:
        return int(self.shown["id"])

    async def send(self, text: str, **where: Unpack[Where]) -> Json:
        """A text message; commands, mentions, hashtags and addresses become entities."""
        return self._send(_words(text, "text", "entities"), where)

    async def send_photo(
        self, caption: str = "", content: bytes = contents.PNG, **where: Unpack[Where]
    ) -> Json:
        fields = contents.photo(self._state, content)
        return self._send({**fields, **_caption(caption)}, where)

    async def send_document(
        self, name: str, content: bytes, caption: str = "", **where: Unpack[Where]
    ) -> Json:
        """A file that the bot can fetch with getFile."""
        fields = contents.document(self._state, name, content)
        return self._send({**fields, **_caption(caption)}, where)

    async def send_sticker(self, **where: Unpack[Where]) -> Json:
        return self._send(contents.sticker(self._state), where)

    async def send_voice(self, **where: Unpack[Where]) -> Json:
        return self._send(contents.voice(self._state), where)

    async def send_location(
        self, latitude: float, longitude: float, **where: Unpack[Where]
    ) -> Json:
        return self._send({"location": {"latitude": latitude, "longitude": longitude}}, where)

    async def edit(self, message: Json, text: str) -> Json:
        """The user's own message with another text."""
        assert message["from"]["id"] == self.id, "a person edits only their own messages"
        chat = self._state.chat(message["chat"]["id"])
        kept = {key: it for key, it in message.items() if key not in ("text", "entities")}
        after = {**kept, **_words(text, "text", "entities"), "edit_date": self._state.now()}
        self._state.replace(chat, after)
        self._deliver_message(chat, "edited_message", after)
        return after

    async def press(self, message: Json, button: str) -> str:
        """Presses the button with that label or data, or the first that begins so; the query's id.

        The keyboard is the message's present one: a button edited away raises LookupError.
        """
        key = (message["chat"]["id"], message["message_id"])
        present = self._state.messages.get(key)
        if present is None:
            raise LookupError("the message was deleted, nobody can press its buttons")
        pressed = find_button(present, button)
        if "callback_data" not in pressed:
            raise LookupError(f"the button {pressed['text']!r} sends nothing to the bot")
        query = self._query()
        content = {"message": present, "data": pressed["callback_data"]}
        instance = {"chat_instance": str(key[0])}
        deliver(self._state, "callback_query", {**self._asked(query), **content, **instance})
        return query.id

    async def inline(self, text: str, offset: str = "") -> str:
        """Types `@bot text` somewhere; the query's id."""
        query = self._query()
        deliver(
            self._state, "inline_query", {**self._asked(query), "query": text, "offset": offset}
        )
        return query.id

    async def block(self) -> None:
        """Blocks the bot: it is told, and every send to this user is refused from now on."""
        self._set_blocked(True)

    async def unblock(self) -> None:
        self._set_blocked(False)

    def menu(self, chat: Group | None = None) -> list[str]:
        """Names of the commands that this user is offered in the chat."""
        return menu(self._state, self.shown, self._chat(chat))

    def _send(self, fields: Json, where: Where) -> Json:
        chat = self._chat(where.get("chat"))
        if chat.is_private:
            self._open(chat)
        else:
            chat.members.setdefault(self.id, "member")
        reply = where.get("reply_to")
        answered = {"reply_to_message": self._state.as_reply(reply)} if reply else {}
        forwarded = self._forwarded(where.get("forwarded_from"))
        message = self._state.new_message(chat, self.shown, {**answered, **forwarded, **fields})
        self._deliver_message(chat, "message", message)
        return message

    def _deliver_message(self, chat: Chat, kind: str, message: Json) -> None:
        if is_seen(self._state, chat, message):
            deliver(self._state, kind, message)

    def _chat(self, group: Group | None) -> Chat:
        return group.chat if group is not None else self._state.chats[self.id]

    def _open(self, chat: Chat) -> None:
        """Who writes has started the bot, and unblocked it."""
        if chat.closed == BLOCKED:
            self._set_blocked(False)
        elif chat.closed == NOT_STARTED:
            chat.closed = None

    def _set_blocked(self, blocked: bool) -> None:
        chat, bot = self._state.chats[self.id], self._state.bot
        before = member(chat, bot)
        chat.closed = BLOCKED if blocked else None
        chat.members[bot["id"]] = "kicked" if blocked else "member"
        change = {"old_chat_member": before, "new_chat_member": member(chat, bot)}
        about = {"chat": chat.shown, "from": self.shown, "date": self._state.now()}
        deliver(self._state, "my_chat_member", {**about, **change})

    def _forwarded(self, name: str | None) -> Json:
        if name is None:
            return {}
        date = self._state.now()
        origin = {"type": "hidden_user", "date": date, "sender_user_name": name}
        return {"forward_origin": origin}

    def _query(self) -> Query:
        query = Query(str(self._state.number()), self._state.now())
        self._state.queries[query.id] = query
        return query

    def _asked(self, query: Query) -> Json:
        return {"id": query.id, "from": self.shown}


def _caption(text: str) -> Json:
    return _words(text, "caption", "caption_entities") if text else {}


def _words(text: str, name: str, entities: str) -> Json:
    stripped = text.strip()
    assert stripped, "a client sends no empty text"
    assert width(stripped) <= MAX_TEXT, "a client would send this as several messages"
    found = with_detected(Formatted(stripped)).entities
    return {name: stripped, **({entities: found} if found else {})}
