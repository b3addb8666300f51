"""Which group messages reach the bot: all of them, or only what is meant for it."""

from collections.abc import Iterable

from tests.support.botapi.formatted import shown
from tests.support.botapi.shapes import Json
from tests.support.botapi.state import Chat, State


def is_seen(state: State, chat: Chat, message: Json) -> bool:
    """In groups a bot in privacy mode sees commands, mentions of it and replies to it only."""
    if chat.is_private:
        return True
    if chat.closed:
        return False
    is_admin = chat.members.get(state.bot["id"]) == "administrator"
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    if not state.privacy_mode or is_admin or replied == state.bot["id"]:
        return True
    text = message.get("text", message.get("caption", ""))
    entities = message.get("entities", message.get("caption_entities", []))
    return _addresses(text, entities, f"@{state.bot['username']}".lower())


def _addresses(text: str, entities: Iterable[Json], name: str) -> bool:
    for entity in entities:
        covered = shown(text, entity).lower()
        if entity["type"] == "mention" and covered == name:
            return True
        if entity["type"] == "bot_command" and ("@" not in covered or covered.endswith(name)):
            return entity["offset"] == 0 or covered.endswith(name)
    return False
