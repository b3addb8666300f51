"""The methods over messages that exist as text: send, edit, delete, copy, forward, typing."""

from tests.support.botapi.delivery import send
from tests.support.botapi.errors import BadRequest
from tests.support.botapi.keyboard import check_markup, inline_markup
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import Chat, Methods, State
from tests.support.botapi.text import caption, message_text

_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_MEDIA = ("photo", "document", "video", "audio", "voice", "animation")
_NOT_COPIED = ("message_id", "date", "chat", "from", "reply_to_message", "reply_markup")


def send_message(state: State, said: Parameters) -> Json:
    state.open_chat(said["chat_id"])
    return send(state, said, {**message_text(state, said), **_preview(said)})


def edit_message_text(state: State, said: Parameters) -> Json:
    chat, message = own_message(state, said)
    if "text" not in message:
        raise BadRequest("there is no text in the message to edit")
    content = {**message_text(state, said), **_preview(said)}
    gone = ("text", "entities", "link_preview_options")
    return edited(state, chat, without(message, *gone), content, said)


def edit_message_caption(state: State, said: Parameters) -> Json:
    chat, message = own_message(state, said)
    if not any(kind in message for kind in _MEDIA):
        raise BadRequest("there is no caption in the message to edit")
    kept = without(message, "caption", "caption_entities")
    return edited(state, chat, kept, caption(state, said), said)


def edit_message_reply_markup(state: State, said: Parameters) -> Json:
    chat, message = own_message(state, said)
    return edited(state, chat, message, {}, said)


def delete_message(state: State, said: Parameters) -> Json:
    chat = state.open_chat(said["chat_id"])
    message = state.message(chat, said["message_id"], "delete")
    _check_deletable(state, chat, message)
    state.remove(chat, message)
    return True


def delete_messages(state: State, said: Parameters) -> Json:
    """Deletes what it finds; ids that are not found are skipped, as Telegram does."""
    chat = state.open_chat(said["chat_id"])
    if not 1 <= len(said["message_ids"]) <= 100:
        raise BadRequest("there must be 1-100 message identifiers")
    found = [state.messages.get((chat.id, number)) for number in said["message_ids"]]
    for message in filter(None, found):
        _check_deletable(state, chat, message)
        state.remove(chat, message)
    return True


def forward_message(state: State, said: Parameters) -> Json:
    message = _source(state, said, "forward")
    origin = {"type": "user", "date": message["date"], "sender_user": message["from"]}
    content = without(message, *_NOT_COPIED)
    return send(state, said, {"forward_origin": origin, **content})


def copy_message(state: State, said: Parameters) -> Json:
    content = without(_source(state, said, "copy"), *_NOT_COPIED, "forward_origin")
    if "caption" in said:
        content = {**without(content, "caption", "caption_entities"), **caption(state, said)}
    return {"message_id": send(state, said, content)["message_id"]}


def send_chat_action(state: State, said: Parameters) -> Json:
    state.open_chat(said["chat_id"])
    if said["action"] not in _ACTIONS:
        raise BadRequest("wrong parameter action in request")
    return True


def own_message(state: State, said: Parameters) -> tuple[Chat, Json]:
    """The chat and the bot's own message that an edit is about."""
    if "chat_id" not in said:
        raise BadRequest("chat_id is empty")
    chat = state.open_chat(said["chat_id"])
    message = state.message(chat, said.get("message_id"), "edit")
    if message["from"]["id"] != state.bot["id"]:
        raise BadRequest("message can't be edited")
    return chat, message


def edited(state: State, chat: Chat, kept: Json, content: Json, said: Parameters) -> Json:
    """The message in its new form; without a `reply_markup` in the call its keyboard goes."""
    markup = said.get("reply_markup")
    if markup is not None:
        check_markup(markup)
    before = state.messages[(chat.id, kept["message_id"])]
    after = {**without(kept, "reply_markup"), **content, **inline_markup(markup)}
    if without(after, "edit_date") == without(before, "edit_date"):
        raise BadRequest(_NOT_MODIFIED)
    after["edit_date"] = state.now()
    state.replace(chat, after)
    return after


def without(message: Json, *names: str) -> Json:
    return {key: value for key, value in message.items() if key not in names}


def _preview(said: Parameters) -> Json:
    name = "link_preview_options"
    return {name: said[name]} if name in said else {}


def _source(state: State, said: Parameters, purpose: str) -> Json:
    chat = state.chat(said["from_chat_id"])
    return state.message(chat, said["message_id"], purpose)


def _check_deletable(state: State, chat: Chat, message: Json) -> None:
    is_own = message["from"]["id"] == state.bot["id"]
    is_admin = chat.members.get(state.bot["id"]) == "administrator"
    if not (is_own or is_admin or chat.is_private):
        raise BadRequest("message can't be deleted")


METHODS: Methods = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
}
