"""Text with marks on it, as a value: it can be joined, cut anywhere and measured as Telegram
measures it, and becomes HTML only at the end. Corpus text is hostile; here is the one place that
escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """One tag over `plain[start:end]`. Marks of one text nest, the outer one first."""

    start: int
    end: int
    tag: str
    attributes: str = ""

    def moved(self, by: int) -> Mark:
        return replace(self, start=self.start + by, end=self.end + by)

    def clipped(self, start: int, end: int) -> Mark:
        return replace(self, start=max(self.start, start), end=min(self.end, end))


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader sees, and the marks over it. Immutable; `+` joins two."""

    plain: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Text) -> Text:
        moved = tuple(mark.moved(len(self.plain)) for mark in other.marks)
        return Text(self.plain + other.plain, self.marks + moved)

    @property
    def units(self) -> int:
        """Length as Telegram counts it: UTF-16 units after the markup is parsed."""
        return len(self.plain.encode("utf-16-le")) // 2

    def cut(self, start: int, end: int) -> Text:
        """`plain[start:end]` with what remains of the marks."""
        clipped = (mark.clipped(start, end) for mark in self.marks)
        kept = tuple(mark.moved(-start) for mark in clipped if mark.start < mark.end)
        return Text(self.plain[start:end], kept)

    def strip(self) -> Text:
        """Without white space at either end."""
        end = len(self.plain.rstrip())
        return self.cut(min(len(self.plain) - len(self.plain.lstrip()), end), end)

    def html(self) -> str:
        """Telegram's HTML, everything that is not a mark escaped."""
        pieces: list[str] = []
        opened: list[Mark] = []
        at = 0

        def write_to(position: int) -> None:
            nonlocal at
            while opened and opened[-1].end <= position:
                mark = opened.pop()
                pieces.append(f"{escape(self.plain[at : mark.end], quote=False)}</{mark.tag}>")
                at = mark.end
            pieces.append(escape(self.plain[at:position], quote=False))
            at = position

        for mark in sorted(self.marks, key=lambda mark: (mark.start, -mark.end)):
            write_to(mark.start)
            pieces.append(f"<{mark.tag}{mark.attributes}>")
            opened.append(mark)
        write_to(len(self.plain))
        return "".join(pieces)


def _marked(inner: Text | str, tag: str, attributes: str = "") -> Text:
    text = Text(inner) if isinstance(inner, str) else inner
    return Text(text.plain, (Mark(0, len(text.plain), tag, attributes), *text.marks))


def bold(inner: Text | str) -> Text:
    return _marked(inner, "b")


def italic(inner: Text | str) -> Text:
    return _marked(inner, "i")


def code(inner: str) -> Text:
    """A phone copies it with one tap."""
    return _marked(inner, "code")


def quote(inner: Text | str) -> Text:
    """Collapsed to three lines on the phone until the reader opens it."""
    return _marked(inner, "blockquote", " expandable")


def folded(text: Text, below: int = 1) -> Text:
    """The first lines of `text`, and what is below them as a quote: so long texts keep their
    headings together on one screen."""
    lines = text.plain.split("\n")
    head = len("\n".join(lines[:below]))
    if head == len(text.plain):
        return text
    return text.cut(0, head + 1) + quote(text.cut(head + 1, len(text.plain)))


def link(inner: Text | str, address: str | None) -> Text:
    """A link, or the bare words where the address is not recorded."""
    if address is None:
        return Text(inner) if isinstance(inner, str) else inner
    return _marked(inner, "a", f' href="{escape(address)}"')


def join(separator: str, texts: Iterable[Text | str]) -> Text:
    """Like `str.join`."""
    joined = Text("")
    for number, text in enumerate(texts):
        piece = Text(text) if isinstance(text, str) else text
        joined = joined + Text(separator) + piece if number else piece
    return joined
