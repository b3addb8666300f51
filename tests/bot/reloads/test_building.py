"""Building in a child process, as a real one."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.reloads.building import build
from bot.reloads.course import Busy, Crashed, Failed, Published, Step, Unchanged
from bot.reloads.reload import open_store
from bot.settings import Settings
from index.progress import Phase
from tests.bot.conftest import write_corpus
from tests.support.doomed import children_of
from tests.support.small_corpus import GUIDE, RULE, altered
from tests.support.terminal import Terminal

PARENT = """
import asyncio, sys
from pathlib import Path
from bot.reloads.building import build
from bot.settings import Settings
settings = Settings(corpus_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
asyncio.run(build(settings, (), lambda step: print(step.label, flush=True)))
"""


@pytest.fixture
def settings(own_copy: Terminal) -> Settings:
    return Settings(corpus_dir=own_copy.corpus, data_dir=own_copy.data)


def change(settings: Settings) -> None:
    write_corpus(
        [altered(RULE, text="Pemilih dilarang memotret surat suara.")], settings.corpus_dir
    )


def is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


async def until_gone(process: int) -> None:
    async with asyncio.timeout(10):
        while not is_gone(process):
            await asyncio.sleep(0.01)


async def test_a_child_publishes_what_changed_and_tells_every_phase_in_order(
    settings: Settings,
) -> None:
    change(settings)
    (settings.corpus_dir / f"{GUIDE.id}.md").unlink()
    (settings.corpus_dir / "rusak.md").write_text("---\ntitle: Tanpa id\n---\n\nIsi.\n")
    steps: list[Step] = []
    told = await build(settings, (), steps.append)
    assert isinstance(told, Published)
    assert told.manifest.generation == open_store(settings).current()
    assert (told.embedded, told.manifest.documents) == (1, 11)
    assert [one.id for one in told.changes.changed.named] == [RULE.id]
    assert [one.title for one in told.changes.removed.named] == [GUIDE.title]
    assert len(told.rejected) == 1 and "rusak.md" in told.rejected[0]
    phases = list(dict.fromkeys(step.label for step in steps))
    assert phases == list(Phase)
    assert all(0 <= step.done <= step.total for step in steps)


async def test_where_nothing_changed_it_says_so(settings: Settings) -> None:
    served = open_store(settings).current()
    assert await build(settings, (), print) == Unchanged(str(served), ())


async def test_what_cannot_be_done_is_told_with_its_reason(settings: Settings) -> None:
    for file in settings.corpus_dir.iterdir():
        file.unlink()
    told = await build(settings, (), print)
    assert isinstance(told, Failed) and "siaga check" in told.reason


async def test_a_model_that_is_missing_is_told(settings: Settings, tmp_path: Path) -> None:
    change(settings)
    told = await build(settings.model_copy(update={"model": str(tmp_path / "x")}), (), print)
    assert isinstance(told, Failed) and str(tmp_path / "x") in told.reason


async def test_while_another_process_builds_it_is_busy(settings: Settings) -> None:
    change(settings)
    with open_store(settings).building():
        assert await build(settings, (), print) == Busy()


async def test_a_fault_of_ours_is_told_by_its_place_and_not_in_its_words(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(settings)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(__file__).parents[3]}")
    (tmp_path / "sitecustomize.py").write_text(
        "import index.build\n"
        "def assemble(*given): raise KeyError('am' + 'plop')\n"
        "index.build.assemble = assemble\n"
    )
    told = await build(settings, (), print)
    assert isinstance(told, Crashed)
    assert "KeyError" in told.trace and "sitecustomize.py" in told.trace
    assert "amplop" not in told.trace


async def test_a_child_that_is_killed_is_told_and_what_was_served_still_is(
    settings: Settings,
) -> None:
    served = open_store(settings).current()
    change(settings)
    building = asyncio.create_task(build(settings, (), print))
    while not (children := children_of(os.getpid())):
        await asyncio.sleep(0.01)
    os.kill(children[0], signal.SIGKILL)
    assert isinstance(await building, Crashed)
    assert open_store(settings).current() == served


async def test_cancelled_it_leaves_no_child_behind(settings: Settings) -> None:
    change(settings)
    begun = asyncio.Event()
    building = asyncio.create_task(build(settings, (), lambda step: begun.set()))
    await begun.wait()
    (child,) = children_of(os.getpid())
    assert os.getpriority(os.PRIO_PROCESS, child) == 19
    building.cancel()
    with pytest.raises(asyncio.CancelledError):
        await building
    assert is_gone(child)


async def test_the_child_does_not_outlive_a_killed_parent(settings: Settings) -> None:
    change(settings)
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, settings.corpus_dir, settings.data_dir),
        stdout=asyncio.subprocess.PIPE,
    )
    assert parent.stdout is not None
    assert (await parent.stdout.readline()).decode().strip() == Phase.READ
    (child,) = children_of(parent.pid)
    os.kill(child, signal.SIGSTOP)  # it would be done before we look
    parent.kill()
    await parent.wait()
    os.kill(child, signal.SIGCONT)
    begun = time.monotonic()
    await until_gone(child)
    assert time.monotonic() - begun < 5
