"""Whom this installation names: the contacts of its own corpus, else the project's."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from corpus.contacts import ContactsError, bundled, contacts_in
from corpus.directory import Directory

_log = logging.getLogger(__name__)


def directory_of(folder: Path, today: date) -> Directory:
    """The contacts of the corpus in `folder` on the day `today`. A file that cannot be used leaves
    nobody in danger without a number: the project's own stand in for it."""
    try:
        return Directory(contacts_in(folder), today)
    except ContactsError as error:
        _log.error("%s", error)
        return Directory(bundled(), today)
