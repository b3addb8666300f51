"""The few types that all of this server's modules share: JSON values, uploads, recorded calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A JSON value as it comes off the wire; what may be in it, `schema.py` decides."""

Parameters: TypeAlias = Mapping[str, Json]
"""A call's parameters by name, decoded; an `Upload` where a file was sent."""


@dataclass(frozen=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class Call:
    """One call of the bot and what came of it: `result` or `error` (the JSON answer)."""

    method: str
    parameters: Parameters
    result: Json = None
    error: Json = None
    injected: bool = False

    @property
    def refused(self) -> bool:
        """Refused by this server's own judgement, not because a test asked for it."""
        return self.error is not None and not self.injected
