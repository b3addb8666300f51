"""What a person sees of a message: its words by their formatting, its links, its buttons."""

from __future__ import annotations

from tests.support.botapi import Json
from tests.support.botapi.formatted import shown


def formatted(message: Json, kind: str) -> list[str]:
    """The words under entities of `kind`, in order."""
    return [
        shown(message["text"], entity)
        for entity in message.get("entities", [])
        if entity["type"] == kind
    ]


def links(message: Json) -> dict[str, str]:
    """Addresses by the words that lead to them."""
    return {
        shown(message["text"], entity): entity["url"]
        for entity in message.get("entities", [])
        if entity["type"] == "text_link"
    }


def buttons(message: Json) -> list[str]:
    """Labels, from the top."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
