"""An evaluation as one page of HTML that needs nothing beside it: figures, drawings, and every
question that failed. Whatever comes from questions and documents is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from bot import texts
from bot.render import plots
from bot.render.figures import Sheet, sheets, shown
from index.evaluate import DEPTH, Outcome
from index.types import Declined, Grounded

# Nothing is fetched and nothing runs, whatever a document holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
section { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 2rem; }
th, td { border-bottom: 1px solid #ddd; padding: .25rem .75rem; text-align: left;
  vertical-align: top; }
td p { margin: 0 0 .4rem; }
small, .held { color: #666; }
.drawings { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0; }
svg { max-width: 100%; height: auto; }
"""


def page(about: str, figures: Mapping[str, Any], outcomes: Sequence[Outcome]) -> str:
    """The whole page; `about` says what was measured."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{texts.REPORT_TITLE}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{texts.REPORT_TITLE}</h1>\n<p>{escape(about)}</p>",
        f'<section class="drawings">{"".join(_drawings(figures, outcomes))}</section>',
        *(_table(sheet) for sheet in sheets(figures)),
        _failures(outcomes),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _drawings(figures: Mapping[str, Any], outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield _figure(texts.REPORT_RELIABILITY, plots.reliability(figures["calibration"]["table"]))
    if ranks := [outcome.rank for outcome in outcomes if outcome.question.documents]:
        yield _figure(texts.REPORT_RECALL, plots.recall_curve(ranks, DEPTH))
    yield _figure(texts.REPORT_CONFIDENCES, plots.confidences(*_confidences(outcomes)))
    milliseconds = [outcome.seconds * 1000 for outcome in outcomes]
    yield _figure(texts.REPORT_LATENCIES, plots.latencies(milliseconds))


def _confidences(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float], list[float]]:
    """How sure answers were that were right, that were wrong, that were not given."""
    right: list[float] = []
    wrong: list[float] = []
    silent: list[float] = []
    for outcome in outcomes:
        if isinstance(outcome.answer, Grounded):
            (right if outcome.right else wrong).append(outcome.confidence)
        elif not isinstance(outcome.answer, Declined):
            silent.append(outcome.confidence)
    return right, wrong, silent


def _figure(caption: str, drawing: str) -> str:
    return f"<figure>\n{drawing}\n<figcaption>{caption}</figcaption>\n</figure>\n"


def _table(sheet: Sheet) -> str:
    rows = "".join(_row(map(escape, row)) for row in sheet.rows)
    return f"<section><h2>{escape(sheet.heading)}</h2>\n{_rows(sheet.columns, rows)}</section>"


def _rows(columns: Iterable[str], rows: str) -> str:
    heads = "".join(f"<th>{escape(name)}</th>" for name in columns)
    return f"<table>\n<tr>{heads}</tr>\n{rows}</table>" if heads else f"<table>\n{rows}</table>"


def _row(cells: Iterable[str]) -> str:
    """`cells` are HTML already."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _failures(outcomes: Sequence[Outcome]) -> str:
    """Every question that failed."""
    failed = [(outcome, why) for outcome in outcomes if (why := _failure(outcome))]
    heading = texts.REPORT_FAILURES.format(count=len(failed), all=len(outcomes))
    rows = "".join(_row(_failed(outcome, why)) for outcome, why in failed)
    table = _rows(texts.REPORT_FAILURES_HEADS, rows)
    return f"<section><h2>{heading}</h2>\n{table}</section>"


def _failure(outcome: Outcome) -> str | None:
    """How the question failed; None where it did not."""
    answered = isinstance(outcome.answer, Grounded)
    if not outcome.question.documents:
        return texts.REPORT_FALSE if answered else None
    if outcome.hits:
        return None
    if isinstance(outcome.answer, Declined):
        return texts.REPORT_DECLINED
    return texts.REPORT_WRONG if answered else texts.REPORT_SILENT


def _failed(outcome: Outcome, why: str) -> Iterator[str]:
    question = outcome.question
    about = " · ".join(filter(None, (question.id, question.kind)))
    asked = [escape(question.question), f"<small>{escape(about)}</small>"]
    if question.previous:
        previous = texts.REPORT_PREVIOUS.format(question=question.previous)
        asked.append(f"<small>{escape(previous)}</small>")
    held = (texts.REPORT_KEPT_BACK.format(sentence=text) for text in outcome.kept_back)
    yield _paragraphs(asked)
    yield escape(why)
    yield _paragraphs(map(escape, outcome.shown)) + _paragraphs(map(escape, held), "held")
    yield _paragraphs(map(escape, question.answers or (texts.REPORT_NO_ANSWER,)))
    yield f"{outcome.confidence:.2f}"
    yield shown(outcome.rank)


def _paragraphs(contents: Iterable[str], kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return "".join(f"<p{mark}>{content}</p>" for content in contents)
