from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bot.db import audit, people, questions
from bot.db.engine import Database
from bot.errors import ExportExists
from bot.export import export
from bot.questions.tally import What
from bot.settings import Settings
from corpus.areas import bundled
from corpus.read import read
from tests.bot.conftest import write_corpus
from tests.bot.db.conftest import NOW
from tests.support.small_corpus import DOCUMENTS


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        corpus_dir=write_corpus(DOCUMENTS, tmp_path / "corpus"),
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}",
    )


async def exported(settings: Settings, folder: Path) -> dict[str, str]:
    """What each file says, after somebody with a name asked and did something."""
    database = Database(settings.database_url or "")
    await database.prepare()
    async with database.writing() as connection:
        pseudonym = await people.known(connection, 6123456789, "Wayan")
        await audit.record(connection, NOW, pseudonym, "publish", "gen-1", {"documents": 6})
        await audit.record(connection, NOW, pseudonym, "restore", "gen-0")
        await questions.count(connection, "2027-02-14", What.DANGER, 3)
    await export(settings, database, folder)
    await database.close()
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


async def test_the_documents_can_be_read_as_a_corpus_again(
    settings: Settings, tmp_path: Path
) -> None:
    await exported(settings, tmp_path / "hasil")
    again = read([tmp_path / "hasil" / "dokumen.jsonl"], bundled())
    assert again.rejected == ()
    assert [it.fingerprint for it in again.documents] == [
        it.fingerprint for it in read([settings.corpus_dir], bundled()).documents
    ]


async def test_the_trail_is_told_from_its_beginning_with_its_seals(
    settings: Settings, tmp_path: Path
) -> None:
    files = await exported(settings, tmp_path / "hasil")
    trail = [json.loads(line) for line in files["catatan.jsonl"].splitlines()]
    assert [entry["subject"] for entry in trail] == ["gen-1", "gen-0"]
    assert all(len(entry["hash"]) == 64 for entry in trail)


async def test_questions_are_counts_and_nobody_is_named(settings: Settings, tmp_path: Path) -> None:
    files = await exported(settings, tmp_path / "hasil")
    (day,) = csv.DictReader(files["pertanyaan.csv"].splitlines())
    assert (day["day"], day["danger"], day["answered"]) == ("2027-02-14", "3", "0")
    for content in files.values():
        assert "Wayan" not in content and "6123456789" not in content


async def test_a_folder_that_is_there_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    database = Database(settings.database_url or "")
    await database.prepare()
    with pytest.raises(ExportExists, match="sudah ada"):
        await export(settings, database, settings.corpus_dir)
    await database.close()
    assert len(list(settings.corpus_dir.iterdir())) == len(DOCUMENTS)
