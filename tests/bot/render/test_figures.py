from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from bot import texts
from bot.render.figures import figure_lines, sheets

ROW = {"questions": 3, "confidence": 0.55, "right": 0.6667}
EMPTY = {"questions": 0, "confidence": None, "right": None}
CALIBRATION = {
    "questions": 3,
    "expected_calibration_error": 0.1167,
    "table": [{"from": 0.5, "to": 0.6, **ROW}, {"from": 0.6, "to": 0.7, **EMPTY}],
}
FIGURES: dict[str, Any] = {
    "questions": 3,
    "recall_at_1": 0.6667,
    "abstention_auroc": None,
    "latency_ms": {"p50": 5.1, "p95": 9.0},
    "calibration": CALIBRATION,
    "kinds": {"fact": {"questions": 2, "answer_hit": 0.5}, "none": {"questions": 1}},
    "documents": 7,
}
ROBUSTNESS = {
    "questions": 2,
    "clean": {"recall_at_1": 1.0, "recall_at_5": 1.0},
    "all": {"recall_at_1": 0.5, "drop_at_1": 50.0, "recall_at_5": 1.0, "drop_at_5": 0.0},
}


def printed(figures: dict[str, Any]) -> str:
    written = io.StringIO()
    Console(width=80, file=written).print(figure_lines(figures))
    return written.getvalue()


def test_plain_figures_come_first_and_those_of_time_one_by_one() -> None:
    plain = sheets(FIGURES)[0]
    assert plain.columns == ()
    assert plain.rows == (
        ("questions", "3"),
        ("recall_at_1", "0.6667"),
        ("abstention_auroc", texts.FIGURE_NONE),
        ("latency_ms p50", "5.1"),
        ("latency_ms p95", "9.0"),
        ("documents", "7"),
    )


def test_a_bin_without_questions_shows_dashes() -> None:
    table = sheets(FIGURES)[1]
    assert table.heading == texts.FIGURES_CALIBRATION.format(questions=3, error=0.1167)
    assert table.rows == (
        ("0.5–0.6", "3", "0.55", "0.6667"),
        ("0.6–0.7", "0", texts.FIGURE_NONE, texts.FIGURE_NONE),
    )


def test_every_kind_and_every_noise_has_a_row() -> None:
    kinds, noises = sheets({**FIGURES, "robustness": ROBUSTNESS})[2:]
    assert kinds.rows == (("fact", "2", "0.5"), ("none", "1", texts.FIGURE_NONE))
    assert noises.columns[1:] == ("recall_at_1", "drop_at_1", "recall_at_5", "drop_at_5")
    assert [row[0] for row in noises.rows] == ["clean", "all"]
    assert noises.rows[0] == ("clean", "1.0", texts.FIGURE_NONE, "1.0", texts.FIGURE_NONE)
    assert noises.rows[1] == ("all", "0.5", "50.0", "1.0", "0.0")


def test_what_was_not_measured_has_no_table() -> None:
    assert len(sheets({"questions": 3, "kinds": {}})) == 1


def test_every_figure_is_printed_within_a_narrow_terminal() -> None:
    figures = {**FIGURES, "robustness": ROBUSTNESS}
    said = printed(figures)
    assert all(len(line) <= 80 for line in said.splitlines())
    for sheet in sheets(figures):
        assert all(cell in said for row in sheet.rows for cell in row)
