from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from corpus.ages import BUNDLED as READINESS
from corpus.ages import aging_in, read_aging
from corpus.areas import bundled as areas
from corpus.datafile import DataFileError
from corpus.indices import BUNDLED as INDICES
from corpus.indices import indices_in, read_indices
from corpus.patterns import BUNDLED as PATTERNS
from corpus.patterns import patterns_in, read_patterns
from corpus.read import read
from corpus.stages import BUNDLED as STAGES
from corpus.stages import calendar_in, read_calendar
from tests.corpus.evidence import differences, documents

SOURCED = [STAGES, INDICES, PATTERNS]
READERS = [
    (STAGES, calendar_in),
    (INDICES, indices_in),
    (PATTERNS, patterns_in),
    (READINESS, aging_in),
]

SOURCE = "- {id: doc, title: Judul, publisher: Harian, url: 'https://a.example/b'}"
CALENDAR = f"""
sources:
{SOURCE}
elections:
- {{name: Pemilu 2030, regime: pemilu}}
stages:
- {{election: Pemilu 2030, stage: kampanye, begins: 2030-01-01, ends: 2030-02-01, source: doc}}
vulnerable:
- {{regime: pemilu, stages: kampanye, by: Kapolres, says: Kampanye paling rawan., source: doc}}
"""
INDEX = f"""
sources:
{SOURCE}
editions:
- key: ikp
  name: IKP
  publisher: Bawaslu
  dated: 2030-01
  categories: [{{name: tinggi, lowest: 60}}, {{name: rendah, lowest: 0}}]
  source: doc
values:
- {{edition: ikp, area: banten, value: '66,53', category: tinggi, source: doc}}
"""
PATTERN = f"""
sources:
{SOURCE}
patterns:
- {{election: Pemilu 2030, police: 2, tps: 4-8, linmas: 12, written: 2-4-8-12, source: doc}}
tallies:
- {{election: Pemilu 2030, total: 3, parts: {{aman: 1, rawan: 2}}, source: doc}}
"""


def sources(file: Path) -> list[str]:
    return [entry["id"] for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["sources"]]


@pytest.mark.parametrize("file", SOURCED, ids=lambda file: file.name)
def test_every_source_is_a_document_of_the_starter_corpus(file: Path) -> None:
    named = sources(file)
    assert len(named) > 5 and set(named) <= documents().keys()
    assert len(named) == len(set(named))


