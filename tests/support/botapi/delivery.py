"""What every send method has in common: the chat, the reply, the keyboard, the protection."""

from tests.support.botapi.errors import BadRequest, NotModelled
from tests.support.botapi.keyboard import check_markup, inline_markup
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import Chat, State

# Valid, but with an effect that nobody here imitates: a test that relies on one must fail.
_NOT_MODELLED = (
    "business_connection_id",
    "direct_messages_topic_id",
    "inline_message_id",
    "message_effect_id",
    "rich_message",
    "suggested_post_parameters",
)


def check_modelled(said: Parameters) -> None:
    """NotModelled where the call says something that this server would have to ignore."""
    for name in _NOT_MODELLED:
        if name in said:
            raise NotModelled(f"the parameter {name}")


def send(state: State, said: Parameters, content: Json) -> Json:
    """The stored message of the bot with that content; the refusals that all sends share."""
    chat = state.open_chat(said["chat_id"])
    if "message_thread_id" in said and not chat.shown.get("is_forum"):
        raise BadRequest("message thread not found")
    markup = said.get("reply_markup")
    if markup is not None:
        check_markup(markup)
    fields = {**_reply(state, chat, said), **content, **inline_markup(markup)}
    if said.get("protect_content"):
        fields["has_protected_content"] = True
    return state.bot_message(chat, fields)


def _reply(state: State, chat: Chat, said: Parameters) -> Json:
    reply = said.get("reply_parameters")
    if reply is None:
        return {}
    if reply.get("chat_id", chat.id) != chat.id:
        raise NotModelled("replies to another chat")
    found = state.messages.get((chat.id, reply["message_id"]))
    if found is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise BadRequest("message to be replied not found")
    return {"reply_to_message": state.as_reply(found), **_quote(found, reply)}


def _quote(message: Json, reply: Json) -> Json:
    quote = reply.get("quote")
    if quote is None:
        return {}
    text = message.get("text", message.get("caption", ""))
    if quote not in text:
        raise BadRequest("message quote not found")
    before = text[: text.index(quote)].encode("utf-16-le")
    return {"quote": {"text": quote, "position": len(before) // 2, "is_manual": True}}
