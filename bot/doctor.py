"""What is configured, what works, and what to do about the rest."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot import texts
from bot.almanac import faults
from bot.errors import SiagaError
from bot.reloads.reload import open_store, read_corpus, sources_of
from bot.render.contacts import verified
from bot.settings import Settings
from corpus.contacts import ContactsError, contacts_in
from corpus.stages import calendar_in
from index.embed import Embedder, EmbedderError, open_embedder
from index.snapshot import open_current
from index.store import NoGeneration

_PATIENCE = 10
"""Seconds that Telegram has to say who the bot is."""


class Health(StrEnum):
    """How a thing is; only BAD makes the whole unhealthy."""

    GOOD = texts.DOCTOR_GOOD
    NOTE = texts.DOCTOR_NOTE
    BAD = texts.DOCTOR_BAD


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, in a sentence that says what to do where something is to be done."""

    health: Health
    sentence: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding about this installation, as it is made."""
    yield Finding(Health.GOOD, texts.DOCTOR_SETTINGS)
    for name in settings.unused:
        yield Finding(Health.NOTE, texts.UNUSED_SETTING.format(name=name))
    yield _folder(settings)
    yield from _corpus(settings)
    yield from _contacts(settings, date.today())
    yield from _almanac(settings)
    try:
        embedder = open_embedder(settings.model)
    except EmbedderError as error:
        yield Finding(Health.BAD, str(error))
    else:
        known = texts.DOCTOR_MODEL.format(name=embedder.name, dimension=embedder.dimension)
        yield Finding(Health.GOOD, known)
        yield from _index(settings, embedder)
    yield from _database(settings)
    yield _telegram(settings)


def _folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    existing = next(
        path for path in (folder.absolute(), *folder.absolute().parents) if path.exists()
    )
    if os.access(existing, os.W_OK):
        return Finding(Health.GOOD, texts.DOCTOR_FOLDER.format(folder=folder))
    return Finding(Health.BAD, texts.DOCTOR_FOLDER_CLOSED.format(folder=folder))


def _corpus(settings: Settings) -> Iterator[Finding]:
    reading = read_corpus(settings.corpus_dir)
    folder = settings.corpus_dir
    if reading.documents:
        sentence = texts.DOCTOR_CORPUS.format(documents=len(reading.documents), folder=folder)
        yield Finding(Health.GOOD, sentence)
    else:
        yield Finding(Health.BAD, texts.DOCTOR_CORPUS_EMPTY.format(folder=folder))
    if reading.rejected:
        yield Finding(Health.BAD, texts.DOCTOR_REJECTED.format(count=len(reading.rejected)))


def _contacts(settings: Settings, today: date) -> Iterator[Finding]:
    """A contact that nobody made sure of again is a note: the bot withholds it by itself."""
    try:
        contacts = contacts_in(settings.corpus_dir)
    except ContactsError as error:
        yield Finding(Health.BAD, texts.DOCTOR_CONTACTS_BROKEN.format(reason=error))
        return
    yield Finding(Health.GOOD, texts.DOCTOR_CONTACTS.format(count=len(contacts)))
    for one in contacts:
        if one.withheld(today):
            told = texts.DOCTOR_CONTACT_OLD.format(key=one.key, date=verified(one), owner=one.owner)
            yield Finding(Health.NOTE, told)


def _almanac(settings: Settings) -> Iterator[Finding]:
    """The calendar, the indices, the patterns and the ages of reports."""
    found = list(faults(settings.corpus_dir))
    for fault in found:
        yield Finding(Health.BAD, texts.DOCTOR_FILE_BROKEN.format(reason=fault))
    if not found:
        count = len(calendar_in(settings.corpus_dir).stages)
        yield Finding(Health.GOOD, texts.DOCTOR_ALMANAC.format(count=count))


def _index(settings: Settings, embedder: Embedder) -> Iterator[Finding]:
    try:
        snapshot, faults = open_current(open_store(settings), embedder)
    except NoGeneration as error:
        yield Finding(Health.BAD, str(error))
        return
    yield from (Finding(Health.BAD, str(fault)) for fault in faults)
    manifest = snapshot.manifest
    snapshot.close()
    sentence = texts.DOCTOR_INDEX.format(
        generation=manifest.generation, documents=manifest.documents, passages=manifest.passages
    )
    yield Finding(Health.GOOD, sentence)
    sources = sources_of(read_corpus(settings.corpus_dir), settings.corpus_dir)
    if sources.fingerprint != manifest.corpus_fingerprint:
        yield Finding(Health.NOTE, texts.CORPUS_CHANGED)


def _database(settings: Settings) -> Iterator[Finding]:
    """Whether it opens and its trail is whole. One that `run` has not made yet is a note."""
    if not settings.admins:
        yield Finding(Health.NOTE, texts.DOCTOR_NO_ADMINS)
    # Imported here: only `run` and this need SQLAlchemy.
    from bot.db.engine import FILE

    if settings.database_url is None and not (settings.data_dir / FILE).is_file():
        yield Finding(Health.NOTE, texts.DOCTOR_NO_DATABASE)
        return
    try:
        fault = asyncio.run(_first_fault(settings))
    except SiagaError as error:
        yield Finding(Health.BAD, error.sentence)
        return
    yield Finding(Health.GOOD, texts.DOCTOR_DATABASE)
    if fault is None:
        yield Finding(Health.GOOD, texts.AUDIT_WHOLE)
    else:
        yield Finding(Health.BAD, texts.AUDIT_BROKEN.format(number=fault))


async def _first_fault(settings: Settings) -> int | None:
    from bot.db.engine import database_at
    from bot.trail import trail

    database = database_at(settings.database_url, settings.data_dir)
    try:
        await database.prepare()
        return (await trail(database)).fault
    finally:
        await database.close()


def _telegram(settings: Settings) -> Finding:
    if settings.telegram_token is None:
        return Finding(Health.NOTE, texts.DOCTOR_NO_TOKEN)
    # Imported here: the rest of the examination needs neither Telegram nor its half second.
    from bot.chat.identity import who_am_i

    try:
        username = who_am_i(settings, _PATIENCE)
    except SiagaError as error:
        return Finding(Health.BAD, error.sentence)
    return Finding(Health.GOOD, texts.DOCTOR_TELEGRAM.format(username=username))
