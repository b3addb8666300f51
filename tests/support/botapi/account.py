"""The methods about the bot itself and its chats: who it is, its webhook, who is a member."""

from tests.support.botapi.errors import BadRequest
from tests.support.botapi.schema import published
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import Chat, Methods, State


def get_me(state: State, said: Parameters) -> Json:
    return {
        **state.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy_mode,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_webhook(state: State, said: Parameters) -> Json:
    """Kept and told by getWebhookInfo; nothing is posted to it."""
    if said["url"] and not said["url"].startswith("https://"):
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    _drop_pending(state, said)
    if "allowed_updates" in said:
        state.updates.allow(said["allowed_updates"])
    state.webhook = said["url"]
    return True


def delete_webhook(state: State, said: Parameters) -> Json:
    _drop_pending(state, said)
    state.webhook = ""
    return True


def get_webhook_info(state: State, said: Parameters) -> Json:
    return {
        "url": state.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }


def get_chat(state: State, said: Parameters) -> Json:
    chat = state.chat(said["chat_id"])
    gifts = published().types["AcceptedGiftTypes"].fields
    return {
        **chat.shown,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_chat_member(state: State, said: Parameters) -> Json:
    chat = state.chat(said["chat_id"])
    user = state.users.get(said["user_id"])
    if user is None:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return member(chat, user)


def get_chat_administrators(state: State, said: Parameters) -> Json:
    chat = _group(state, said)
    admins = (id for id, status in chat.members.items() if status in ("creator", "administrator"))
    return [member(chat, state.users[id]) for id in admins if id != state.bot["id"]]


def get_chat_member_count(state: State, said: Parameters) -> Json:
    chat = state.chat(said["chat_id"])
    return sum(status not in ("left", "kicked") for status in chat.members.values())


def leave_chat(state: State, said: Parameters) -> Json:
    chat = _group(state, said)
    chat.members[state.bot["id"]] = "left"
    chat.closed = "bot is not a member of the supergroup chat"
    return True


def member(chat: Chat, user: Json) -> Json:
    """A ChatMember with every right that its kind requires switched on for admins only."""
    status = chat.members.get(user["id"], "left")
    kinds = published().types["ChatMember"].subtypes
    shapes = (published().types[name] for name in kinds)
    fields = next(it.fields for it in shapes if it.fields["status"].must_be == status)
    required = [name for name, field in fields.items() if field.required]
    blank: dict[str, Json] = {
        name: 0 if "Integer" in fields[name].types else name.startswith("can_") for name in required
    }
    return {**blank, "status": status, "user": user}


def _group(state: State, said: Parameters) -> Chat:
    chat = state.chat(said["chat_id"])
    if chat.is_private:
        raise BadRequest("there are no administrators in the private chat")
    return chat


def _drop_pending(state: State, said: Parameters) -> None:
    if said.get("drop_pending_updates"):
        state.updates.clear()


METHODS: Methods = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
