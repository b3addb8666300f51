"""What an installation holds, in open formats for others to read: the documents, the audit trail,
and how many questions there were. No question, no name and no id of a person is in it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.db import audit, questions
from bot.db.engine import Database
from bot.errors import ExportExists
from bot.questions.tally import What
from bot.reloads.reload import read_corpus
from bot.settings import Settings

_ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    documents: int
    entries: int
    days: int


async def export(settings: Settings, database: Database, folder: Path) -> Exported:
    """Write dokumen.jsonl, catatan.jsonl and pertanyaan.csv into the new folder `folder`.

    Raises ExportExists where it is there already.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ExportExists(str(folder)) from None
    documents = read_corpus(settings.corpus_dir).documents
    fields = (document.model_dump(mode="json", exclude_none=True) for document in documents)
    _lines(folder / "dokumen.jsonl", fields)
    async with database.reading() as connection:
        trail = await audit.newest(connection, _ALL)
        counts = await questions.counted(connection)
    entries = ({**asdict(entry), "at": entry.at.isoformat()} for entry in reversed(trail))
    _lines(folder / "catatan.jsonl", entries)
    with (folder / "pertanyaan.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["day", *What])
        rows.writerows([day, *(counted[what] for what in What)] for day, counted in counts.items())
    return Exported(len(documents), len(trail), len(counts))


def _lines(file: Path, values: Iterable[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