def test_every_source_is_cited_and_described_as_its_document_describes_itself() -> None:
    calendar = calendar_in(STAGES.parent)
    indices = indices_in(INDICES.parent)
    patterns = patterns_in(PATTERNS.parent)
    readings = [reading for each in indices.by_area.values() for reading in each]
    entries = [
        *calendar.stages,
        *calendar.vulnerable,
        *calendar.deadlines,
        *calendar.outlook,
        *readings,
        *(reading.edition for reading in readings),
        *(pattern for each in patterns.patterns.values() for pattern in each),
        *(tally for each in patterns.tallies.values() for tally in each),
    ]
    cited = {entry.source.id: entry.source for entry in entries}
    assert set(cited) == {id for file in SOURCED for id in sources(file)}
    assert {id: differences(source) for id, source in cited.items() if differences(source)} == {}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("stages.yaml", "[", "tidak dapat dibaca"),
        ("stages.yaml", "- a", "harus berisi nama dan nilai"),
        ("stages.yaml", "tahap: []", "nama tidak dikenal: tahap"),
        ("stages.yaml", "stages: 3", "stages harus berupa daftar"),
        ("stages.yaml", CALENDAR.replace("title: Judul, ", ""), "sumber ke-1: title: wajib diisi"),
        (
            "stages.yaml",
            CALENDAR.replace("id: doc", "id: dok"),
            "tahapan ke-1: source: 'doc' tidak",
        ),
        (
            "stages.yaml",
            CALENDAR.replace("elections:", f"{SOURCE}\nelections:"),
            "sumber ke-2: id: 'doc' sudah dipakai",
        ),
        (
            "stages.yaml",
            CALENDAR.replace("{election: Pemilu 2030", "{election: Pilkada"),
            "tahapan",
        ),
        ("stages.yaml", CALENDAR.replace("stage: k", "stage: K"), "tahapan ke-1: stage.1: pilih"),
        ("stages.yaml", CALENDAR.replace("2030-02-01", "2029-02-01"), "ends: mendahului begins"),
        ("stages.yaml", CALENDAR.replace("2030-02-01", "2030-02"), "ends: tulis tanggal lengkap"),
        ("stages.yaml", CALENDAR.replace("begins: 2030-01-01", "mulai: 1"), "mulai: nama tidak"),
        (
            "stages.yaml",
            CALENDAR.replace("by: K", "area: atlantis, by: K"),
            "kerawanan ke-1: area:",
        ),
        (
            "indices.yaml",
            INDEX.replace("banten", "atlantis"),
            "nilai ke-1: area: wilayah 'atlantis'",
        ),
        ("indices.yaml", INDEX.replace("edition: ikp", "edition: ipkp"), "'ipkp' tidak ada di"),
        ("indices.yaml", INDEX.replace("category: tinggi", "category: gawat"), "'gawat' tidak ada"),
        (
            "indices.yaml",
            INDEX.replace("category: tinggi", "category: rendah"),
            "bukan dari category",
        ),
        ("indices.yaml", INDEX.replace("'66,53'", "66.53"), "value: harus berupa teks"),
        ("indices.yaml", INDEX.replace("value: '66,53', category: tinggi, ", ""), "wajib diisi"),
        (
            "patterns.yaml",
            PATTERN.replace("4-8, l", "8-4, l"),
            "pola ke-1: tps: '8-4' bukan jumlah",
        ),
        (
            "patterns.yaml",
            PATTERN.replace("2-4-8-12", "2-4-8"),
            "written '2-4-8' memuat angka lain",
        ),
        ("patterns.yaml", PATTERN.replace("{aman: 1, rawan: 2}", "{aman: 1}"), "rekap ke-1: parts"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place_and_the_reason(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    readers = {
        "stages.yaml": read_calendar,
        "indices.yaml": read_indices,
        "patterns.yaml": read_patterns,
    }
    with pytest.raises(DataFileError) as refused:
        readers[name](file)
    assert said in str(refused.value) and str(refused.value).startswith(name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  posko:", "  pos:", "ages.posko: wajib diisi"),
        (
            "\nages:",
            "\nages:\n  lain: {operation: 1 days, off_season: 1 days}",
            "ages.lain: komponen",
        ),
        ("operation: 24 hours", "operation: 24 jam", "bukan lamanya; tulis misalnya 24 hours"),
        ("days_before: 3", "days_before: -3", "operation.days_before: harus sedikitnya 0"),
        ("[kampanye,", "[pesta,", "operation.stages.1: pilih"),
    ],
)
def test_ages_that_are_wrong_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "readiness.yaml"
    file.write_text(READINESS.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=f"^readiness.yaml, .*{said}"):
        read_aging(file)


def test_a_corpus_may_have_files_of_its_own_and_they_are_read_again_when_they_change(
    tmp_path: Path,
) -> None:
    assert calendar_in(tmp_path) is calendar_in(STAGES.parent)
    file = tmp_path / STAGES.name
    file.write_text(CALENDAR, encoding="utf-8")
    assert [stage.begins.year for stage in calendar_in(tmp_path).stages] == [2030]
    file.write_text(CALENDAR.replace("2030-0", "2031-0"), encoding="utf-8")
    os.utime(file, ns=(0, 1))
    assert [stage.begins.year for stage in calendar_in(tmp_path).stages] == [2031]


@pytest.mark.parametrize(("own", "reader"), READERS, ids=lambda it: getattr(it, "name", ""))
def test_what_is_no_file_is_refused(tmp_path: Path, own: Path, reader: object) -> None:
    (tmp_path / own.name).mkdir()
    assert callable(reader)
    with pytest.raises(DataFileError, match="tidak dapat dibaca"):
        reader(tmp_path)


def test_these_files_are_no_documents(tmp_path: Path) -> None:
    for own, _ in READERS:
        (tmp_path / own.name).write_bytes(own.read_bytes())
    assert read([tmp_path], areas()).rejected == ()
