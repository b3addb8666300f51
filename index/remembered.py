"""What the reading model made of the texts of the last exam, so that the next one reads again only
where a question or one of its texts has changed. It keeps hashes and numbers, no text."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.fingerprint import digest
from corpus.sentences import Span
from index import analyze, reader, reading
from index.analyze import Alternatives
from index.reader import Judgement, Reader

_Kept = tuple[float, float, tuple[Span, ...], tuple[tuple[float, float], ...]]
_MEMORY = TypeAdapter(dict[str, tuple[_Kept, ...]])


class RememberingReader:
    """A reader that looks first into what `file` keeps of an earlier one. The same question beside
    the same texts gives bit for bit what it gave: what changed is read with all that stands beside
    it."""

    def __init__(self, inner: Reader, file: Path) -> None:
        self.name = inner.name
        self._inner = inner
        self._file = file
        self._known = _kept(file)
        self._asked: dict[str, tuple[_Kept, ...]] = {}

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        """See `Reader.judge`."""
        others = {term: [sorted(one) for one in sets] for term, sets in alternatives.items()}
        asked = json.dumps([self.name, _code(), question, others, texts], sort_keys=True)
        key = digest(asked)
        if key not in self._known:
            judged = self._inner.judge(question, alternatives, texts)
            self._known[key] = tuple(_as_kept(each) for each in judged)
        self._asked[key] = self._known[key]
        return tuple(_as_judgement(each) for each in self._asked[key])

    def save(self) -> None:
        """Keep what was asked for since this was opened, and nothing else."""
        aside = self._file.with_suffix(".new")
        aside.write_bytes(_MEMORY.dump_json(self._asked))
        os.replace(aside, self._file)


def _kept(file: Path) -> dict[str, tuple[_Kept, ...]]:
    try:
        return _MEMORY.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return {}


def _as_kept(one: Judgement) -> _Kept:
    return one.answers, one.points, one.spans, tuple(map(tuple, one.logits.tolist()))


def _as_judgement(kept: _Kept) -> Judgement:
    answers, points, spans, logits = kept
    return Judgement(answers, points, spans, np.array(logits, dtype=np.float32).reshape(-1, 2))


@cache
def _code() -> str:
    """What else decides how a text is read."""
    modules = (Path(str(module.__file__)) for module in (analyze, reader, reading))
    lists = (Path(__file__).with_name(name) for name in analyze.WORD_LISTS)
    return digest("".join(file.read_text(encoding="utf-8") for file in (*modules, *lists)))
