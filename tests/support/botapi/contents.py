"""What people send besides text: photos, documents, stickers and voice, with files behind them."""

import mimetypes

from tests.support.botapi import media
from tests.support.botapi.shapes import Json, Upload
from tests.support.botapi.state import State

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""A PNG of one pixel."""


def photo(state: State, content: bytes) -> Json:
    return media.photo(state, Upload("photo.jpg", content, "image/jpeg"))


def document(state: State, name: str, content: bytes) -> Json:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return media.document(state, Upload(name, content, kind))


def sticker(state: State) -> Json:
    stored = media.store(state, Upload("sticker.webp", b"RIFF", "image/webp"), "stickers")
    size = {"width": 512, "height": 512}
    kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    return {"sticker": {**stored.shown, **size, **kind}}


def voice(state: State) -> Json:
    stored = media.store(state, Upload("voice.ogg", b"OggS", "audio/ogg"), "voice")
    return {"voice": {**stored.shown, "duration": 3, "mime_type": "audio/ogg"}}
