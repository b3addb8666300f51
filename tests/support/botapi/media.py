"""The methods over files: photos and documents sent, exchanged and fetched again."""

import hashlib
import struct

from tests.support.botapi.delivery import send
from tests.support.botapi.errors import BadRequest, NotModelled
from tests.support.botapi.messages import edited, own_message, without
from tests.support.botapi.shapes import Json, Parameters, Upload
from tests.support.botapi.state import Methods, State, StoredFile
from tests.support.botapi.text import caption

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOCUMENT = 50 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def store(state: State, upload: Upload, folder: str) -> StoredFile:
    """The file kept under new ids; `folder` is the kind's, as in Telegram's file paths."""
    number = state.number()
    unique = hashlib.sha256(upload.content).hexdigest()[:16]
    shown: dict[str, Json] = {
        "file_id": f"file-{number}-{unique}",
        "file_unique_id": unique,
        "file_size": len(upload.content),
    }
    stored = StoredFile(shown, f"{folder}/file_{number}.{_suffix(upload)}", upload.content)
    state.files[shown["file_id"]] = stored
    return stored


def photo(state: State, upload: Upload) -> Json:
    """The `photo` field of a message: here one size, the original."""
    if len(upload.content) > MAX_PHOTO:
        raise BadRequest("file is too big for a photo")
    width, height = _dimensions(upload.content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    shown = store(state, upload, "photos").shown
    return {"photo": [{**shown, "width": width, "height": height}]}


def document(state: State, upload: Upload) -> Json:
    """The `document` field of a message."""
    if len(upload.content) > MAX_DOCUMENT:
        raise BadRequest("Request Entity Too Large")
    shown = store(state, upload, "documents").shown
    named = {"file_name": upload.name, "mime_type": upload.content_type}
    return {"document": {**shown, **named}}


_KINDS = {"photo": photo, "document": document}


def send_photo(state: State, said: Parameters) -> Json:
    return _send(state, said, "photo")


def send_document(state: State, said: Parameters) -> Json:
    return _send(state, said, "document")


def send_media_group(state: State, said: Parameters) -> Json:
    items = said["media"]
    if not 2 <= len(items) <= 10:
        raise BadRequest("there must be 2-10 media in the group")
    group = {"media_group_id": str(state.number())}
    contents = [_input_media(state, said, item) for item in items]
    return [send(state, said, {**content, **group}) for content in contents]


def edit_message_media(state: State, said: Parameters) -> Json:
    chat, message = own_message(state, said)
    gone = ("text", "entities", "link_preview_options", "caption", "caption_entities", *_KINDS)
    content = _input_media(state, said, said["media"])
    return edited(state, chat, without(message, *gone), content, said)


def get_file(state: State, said: Parameters) -> Json:
    stored = state.files.get(said["file_id"])
    if stored is None:
        raise BadRequest("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise BadRequest("file is too big")
    return {**stored.shown, "file_path": stored.path}


def _send(state: State, said: Parameters, kind: str) -> Json:
    state.open_chat(said["chat_id"])
    words = caption(state, said)
    return send(state, said, {**_content(state, kind, said[kind]), **words})


def _input_media(state: State, said: Parameters, item: Json) -> Json:
    if item["type"] not in _KINDS:
        raise NotModelled(f"media of type {item['type']}")
    source = said.get(item["media"], item["media"])
    if isinstance(source, str) and source.startswith("attach://"):
        raise BadRequest(f"there is no file {source} in the request")
    return {**_content(state, item["type"], source), **caption(state, item)}


def _content(state: State, kind: str, source: str | Upload) -> Json:
    """The field for an uploaded file, or for one sent before by its file_id."""
    if isinstance(source, Upload):
        if not source.content:
            raise BadRequest("file must be non-empty")
        return _KINDS[kind](state, source)
    if source.startswith(("http://", "https://")):
        raise NotModelled(f"sending a {kind} by URL")
    for message in state.messages.values():
        held = message.get(kind)
        if held and source in {size["file_id"] for size in (held if kind == "photo" else [held])}:
            return {kind: held}
    raise BadRequest("wrong file identifier/HTTP URL specified")


def _dimensions(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; a JPEG passes as 800 x 600; nothing else is a photo here."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(_JPEG):
        return 800, 600
    raise BadRequest("IMAGE_PROCESS_FAILED")


def _suffix(upload: Upload) -> str:
    return upload.name.rpartition(".")[2] if "." in upload.name else "bin"


METHODS: Methods = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "editMessageMedia": edit_message_media,
    "getFile": get_file,
}
