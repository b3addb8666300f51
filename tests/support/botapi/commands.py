"""The bot's menus by scope and language, its descriptions, and which menu a person is shown."""

import re
from collections.abc import Callable, Iterator

from tests.support.botapi.errors import BadRequest
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import Chat, Methods, State

MAX_COMMANDS = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_IN_CHAT = ("chat", "chat_administrators", "chat_member")
# The method's field and the longest text it takes.
_PROFILE = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}


def set_my_commands(state: State, said: Parameters) -> Json:
    commands = said["commands"]
    if len(commands) > MAX_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _NAME.fullmatch(command["command"]):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({command["command"] for command in commands}) < len(commands):
        raise BadRequest("a command is listed twice")
    state.commands[_key(state, said)] = commands
    return True


def get_my_commands(state: State, said: Parameters) -> Json:
    return state.commands.get(_key(state, said), [])


def delete_my_commands(state: State, said: Parameters) -> Json:
    state.commands.pop(_key(state, said), None)
    return True


def menu(state: State, user: Json, chat: Chat) -> list[str]:
    """Names of the commands that the user is shown in the chat, by Telegram's order of scopes."""
    for scope in _scopes(user["id"], chat):
        for language in (user.get("language_code", ""), ""):
            commands = state.commands.get((scope, language))
            if commands:
                return [command["command"] for command in commands]
    return []


def _scopes(user_id: int, chat: Chat) -> Iterator[str]:
    if chat.is_private:
        yield from (f"chat {chat.id}", "all_private_chats", "default")
        return
    is_admin = chat.members.get(user_id) in ("creator", "administrator")
    yield f"chat_member {chat.id} {user_id}"
    if is_admin:
        yield f"chat_administrators {chat.id}"
    yield f"chat {chat.id}"
    if is_admin:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def _key(state: State, said: Parameters) -> tuple[str, str]:
    scope = said.get("scope", {"type": "default"})
    parts = [scope["type"]]
    if scope["type"] in _IN_CHAT:
        parts.append(str(state.chat(scope["chat_id"]).id))
    if scope["type"] == "chat_member":
        parts.append(str(scope["user_id"]))
    return " ".join(parts), _language(said)


def _language(said: Parameters) -> str:
    language = str(said.get("language_code", ""))
    if not _LANGUAGE.fullmatch(language):
        raise BadRequest("LANG_CODE_INVALID")
    return language


def _setter(field: str, longest: int) -> Callable[[State, Parameters], Json]:
    def set_text(state: State, said: Parameters) -> Json:
        text = said.get(field, "")
        if len(text) > longest:
            raise BadRequest(f"{field} is longer than {longest} characters")
        state.profile[(field, _language(said))] = text
        return True

    return set_text


def _getter(field: str) -> Callable[[State, Parameters], Json]:
    def get_text(state: State, said: Parameters) -> Json:
        wanted = state.profile.get((field, _language(said)))
        default = state.bot["first_name"] if field == "name" else ""
        return {field: wanted or state.profile.get((field, "")) or default}

    return get_text


METHODS: Methods = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    **{f"setMy{name}": _setter(*limits) for name, limits in _PROFILE.items()},
    **{f"getMy{name}": _getter(limits[0]) for name, limits in _PROFILE.items()},
}
