"""The tags of Telegram's HTML: their attributes, what may stand in what, the entity each makes."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from tests.support.botapi.shapes import Json

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
ATTRIBUTES = {
    "a": "href",
    "code": "class",
    "span": "class",
    "tg-emoji": "emoji-id",
    "blockquote": "expandable",
}
TAGS = {*STYLES, *ATTRIBUTES, "pre"}
_LANGUAGE = "language-"


def complaint(tag: str, argument: str | None, outer: Sequence[str]) -> str | None:
    """What is wrong with a start tag inside the outer ones, or None."""
    if tag == "span" and argument != "tg-spoiler":
        return 'Tag "span" must have class "tg-spoiler"'
    if tag == "code" and argument is not None and not argument.startswith(_LANGUAGE):
        return 'Tag "code" must have class "language-…"'
    if tag == "a" and argument and not _is_link(argument):
        return f'Wrong link "{argument}" in the tag "a"'
    if tag == "tg-emoji" and not (argument or "").isdigit():
        return "Invalid custom emoji identifier specified"
    holder = next((name for name in outer if not _may_hold(name, tag)), None)
    return f'Tag "{tag}" can\'t be nested in the tag "{holder}"' if holder else None


def kind(tag: str, argument: str, covered: str) -> Json:
    """The entity's type and what belongs to it; `covered` is the text between the tags."""
    if tag in STYLES:
        return {"type": STYLES[tag]}
    if tag == "a":
        return {"type": "text_link", "url": argument or covered}
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": argument}
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if argument else "blockquote"}
    language = argument.removeprefix(_LANGUAGE)
    return {"type": tag, **({"language": language} if language else {})}


def _is_link(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "tg") and bool(parts.netloc)


def _may_hold(outer: str, inner: str) -> bool:
    """Telegram's nesting: nothing in code, code in no style, quotes and links not in themselves."""
    if outer == "pre":
        return inner == "code"
    if outer == "code" or outer == inner == "blockquote" or outer == inner == "a":
        return False
    return not (outer in STYLES and inner in ("pre", "code"))
