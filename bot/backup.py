"""One file from which an installation can be made again: the corpus and what the database holds.
The index is not in it, because `siaga build` makes it from the corpus; nor is the key of the
hashes, because with it whoever finds a backup could tell who asked what.

The file names people, so that only its owner may read it. It is checked whole before anything of it
is put anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from bot.db import audit, dump
from bot.db.engine import Database
from bot.errors import BackupRefused
from bot.settings import Settings

FORMAT = 1
_CONTENTS = "isi.json"
_CORPUS = "korpus"
_DATABASE = "basis-data"


@dataclass(frozen=True, slots=True)
class Content:
    """What a backup holds: files of the corpus, rows of the database."""

    files: int
    rows: int


async def back_up(settings: Settings, database: Database, file: Path, now: datetime) -> Content:
    """Write everything into the new file `file`, readable by its owner alone.

    Raises BackupRefused where the file is there already, OSError where it cannot be written.
    """
    if file.exists():
        raise BackupRefused(str(file), "sudah ada; pilih nama lain")
    async with database.writing() as connection:
        await audit.record(connection, now, audit.SYSTEM, "backup", file.name)
    members = dict(_corpus_files(settings.corpus_dir))
    members |= await _rows(database)
    _write(file, members, now)
    return _content(members)


def _corpus_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield f"{_CORPUS}/{name.as_posix()}", path.read_bytes()


async def _rows(database: Database) -> dict[str, bytes]:
    """Every table as it is at one moment."""
    found = {}
    async with database.reading() as connection:
        for name in dump.tables():
            lines = [line async for line in dump.dump(connection, name)]
            found[f"{_DATABASE}/{name}.jsonl"] = "".join(f"{it}\n" for it in lines).encode()
    return found


def _content(members: dict[str, bytes]) -> Content:
    files = sum(name.startswith(f"{_CORPUS}/") for name in members)
    rows = sum(m.count(b"\n") for name, m in members.items() if name.startswith(_DATABASE))
    return Content(files, rows)


def _write(file: Path, members: dict[str, bytes], now: datetime) -> None:
    """Whole or not at all, with the checksum of every member in front."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    about = {"format": FORMAT, "made_at": now.isoformat(timespec="seconds"), "sha256": sums}
    first = {_CONTENTS: json.dumps(about, indent=1).encode()}
    # mkstemp's files are their owner's alone.
    handle, aside = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz") as tar:
                for name, content in {**first, **members}.items():
                    member = tarfile.TarInfo(name)
                    member.size, member.mode = len(content), 0o600
                    member.mtime = int(now.timestamp())
                    tar.addfile(member, io.BytesIO(content))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, file)
    except BaseException:
        os.unlink(aside)
        raise


async def recover(settings: Settings, database: Database, file: Path, now: datetime) -> Content:
    """Put what `file` holds in its place.

    Nothing that is there is lost: raises BackupRefused where the corpus folder or the database
    hold anything, and where the file is not a whole backup of this version.
    """
    members = _read(file)
    if settings.corpus_dir.is_dir() and any(settings.corpus_dir.iterdir()):
        raise BackupRefused(str(file), f"folder {settings.corpus_dir} tidak kosong")
    async with database.writing() as connection:
        if not await dump.is_empty(connection):
            raise BackupRefused(str(file), "basis datanya tidak kosong")
        try:
            await dump.load(connection, _lines(members))
        except dump.Unloadable as error:
            raise BackupRefused(str(file), str(error)) from error
        if fault := await audit.first_fault(connection):
            raise BackupRefused(str(file), f"catatan di dalamnya tidak utuh mulai baris {fault}")
        await audit.record(connection, now, audit.SYSTEM, "recover", file.name)
        _unpack(members, settings.corpus_dir)
    return _content(members)


def _read(file: Path) -> dict[str, bytes]:
    """Every member, checked against its checksum."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            members = {}
            for member in tar:
                stream = tar.extractfile(member)
                if stream is None or not _is_ours(member.name):
                    raise BackupRefused(str(file), f"isinya asing: {member.name}")
                members[member.name] = stream.read()
        about = json.loads(members.pop(_CONTENTS))
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
        if about["format"] != FORMAT:
            raise BackupRefused(str(file), "dibuat versi siaga yang lain")
        if about["sha256"] != sums:
            raise BackupRefused(str(file), "isinya berubah sesudah dibuat")
    except (tarfile.TarError, EOFError, OSError, KeyError, ValueError, TypeError) as error:
        raise BackupRefused(str(file), "bukan cadangan yang utuh") from error
    return members


def _is_ours(name: str) -> bool:
    """Whether a backup of ours could have it: nothing leads out of the folders it is for."""
    path = PurePosixPath(name)
    known = name == _CONTENTS or path.parts[0] in (_CORPUS, _DATABASE)
    return known and not path.is_absolute() and ".." not in path.parts


def _lines(members: dict[str, bytes]) -> dict[str, list[str]]:
    named = {name: members.get(f"{_DATABASE}/{name}.jsonl", b"") for name in dump.tables()}
    return {name: content.decode().splitlines() for name, content in named.items()}


def _unpack(members: dict[str, bytes], folder: Path) -> None:
    """The corpus, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        for name, content in members.items():
            if name.startswith(f"{_CORPUS}/"):
                target = aside / PurePosixPath(name).relative_to(_CORPUS)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        aside.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
