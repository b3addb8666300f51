"""A report written as a list: "1. P 480/500", and the next one in the next line."""

from __future__ import annotations

import re

_ITEM = re.compile(
    r"(?m)(?:^|(?<=\s))(?:(?P<at>[0-9]{1,2})|(?P<letter>[a-jA-J]))[.)]\s+(?=[^\W\d_])"
)


def unnumbered(text: str) -> str:
    """`text` without the numbers or letters of a list: 1, 2, 3 or a, b, each line or not."""
    items = list(_ITEM.finditer(text))
    leading = [one for one in items if not text[: one.start()].rpartition("\n")[2].strip()]
    numbers = [one for one in items if one["at"]]
    letters = [one for one in leading if one["letter"]]
    counted = [int(one["at"]) for one in numbers] == list(range(1, len(numbers) + 1))
    spelt = "".join(one["letter"].casefold() for one in letters)
    listed = numbers if counted and numbers[:1] == leading[:1] else []
    if len(spelt) > 1 and "abcdefghij".startswith(spelt):
        listed = [*listed, *letters]
    for one in listed:
        text = f"{text[: one.start()]}{' ' * len(one[0])}{text[one.end() :]}"
    return text
