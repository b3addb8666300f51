"""Why an answer is what it is: the sentences and passages that were weighed, with the features and
scores they were weighed by."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot import texts
from index.answer import Considered
from index.evidence import Candidate
from index.types import Hit

ROWS = 8
"""How many of each are printed: what stands further down was never near an answer, and no more have
room side by side."""

_START = 60
"""Characters of a sentence or passage that are shown of it."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence or passage as a row: whether it was chosen, its document, text, score, features
    by name, None where it lacks one."""

    chosen: bool
    document: str
    text: str
    score: float
    features: Mapping[str, float | None]


def explain_lines(view: Considered | None) -> RenderableType:
    """What is printed below an answer for `view`, what it was decided on; None where a question was
    declined before anything was weighed."""
    if view is None or not view.weighed.candidates:
        return Text(f"\n{texts.EXPLAIN_NOTHING}")
    return Group(*_lines(view))


def explained(view: Considered | None) -> dict[str, Any] | None:
    """The same as plain values, all of it and unrounded. A passage that was found and then left
    aside has no score."""
    if view is None:
        return None
    return {
        "confidence": view.confidence,
        "sentences": [
            {**_sentence_values(one), "chosen": _chosen(one, view)}
            for one in view.weighed.candidates
        ],
        "passages": [_passage_values(hit) for hit in view.weighed.hits],
    }


def _chosen(one: Candidate, view: Considered) -> bool:
    """Whether it is shown, by itself or within a longer span."""
    chosen = (each.evidence for each in view.chosen)
    return any(
        it.document_id == one.evidence.document_id
        and it.start <= one.evidence.start
        and one.evidence.end <= it.end
        for it in chosen
    )


def _sentence_values(one: Candidate) -> dict[str, Any]:
    return {
        "document": one.evidence.document_id,
        "start": one.evidence.start,
        "end": one.evidence.end,
        "text": one.evidence.text,
        "score": one.score,
        "features": dict(one.features),
    }


def _passage_values(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.document.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score if math.isfinite(hit.score) else None,
        "lexical_rank": hit.lexical_rank,
        "dense_rank": hit.dense_rank,
        "features": dict(hit.features),
    }


def _lines(view: Considered) -> Iterator[RenderableType]:
    sentences, passages = view.weighed.candidates, view.weighed.hits
    yield _heading(texts.EXPLAIN_CONFIDENCE.format(confidence=view.confidence))
    rows = [_of_sentence(one, view) for one in sentences[:ROWS]]
    yield _heading(texts.EXPLAIN_SENTENCES.format(shown=len(rows), all=len(sentences)))
    yield from (_listed(rows), Text(), _compared(rows))
    rows = [_of_passage(hit) for hit in passages[:ROWS]]
    yield _heading(texts.EXPLAIN_PASSAGES.format(shown=len(rows), all=len(passages)))
    yield from (_listed(rows), Text(), _compared(rows))


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _of_sentence(one: Candidate, view: Considered) -> _Weighed:
    evidence = one.evidence
    return _Weighed(
        _chosen(one, view), evidence.document_id, evidence.text, one.score, one.features
    )


def _of_passage(hit: Hit) -> _Weighed:
    ranks = {"lexical_rank": hit.lexical_rank, "dense_rank": hit.dense_rank}
    return _Weighed(False, hit.document.id, hit.passage.text, hit.score, {**hit.features, **ranks})


def _listed(rows: Sequence[_Weighed]) -> Table:
    """What the rows are."""
    table = Table(box=SIMPLE, show_edge=False)
    table.add_column(Text(texts.EXPLAIN_NUMBER), justify="right", no_wrap=True)
    table.add_column(Text(texts.EXPLAIN_SCORE), justify="right", no_wrap=True)
    table.add_column(Text(texts.EXPLAIN_DOCUMENT), overflow="fold")
    table.add_column(Text(texts.EXPLAIN_TEXT))
    for number, row in enumerate(rows, start=1):
        mark = "✓" if row.chosen else ""
        table.add_row(f"{mark}{number}", _number(row.score, 3), Text(row.document), _start(row))
    return table


def _compared(rows: Sequence[_Weighed]) -> Table:
    """Their features side by side, a column a row: there are more features than a terminal has
    room for."""
    table = Table(box=SIMPLE, show_edge=False, padding=(0, 0, 0, 1))
    table.add_column(Text(texts.EXPLAIN_FEATURE), no_wrap=True)
    for number in range(1, len(rows) + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    for name in dict.fromkeys(name for row in rows for name in row.features):
        table.add_row(Text(name), *(_number(row.features.get(name)) for row in rows))
    return table


def _start(row: _Weighed) -> Text:
    text = " ".join(row.text.split())
    return Text(text if len(text) <= _START else f"{text[: _START - 1].rstrip()}…")


def _number(value: float | None, places: int = 2) -> str:
    if value is None or not math.isfinite(value):
        return texts.FIGURE_NONE
    return str(value) if isinstance(value, int) else f"{value:.{places}f}"
