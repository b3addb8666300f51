from __future__ import annotations

import stat
import tarfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.access import Grant, Role
from bot.backup import back_up, recover
from bot.db import audit, people
from bot.db.engine import Database
from bot.db.tables import audit as audit_rows
from bot.errors import BackupRefused
from bot.settings import Settings
from tests.bot.conftest import write_corpus
from tests.bot.db.conftest import NOW
from tests.support.small_corpus import DOCUMENTS

OFFICER = Grant(Role.OFFICER, "kota-balikpapan")


def settings_in(folder: Path) -> Settings:
    return Settings(data_dir=folder / "data", corpus_dir=folder / "corpus")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An installation's database: one officer, two entries in the trail."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'asal.db'}")
    await database.prepare()
    async with database.writing() as connection:
        pseudonym = await people.known(connection, 6123456789, "Sri “Ayu”")
        await people.grant(connection, 6123456789, OFFICER, pseudonym, NOW)
        await audit.record(connection, NOW, pseudonym, "accept", "officer:kota-balikpapan")
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Another machine's database, of either kind."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'tujuan.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    database = Database(url)
    await database.prepare()
    yield database
    await database.close()


@pytest.fixture
async def kept(tmp_path: Path, database: Database) -> Path:
    """A backup of the installation."""
    settings = settings_in(tmp_path / "asal")
    write_corpus(DOCUMENTS, settings.corpus_dir / "berita")
    file = tmp_path / "cadangan.tar.gz"
    content = await back_up(settings, database, file, NOW)
    assert content.files == len(DOCUMENTS)
    return file


async def test_an_installation_is_made_again_on_another_machine(
    tmp_path: Path, kept: Path, empty: Database
) -> None:
    settings = settings_in(tmp_path / "tujuan")
    await recover(settings, empty, kept, NOW)
    for file in (tmp_path / "asal" / "corpus").rglob("*.md"):
        again = settings.corpus_dir / file.relative_to(tmp_path / "asal" / "corpus")
        assert again.read_bytes() == file.read_bytes()
    async with empty.reading() as connection:
        officer = await people.person(connection, 6123456789)
        assert officer is not None and (officer.name, officer.grants) == ("Sri “Ayu”", (OFFICER,))
        assert await audit.first_fault(connection) is None
        trail = await audit.newest(connection, 9)
    assert [entry.action for entry in trail] == ["recover", "backup", "accept"]


async def test_rows_go_on_being_numbered_after_a_recovery(
    tmp_path: Path, kept: Path, empty: Database
) -> None:
    await recover(settings_in(tmp_path / "tujuan"), empty, kept, NOW)
    async with empty.writing() as connection:
        await people.known(connection, 7, "Budi")
        assert await people.grant(connection, 7, OFFICER, "P-1", NOW)


def test_only_its_owner_may_read_it(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_a_file_that_is_there_is_not_written_over(
    tmp_path: Path, kept: Path, database: Database
) -> None:
    before = kept.read_bytes()
    with pytest.raises(BackupRefused, match="sudah ada"):
        await back_up(settings_in(tmp_path / "asal"), database, kept, NOW)
    assert kept.read_bytes() == before


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def empty_file(file: Path) -> None:
    file.write_bytes(b"")


def another_word(file: Path) -> None:
    _repack(file, lambda name, content: content.replace(b"Sri", b"Tri"))


def way_out(file: Path) -> None:
    _repack(file, lambda name, content: content, rename=("korpus/", "korpus/../../"))


def _repack(
    file: Path, change: Callable[[str, bytes], bytes], rename: tuple[str, str] = ("", "")
) -> None:
    import io

    with tarfile.open(file) as tar:
        members = [(m.name, tar.extractfile(m)) for m in tar]
        read = [(name, stream.read() if stream else b"") for name, stream in members]
    with tarfile.open(file, "w:gz") as tar:
        for name, content in read:
            changed = change(name, content)
            member = tarfile.TarInfo(name.replace(*rename) if rename[0] else name)
            member.size = len(changed)
            tar.addfile(member, io.BytesIO(changed))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (cut, "bukan cadangan yang utuh"),
        (empty_file, "bukan cadangan yang utuh"),
        (another_word, "isinya berubah"),
        (way_out, "isinya asing"),
    ],
)
async def test_a_backup_that_was_harmed_is_refused_and_nothing_is_put_anywhere(
    harm: Callable[[Path], None], reason: str, tmp_path: Path, kept: Path
) -> None:
    harm(kept)
    settings = settings_in(tmp_path / "tujuan")
    target = Database(f"sqlite+aiosqlite:///{tmp_path / 'tujuan.db'}")
    await target.prepare()
    with pytest.raises(BackupRefused, match=reason):
        await recover(settings, target, kept, NOW)
    assert not settings.corpus_dir.exists()
    async with target.reading() as connection:
        assert await people.everyone(connection) == []
    await target.close()


async def test_a_trail_that_was_tampered_with_before_the_backup_is_named(
    tmp_path: Path, database: Database
) -> None:
    async with database.writing() as connection:
        await connection.execute(update(audit_rows).values(actor="P-2"))
    settings = settings_in(tmp_path / "asal")
    write_corpus(DOCUMENTS, settings.corpus_dir)
    await back_up(settings, database, tmp_path / "c.tar.gz", NOW)
    target = Database(f"sqlite+aiosqlite:///{tmp_path / 'tujuan.db'}")
    await target.prepare()
    with pytest.raises(BackupRefused, match="tidak utuh mulai baris 1"):
        await recover(settings_in(tmp_path / "tujuan"), target, tmp_path / "c.tar.gz", NOW)
    await target.close()


async def test_an_installation_in_use_is_not_written_over(
    tmp_path: Path, kept: Path, database: Database
) -> None:
    with pytest.raises(BackupRefused, match="basis datanya tidak kosong"):
        await recover(settings_in(tmp_path / "tujuan"), database, kept, NOW)
    target = Database(f"sqlite+aiosqlite:///{tmp_path / 'tujuan.db'}")
    await target.prepare()
    with pytest.raises(BackupRefused, match="tidak kosong"):
        await recover(settings_in(tmp_path / "asal"), target, kept, NOW)
    await target.close()
