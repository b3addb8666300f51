"""Which entities Telegram finds in plain text itself: commands, mentions, hashtags, addresses."""

import re
from collections.abc import Iterable

from tests.support.botapi.formatted import Formatted, in_order, width
from tests.support.botapi.shapes import Json

_TLDS = "id|com|org|net|info|me|gov|edu|io|co|asia|int"
# In the order in which they win over one another where they overlap.
_PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"]*[\w/=&#%-]")),
    ("url", re.compile(rf"(?<![\w@./])(?:[\w-]+\.)+(?:{_TLDS})\b(?:/[^\s<>\"]*[\w/=&#%-])?")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
)
_OPAQUE = ("pre", "code", "text_link", "text_mention")


def with_detected(formatted: Formatted) -> Formatted:
    """The same text with the entities added that Telegram finds outside code and links."""
    taken = [_span(entity) for entity in formatted.entities if entity["type"] in _OPAQUE]
    found: list[Json] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(formatted.text):
            entity = _entity(kind, formatted.text, match)
            if not _overlaps(_span(entity), taken):
                taken.append(_span(entity))
                found.append(entity)
    return Formatted(formatted.text, in_order([*formatted.entities, *found]))


def _entity(kind: str, text: str, match: re.Match[str]) -> Json:
    return {"type": kind, "offset": width(text[: match.start()]), "length": width(match[0])}


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
