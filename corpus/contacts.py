"""Whom to call, as data (`data/contacts.yaml`): who answers there, which document says so, and when
it was last verified. A contact older than its limit is withheld, for a number that has changed
hands leads people astray; only what helps in danger is shown at any age, with its date."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

BUNDLED = Path(__file__).parent / "data" / "contacts.yaml"

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ContactsError(ValueError):
    """The file cannot be used; the message, in Indonesian, names the entry and the reason."""


class Contact(BaseModel):
    """One desk. `channel` is a telephone number or an address; `source` the id of the document that
    states it; `area` an id of the area tree; `urgent`: for people in danger."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: _Words
    name: _Words
    owner: _Words
    channel: _Words
    area: _Words
    urgent: bool
    source: _Words
    verified_on: date
    limit_days: int = Field(gt=0)

    def stale(self, today: date) -> bool:
        """Whether `today` is past the last day on which it counts as verified."""
        return today > self.verified_on + timedelta(days=self.limit_days)


def read_contacts(file: Path) -> tuple[Contact, ...]:
    """The contacts of `file` in order. Raises ContactsError at the first that is none, and where
    two have one key."""
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContactsError(f"{file.name} tidak dapat dibaca: {error}") from error
    if not isinstance(entries, list):
        raise ContactsError(f"{file.name} harus berisi daftar kontak")
    contacts: dict[str, Contact] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            contact = Contact.model_validate(entry)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            field = ".".join(map(str, fault["loc"])) or "isi"
            raise ContactsError(
                f"{file.name}, kontak ke-{number}: {field}: {fault['msg']}"
            ) from error
        if contact.key in contacts:
            raise ContactsError(f"{file.name}, kontak ke-{number}: '{contact.key}' sudah ada")
        contacts[contact.key] = contact
    return tuple(contacts.values())


@cache
def bundled() -> tuple[Contact, ...]:
    """The contacts that ship with the project."""
    return read_contacts(BUNDLED)
