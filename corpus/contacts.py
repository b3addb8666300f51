"""Whom to call or write to, as data (`data/contacts.yaml`): who answers there, which publication
says so, and when it said so. A mistake in the file is refused on reading: nobody calls to find out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpus.areas import AreaTree
from corpus.areas import bundled as bundled_areas
from corpus.datafile import reason

NAME = "contacts.yaml"
BUNDLED = Path(__file__).parent / "data" / NAME
EVERYWHERE = "indonesia"


class ContactsError(ValueError):
    """The file cannot be used; the message, in Indonesian, names the entry and the reason."""


class Way(StrEnum):
    """How a contact is reached."""

    PHONE = "phone"
    WEB = "web"
    CHAT = "chat"


class Purpose(StrEnum):
    """What a contact is for."""

    EMERGENCY = "emergency"
    VIOLATIONS = "violations"
    VOTERS = "voters"
    ETHICS = "ethics"
    NEUTRALITY = "neutrality"
    PROTECTION = "protection"


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_CHANNELS = {
    Way.PHONE: r"[0-9][0-9 -]{1,18}[0-9]",
    Way.CHAT: r"\+?[0-9][0-9 -]{6,18}[0-9]|@\w{4,}",
    Way.WEB: r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?",
}
_SOURCE = re.compile(r"https?://[^\s/]+\.\S+|[\w.-]+")


class Contact(BaseModel):
    """One desk. `name` says what it is where only `channel` stands beside it; `owner` can confirm
    it. `source`: the id of a document of the corpus, or the address of a publication."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: _Words
    name: _Words
    owner: _Words
    way: Way
    channel: _Words
    purpose: Purpose
    area: _Words = EVERYWHERE
    source: _Words
    verified_on: date
    limit_days: int = Field(gt=0)

    @property
    def urgent(self) -> bool:
        """Whether it is for people in danger."""
        return self.purpose is Purpose.EMERGENCY

    def withheld(self, today: date) -> bool:
        """Whether `today` is past the last day on which it counts as verified."""
        return today > self.verified_on + timedelta(days=self.limit_days)


def read_contacts(file: Path, areas: AreaTree) -> tuple[Contact, ...]:
    """The contacts of `file` in order. Raises ContactsError at the first that is none, where two
    have one key, and where there is nobody to call in danger."""
    contacts: dict[str, Contact] = {}
    for number, entry in enumerate(_entries(file), start=1):
        try:
            contact = _contact(entry, areas)
            if contact.key in contacts:
                raise ValueError(f"key: '{contact.key}' sudah dipakai")
        except ValueError as error:
            raise ContactsError(f"{file.name}, kontak ke-{number}: {error}") from error
        contacts[contact.key] = contact
    if not any(one.urgent and one.area == EVERYWHERE for one in contacts.values()):
        raise ContactsError(f"{file.name}: tidak ada kontak darurat untuk seluruh {EVERYWHERE}")
    return tuple(contacts.values())


@cache
def bundled() -> tuple[Contact, ...]:
    """The contacts that ship with the project."""
    return read_contacts(BUNDLED, bundled_areas())


def contacts_in(folder: Path) -> tuple[Contact, ...]:
    """The contacts of the corpus in `folder`, or the project's own where that holds none; read
    again when the file has changed. Raises ContactsError."""
    file = folder / NAME
    try:
        changed = file.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return bundled()
    except OSError as error:
        raise ContactsError(f"{NAME} tidak dapat dibaca: {error.strerror}") from error
    return _read_once(file, changed)


@lru_cache(4)
def _read_once(file: Path, changed: int) -> tuple[Contact, ...]:
    return read_contacts(file, bundled_areas())


def _entries(file: Path) -> list[Any]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContactsError(f"{file.name} tidak dapat dibaca: {error}") from error
    if not isinstance(entries, list):
        raise ContactsError(f"{file.name} harus berisi daftar kontak")
    return entries


def _contact(entry: Any, areas: AreaTree) -> Contact:
    """The contact that `entry` describes; a ValueError says which field is wrong and why."""
    try:
        contact = Contact.model_validate(entry)
    except ValidationError as error:
        raise ValueError(reason(error)) from error
    if not re.fullmatch(_CHANNELS[contact.way], contact.channel):
        raise ValueError(f"channel: '{contact.channel}' bukan {contact.way}")
    if areas.get(contact.area) is None:
        raise ValueError(f"area: wilayah '{contact.area}' tidak dikenal")
    if not _SOURCE.fullmatch(contact.source):
        raise ValueError(f"source: '{contact.source}' bukan id dokumen dan bukan alamat https")
    return contact
