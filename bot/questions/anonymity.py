"""How what is kept of a question names nobody: for the asker stands a keyed hash of his id, for a
number or an e-mail address in the text stands a word.

The key lies in a file of its own, never in the database: whoever gets hold of the database alone
cannot try ids until one fits. Without the key nothing leads back to anybody.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bot import texts

KEY_FILE = "secret.key"
"""In the data folder, which all copies of the bot share: with another key nobody is recognised."""

_BYTES = 32
# Ten digits and more, as people write them: a telephone number, a NIK, an account.
_NUMBER = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){9,}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Anonymity:
    """`folder` holds the key, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / KEY_FILE

    def person(self, id: int) -> str:
        """32 hexadecimal digits, the same for the same id. Raises OSError where the key can be
        neither read nor made."""
        return blake2b(str(id).encode(), key=self._key, digest_size=16).hexdigest()

    @cached_property
    def _key(self) -> bytes:
        if not self._file.exists():
            _make(self._file)
        key = self._file.read_bytes()
        if len(key) != _BYTES:
            raise OSError(f"{self._file} is not a key")
        return key


def masked(text: str) -> str:
    """`text` without what is most likely somebody's number or e-mail address."""
    return _NUMBER.sub(texts.MASKED_NUMBER, _ADDRESS.sub(texts.MASKED_ADDRESS, text))


def _make(file: Path) -> None:
    """Write a key that only its owner can read: whole or not at all, and never over another
    process's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp's files are their owner's alone.
    handle, aside = tempfile.mkstemp(prefix=f".{KEY_FILE}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(aside, file)
    finally:
        os.unlink(aside)
