"""Whether a text or caption may be sent: its markup, its length, and what Telegram makes of it."""

import re
from dataclasses import replace

from tests.support.botapi.detect import with_detected
from tests.support.botapi.errors import BadRequest, NotModelled
from tests.support.botapi.formatted import Formatted, in_order, trimmed, width
from tests.support.botapi.html import HtmlError, parse_html
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import State

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
_USER_LINK = re.compile(r"tg://user/?\?id=(\d+)")


def message_text(state: State, said: Parameters) -> Json:
    """`text` and `entities` of the message; refused when empty, too long or wrongly marked up."""
    formatted = _formatted(state, said, "text", "entities")
    if not formatted.text:
        raise BadRequest("message text is empty")
    if width(formatted.text) > MAX_TEXT:
        raise BadRequest("message is too long")
    return _fields(formatted, "text", "entities")


def caption(state: State, said: Parameters) -> Json:
    """`caption` and `caption_entities`, both absent where none was said."""
    formatted = _formatted(state, said, "caption", "caption_entities")
    if width(formatted.text) > MAX_CAPTION:
        raise BadRequest("message caption is too long")
    return _fields(formatted, "caption", "caption_entities")


def _formatted(state: State, said: Parameters, name: str, entities: str) -> Formatted:
    text, given = said.get(name, ""), said.get(entities)
    mode = said.get("parse_mode", "").lower()
    if mode and given:
        raise BadRequest(f"{entities} and parse_mode are given at once")
    parsed = _parsed(text, mode) if mode else Formatted(text, in_order(given or []))
    _check_entities(parsed)
    linked = [_with_user(state, entity) for entity in parsed.entities]
    return with_detected(trimmed(replace(parsed, entities=linked)))


def _parsed(text: str, mode: str) -> Formatted:
    if mode in ("markdown", "markdownv2"):
        raise NotModelled("parse_mode Markdown; use HTML")
    if mode != "html":
        raise BadRequest("unsupported parse_mode")
    try:
        return parse_html(text)
    except HtmlError as error:
        raise BadRequest(f"can't parse entities: {error}") from error


def _check_entities(formatted: Formatted) -> None:
    """Telegram shows text beyond the 100th entity plain and cuts wrong offsets; refused here."""
    if len(formatted.entities) > MAX_ENTITIES:
        raise BadRequest(f"more than {MAX_ENTITIES} entities in the message")
    length = width(formatted.text)
    for entity in formatted.entities:
        inside = 0 <= entity["offset"] < entity["offset"] + entity["length"] <= length
        if not inside:
            raise BadRequest(f"entity {entity} lies outside the text")


def _with_user(state: State, entity: Json) -> Json:
    """A link to a user that Telegram knows becomes a mention of that user."""
    found = _USER_LINK.fullmatch(entity.get("url", ""))
    user = state.users.get(int(found[1])) if found else None
    if user is None:
        return entity
    span = {key: entity[key] for key in ("offset", "length")}
    return {"type": "text_mention", **span, "user": user}


def _fields(formatted: Formatted, name: str, entities: str) -> Json:
    fields: dict[str, Json] = {name: formatted.text} if formatted.text else {}
    if formatted.entities:
        fields[entities] = formatted.entities
    return fields
