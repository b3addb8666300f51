"""Telegram's HTML parse mode: marked up text to plain text and entities, or Telegram's complaint.

Where Telegram silently drops something (an unknown attribute, a link that is none, bold in code)
or shows it raw (a bare "&"), this parser refuses: our own text must never depend on that.
"""

import re
from dataclasses import dataclass, field

from tests.support.botapi import tags
from tests.support.botapi.formatted import Formatted, in_order, shown, width
from tests.support.botapi.shapes import Json

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TEXT = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"\s*([^\s=>/\"']*)\s*")
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)(?=[\s>]))")
_END_TAG = re.compile(r"</([^\s>]*)\s*>")


class HtmlError(ValueError):
    """The words that Telegram puts after "can't parse entities: "."""


def parse_html(source: str) -> Formatted:
    """The plain text and its entities, offsets in UTF-16 units; HtmlError where it is wrong."""
    return _Parser(source).parse()


@dataclass(frozen=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    argument: str | None
    offset: int


@dataclass
class _Parser:
    source: str
    at: int = 0
    text: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            self._step()
        if self.open:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted(self.text, in_order(self.entities))

    def _step(self) -> None:
        plain = _TEXT.match(self.source, self.at)
        if plain:
            self.text += plain[0]
            self.at = plain.end()
        elif self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source.startswith("<", self.at):
            self._start_tag()
        else:
            self.text += self._reference()

    def _reference(self) -> str:
        found = _REFERENCE.match(self.source, self.at)
        decoded = _character(found) if found else ""
        if found is None or not decoded:
            raise HtmlError(f'Unescaped or unknown "&" at byte offset {self._byte(self.at)}')
        self.at = found.end()
        return decoded

    def _start_tag(self) -> None:
        begin = self.at
        named = self._match(_TAG_NAME, begin + 1)
        self.at = named.end()
        if self.at == len(self.source):
            raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = named[0].lower()
        if tag not in tags.TAGS:
            raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = self._attributes(tag, begin)
        self._check_start(tag, argument, begin)
        self.open.append(_Open(tag, argument, width(self.text)))

    def _attributes(self, tag: str, begin: int) -> str | None:
        """What the tag's one attribute says, reading up to and over the closing ">"."""
        argument = None
        while True:
            named = self._match(_ATTRIBUTE_NAME, self.at)
            self.at = named.end()
            if self.at >= len(self.source):
                raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if not named[1] and self.source[self.at] == ">":
                self.at += 1
                return argument
            argument = self._attribute(tag, named[1], begin)

    def _attribute(self, tag: str, name: str, begin: int) -> str:
        where = f'the tag "{tag}" at byte offset {self._byte(begin)}'
        if not name:
            raise HtmlError(f"Empty attribute name in {where}")
        if tags.ATTRIBUTES.get(tag) != name:
            raise HtmlError(f'Unsupported attribute "{name}" in {where}')
        if self.source[self.at] != "=" and name == "expandable":
            return name
        if self.source[self.at] != "=":
            raise HtmlError(f"Expected equal sign in declaration of an attribute of {where}")
        value = _VALUE.match(self.source, self.at)
        if value is None:
            raise HtmlError(f"Unclosed value of an attribute of {where}")
        self.at = value.end()
        said = next(group for group in value.groups() if group is not None)
        return _decoded(said)

    def _check_start(self, tag: str, argument: str | None, begin: int) -> None:
        complaint = tags.complaint(tag, argument, [outer.tag for outer in self.open])
        if complaint:
            raise HtmlError(f"{complaint} at byte offset {self._byte(begin)}")

    def _end_tag(self) -> None:
        where = f"at byte offset {self._byte(self.at)}"
        if not self.open:
            raise HtmlError(f"Unexpected end tag {where}")
        found = _END_TAG.match(self.source, self.at)
        if found is None:
            raise HtmlError(f"Unclosed end tag {where}")
        start, name = self.open.pop(), found[1].lower()
        if name and name != start.tag:
            raise HtmlError(
                f'Unmatched end tag {where}, expected "</{start.tag}>", found "</{name}>"'
            )
        self.at = found.end()
        self._close(start)

    def _close(self, start: _Open) -> None:
        span = {"offset": start.offset, "length": width(self.text) - start.offset}
        if not span["length"]:
            return
        kind = tags.kind(start.tag, start.argument or "", shown(self.text, span))
        last = self.entities[-1] if self.entities else {}
        if kind["type"] == "pre" and last.items() >= {"type": "code", **span}.items():
            # <pre><code class="language-x">: one entity, which keeps the language.
            kind = {**self.entities.pop(), "type": "pre"}
        if kind["type"] == "code" and not any(outer.tag == "pre" for outer in self.open):
            kind.pop("language", None)
        self.entities.append({**kind, **span})

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        found = pattern.match(self.source, at)
        assert found is not None, "the pattern matches the empty string"
        return found

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _decoded(said: str) -> str:
    return _REFERENCE.sub(lambda found: _character(found) or found[0], said)


def _character(found: re.Match[str]) -> str:
    """What a reference stands for; empty where it stands for nothing."""
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    valid = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else ""
