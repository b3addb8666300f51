"""What a source is: one frozen, validated `Document`, with the words the field uses for its parts.

The front matter of a Markdown document and the keys of a JSONL line are these fields, by these
names; anything else is refused, because a misspelt `drill` would turn a rehearsal into an event.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from corpus.fingerprint import digest


class Kind(StrEnum):
    """What sort of publication a document is."""

    NEWS = "news"
    STATEMENT = "statement"
    REGULATION = "regulation"
    GUIDE = "guide"
    CLARIFICATION = "clarification"


class Form(StrEnum):
    """Whether `text` is the source's own wording or this project's summary of it."""

    SUMMARY = "summary"
    ORIGINAL = "original"


class Reliability(StrEnum):
    """How near the publication is to whoever said it: the speaker, a reporter, a copy of either."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    COPY = "copy"


class Regime(StrEnum):
    """The law an election is held under; the same act is punished differently under each."""

    PEMILU = "pemilu"
    PILKADA = "pilkada"
    PSU = "psu"


class Stage(StrEnum):
    """A stage of an election, in the order of the calendar."""

    PREPARATION = "persiapan"
    VOTER_LIST = "pemutakhiran-pemilih"
    NOMINATION = "pencalonan"
    CAMPAIGN = "kampanye"
    QUIET_PERIOD = "masa-tenang"
    VOTING = "pemungutan-suara"
    COUNTING = "penghitungan-suara"
    RECAPITULATION = "rekapitulasi"
    DISPUTE = "sengketa-hasil"
    AFTERMATH = "pascapemilu"


_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
# Half of a surrogate pair counts too: JSON can spell one, and no file can hold it.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _partial_date(value: str) -> str:
    match = _PARTIAL_DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ValueError(f"'{value}' bukan tanggal; tulis 2023-10-02, 2023-10, atau 2023") from None
    return value


def _as_text(value: Any) -> Any:
    """A year may be written as a number in JSON, a whole date is no text in YAML."""
    return str(value) if type(value) in (int, date) else value


def _as_list(value: Any) -> Any:
    """`regime: pemilu` is the short way to write a list of one."""
    return [value] if isinstance(value, str) else value


def _address(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError(f"'{value}' bukan alamat http atau https")
    return value


def _without_control(value: str) -> str:
    if found := _CONTROL.search(value):
        raise ValueError(f"berisi karakter kendali {found.group()!r} di posisi {found.start()}")
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("kosong")
    return value


def _unbroken(value: str) -> str:
    if value.splitlines() != [value]:
        raise ValueError("lebih dari satu baris")
    return value


def _folded(value: str) -> str:
    """One line: YAML's block style and copied titles bring line breaks along."""
    return " ".join(value.split())


PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_partial_date)]
"""An ISO date of which day, or day and month, may be unknown: `2023-10-02`, `2023-10`, `2023`."""

_Text = Annotated[str, AfterValidator(_without_control), AfterValidator(_not_blank)]
_Line = Annotated[_Text, AfterValidator(_folded)]


class Source(BaseModel):
    """What is known of a source beside its text.

    What it does not tell is None (or empty), and is shown to readers as not recorded.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[_Text, Field(max_length=200), AfterValidator(_unbroken)]
    kind: Kind = Kind.NEWS
    form: Form = Form.ORIGINAL
    reliability: Reliability = Reliability.SECONDARY
    title: Annotated[_Line, Field(max_length=500)]
    publisher: Annotated[_Line, Field(max_length=200)] | None = None
    url: Annotated[_Line, Field(max_length=2000), AfterValidator(_address)] | None = None
    published_on: PartialDate | None = None
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    regime: Annotated[tuple[Regime, ...], BeforeValidator(_as_list)] = ()
    area: str | None = None
    stages: Annotated[tuple[Stage, ...], BeforeValidator(_as_list)] = ()
    drill: bool = False


class Document(Source):
    """One source. `text` is stored as it was read and never changed: spans point into it."""

    text: _Text

    @property
    def fingerprint(self) -> str:
        """Hash of every field: two documents are the same exactly when this is the same.

        Not cached: `model_copy` would hand it on to a document that has changed.
        """
        return digest(self.model_dump_json())
