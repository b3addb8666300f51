"""Looking for what must not stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ALONE = r"(?<![0-9a-f])(?<![0-9][.,]){}(?![0-9a-f])"


def leaked(secrets: Iterable[str], whole: str) -> list[str]:
    """Those of the secrets that stand in a text, in capitals or not. A number must stand there by
    itself: a checksum, an address in memory, the fraction of a second or a number that was drawn
    may happen to contain its digits, and tells nobody anything."""
    return [one for one in secrets if re.search(_pattern(one.casefold()), whole.casefold())]


def _pattern(secret: str) -> str:
    return _ALONE.format(re.escape(secret)) if secret[0].isdigit() else re.escape(secret)
