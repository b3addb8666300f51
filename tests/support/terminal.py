"""The `siaga` command as somebody in a terminal meets it: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from bot.cli import app
from bot.settings import PREFIX


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """What was printed, as the one JSON value that it is."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal with a corpus and a data folder, and no other setting than `more`."""

    corpus: Path
    data: Path
    more: dict[str, str] = field(default_factory=dict)

    def siaga(self, *words: object, typed: str = "") -> Said:
        """Run `siaga` with `words` in this process, `typed` as its input."""
        others = {name: None for name in os.environ if name.startswith(PREFIX)}
        ran = CliRunner().invoke(
            app, list(map(str, words)), input=typed, env={**others, **self._environment}
        )
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Said(ran.exit_code, ran.stdout, ran.stderr)

    def process(self, *words: object, typed: str = "") -> Said:
        """Run `siaga` with `words` as a process of its own."""
        ran = subprocess.run(
            [sys.executable, "-m", "bot.cli", *map(str, words)],
            input=typed,
            capture_output=True,
            text=True,
            env=self.environment,
            timeout=60,
        )
        return Said(ran.returncode, ran.stdout, ran.stderr)

    @property
    def environment(self) -> dict[str, str]:
        """What a process is given: the caller's environment, and no setting but these."""
        kept = {name: it for name, it in os.environ.items() if not name.startswith(PREFIX)}
        return {**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **self._environment}

    @property
    def _environment(self) -> dict[str, str]:
        folders = {"SIAGA_CORPUS_DIR": str(self.corpus), "SIAGA_DATA_DIR": str(self.data)}
        return {"NO_COLOR": "1", "COLUMNS": "100", **folders, **self.more}
