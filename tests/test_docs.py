"""What is written about the project is true of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import TABLE

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.id.md")
PAGES = sorted({*READMES, *(str(it.relative_to(ROOT)) for it in (ROOT / "docs").glob("*.md"))})
ROOMS = {"corpus", "index", "bot", "tests", "docs", ".ci"}
VERBS = sorted(getattr(get_command(app), "commands"))  # noqa: B009

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r"`([^`\s]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BENCH = re.compile(r"python -m (tests\.bench\.\w+)")
_ROOT_FILE = re.compile(
    r"Makefile|Dockerfile|(README|CHANGELOG|LICENSE)[\w.]*|requirements-\w+\.txt"
)
_RELEASE = re.compile(r"^##\s+\[?v?(\d+\.\d+\.\d+)", re.MULTILINE)
# Written apart, so that this file holds none of them itself.
_MACHINE = re.compile(r"(?<![\w.:/-])/(?:" + "|".join(("work", "tmp/v", "root")) + r")(?![\w-])")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_setting(name: str) -> None:
    assert [row.name for row in TABLE if row.name not in page(name)] == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_verb(name: str) -> None:
    assert [verb for verb in VERBS if not re.search(rf"\bsiaga {verb}\b", page(name))] == []


def test_the_example_file_names_every_setting_that_is_used() -> None:
    named = set(re.findall(r"^#?\s*(SIAGA_\w+)=", page(".env.example"), re.MULTILINE))
    assert named == {row.name for row in TABLE if row.used}


def test_the_newest_release_is_this_one() -> None:
    (newest, *_) = _RELEASE.findall(page("CHANGELOG.md"))
    assert newest == tomllib.loads(page("pyproject.toml"))["project"]["version"]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    links = (it.partition("#")[0] for it in _LINK.findall(_FENCED.sub("", page(name))))
    inside = {it for it in links if it and not re.match(r"\w+:", it)}
    assert {it for it in inside if not (ROOT / name).parent.joinpath(it).exists()} == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_is_named_exists(name: str) -> None:
    named = set(_files_named(_FENCED.sub("", page(name))))
    assert {it for it in named if not any(ROOT.glob(it))} == set()


def _files_named(text: str) -> Iterator[str]:
    """What stands between backticks and can only be a file or folder of the repository."""
    for quoted in _QUOTED.findall(text):
        path = re.sub(r"(::|:\d).*$", "", quoted).rstrip("/")
        inside = "/" in quoted and path.partition("/")[0] in ROOMS and "{" not in path
        if inside or _ROOT_FILE.fullmatch(path):
            yield path


@pytest.mark.parametrize("name", PAGES)
def test_every_measurement_that_is_named_can_be_run(name: str) -> None:
    assert [module for module in _BENCH.findall(page(name)) if find_spec(module) is None] == []


def test_a_readme_says_how_to_measure() -> None:
    assert _BENCH.search(page("README.md"))


def test_no_file_names_a_place_on_one_machine() -> None:
    naming = [
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in _repository()
        if (found := _MACHINE.search(file.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert naming == []


def _repository() -> Iterator[Path]:
    """Every file that belongs to the project; what tools leave beside it does not."""
    yield from (it for it in ROOT.iterdir() if it.is_file() and it.name not in (".env", ".git"))
    for room in sorted(ROOMS):
        for file in sorted((ROOT / room).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
