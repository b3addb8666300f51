"""The walls of the house (docs/architecture.md), read off the sources."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.terminal import Terminal

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "bot")
SOURCES = sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))
LONGEST = 40

# Who must not import what; a folder stands for everything in it.
FORBIDDEN = [
    ("corpus", {"index", "bot", "telegram", "sqlalchemy", "asyncio"}),
    ("index", {"bot", "telegram", "sqlalchemy", "asyncio"}),
    ("bot/render", {"telegram", "sqlalchemy", "asyncio", "bot.chat", "bot.db"}),
    ("bot/texts.py", {"telegram", "sqlalchemy", "bot.chat", "bot.db", "bot.render"}),
]
# What only these may import.
RESERVED = [
    ("tantivy", {"index/lexical.py"}),
    ("faiss", {"index/vectors.py"}),
    (
        "tokenizers",
        {
            *(
                f"index/{name}.py"
                for name in ("embed", "train", "reader", "reading", "teaching/teach")
            )
        },
    ),
    ("onnxruntime", {"index/reader.py", "index/teaching/teach.py"}),
    ("safetensors", {"index/embed.py", "index/train.py"}),
    ("sentence_transformers", {"index/embed.py"}),
    ("matplotlib", {"bot/render/plots.py"}),
    ("PIL", {"bot/render/boards/sheet.py"}),
    ("trafilatura", {"corpus/formats/html.py"}),
    ("pypdf", {"corpus/formats/pdf.py"}),
    ("docx", {"corpus/formats/docx.py"}),
    ("feedparser", {"corpus/formats/feed.py"}),
    ("telegram", {"bot/chat"}),
    ("sqlalchemy", {"bot/db"}),
    ("httpcore", {"corpus/fetch.py", "corpus/web"}),
    ("aiohttp", {"bot/chat/connection.py"}),
    ("aiosqlite", {"bot/db/sqlite.py"}),
    ("alembic", {"bot/db/migrations"}),
    ("torch", {"index/teaching/teach.py"}),
    ("pickle", set[str]()),
    ("joblib", set[str]()),
    ("shelve", set[str]()),
    ("marshal", set[str]()),
]
# What a question in the terminal must not wait for.
HEAVY = {
    *("torch", "telegram", "sentence_transformers", "transformers", "sklearn", "scipy", "pandas"),
    *(
        "httpx",
        "httpcore",
        "aiohttp",
        "sqlalchemy",
        "huggingface_hub",
        "hypothesis",
        "pygments",
        "numba",
    ),
    *("matplotlib", "PIL"),
}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> Iterator[str]:
    """Every module that `file` imports anywhere, by its whole name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def stands_in(file: Path, places: set[str]) -> bool:
    own = file.relative_to(ROOT)
    return any(own == Path(place) or Path(place) in own.parents for place in places)


def test_there_is_something_to_read() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize(("place", "modules"), FORBIDDEN, ids=[place for place, _ in FORBIDDEN])
def test_imports_run_one_way(place: str, modules: set[str]) -> None:
    crossing = [
        (str(file.relative_to(ROOT)), name)
        for file in SOURCES
        if stands_in(file, {place})
        for name in imported(file)
        if within(name, modules)
    ]
    assert crossing == []


@pytest.mark.parametrize(("library", "places"), RESERVED, ids=[name for name, _ in RESERVED])
def test_a_library_stays_in_its_room(library: str, places: set[str]) -> None:
    elsewhere = [
        str(file.relative_to(ROOT))
        for file in SOURCES
        if not stands_in(file, places) and any(within(it, {library}) for it in imported(file))
    ]
    assert elsewhere == []


def test_the_program_imports_no_tests() -> None:
    assert [
        str(file) for file in SOURCES if any(within(it, {"tests"}) for it in imported(file))
    ] == []


def test_arrays_are_read_and_written_without_pickle() -> None:
    for file in SOURCES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load"):
                told = {it.arg: ast.unparse(it.value) for it in node.keywords}
                assert told.get("allow_pickle") == "False", f"{file}:{node.lineno}"


def test_every_module_says_what_is_decided_in_it() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in SOURCES
        if tree(file).body and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_no_function_is_long() -> None:
    long = [
        (str(file.relative_to(ROOT)), node.name, node.end_lineno - node.lineno + 1)
        for file in SOURCES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST
    ]
    assert long == []


def test_a_question_in_the_terminal_loads_nothing_heavy(data_dir: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "sys.argv = ['siaga', 'ask', 'Siapa yang menjaga TPS di Kota Teduh?']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=Terminal(ROOT / "corpus" / "data", data_dir).environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=tmp_path,
    )
    assert "Linmas" in ran.stdout
    assert HEAVY.intersection(ran.stderr.split()) == set()


def test_importing_the_command_opens_nothing(tmp_path: Path) -> None:
    said = Terminal(tmp_path / "none", tmp_path / "none").process("--help")
    assert (said.code, said.err, list(tmp_path.iterdir())) == (0, "", [])
