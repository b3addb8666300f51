"""Figures as drawings: those of an evaluation, which stand in a page by themselves, and those of a
month, for a phone. The only module that draws, imported only where something is to be drawn:
matplotlib takes half a second to load and 50 MB to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot import texts
from bot.questions.tally import FEEDBACK, OUTCOMES, Day, What, total

_SIZE = 5.6, 3.6
"""Inches."""

_PHONE, _DPI, _POINTS = (3.6, 4.4), 300, 9
"""1080 pixels across; shown 360 wide, its letters are 12 high."""

# Told apart in grey as well: by the pattern, and by the words beside it.
_LOOKS: Mapping[What, Mapping[str, Any]] = {
    What.ANSWERED: {"facecolor": "#2b6cb0", "hatch": ""},
    What.READINESS: {"facecolor": "#63b3ed", "hatch": "...."},
    What.NO_EVIDENCE: {"facecolor": "#fbd38d", "hatch": "////"},
    What.DECLINED: {"facecolor": "#e2e8f0", "hatch": "xxxx"},
    What.HELPFUL: {"facecolor": "#2f855a", "hatch": ""},
    What.UNHELPFUL: {"facecolor": "#feb2b2", "hatch": "\\\\\\\\"},
}
_WEEK = 7

_BINS = 20
_INK, _GOOD, _BAD, _PALE = "#1f4e79", "#2e7d32", "#c62828", "#9e9e9e"
_GROUP_ID = re.compile(r' id="[A-Za-z0-9.]+_\d+"')
"""Names of groups, the same in every drawing; references go to other ids."""


def reliability(table: Sequence[Mapping[str, Any]]) -> str:
    """The share that was right over the confidence, a point a bin, larger for more questions."""
    figure, axes = _axes(texts.REPORT_CONFIDENCE_AXIS, texts.REPORT_RIGHT_AXIS)
    full = [row for row in table if row["questions"]]
    most = max((row["questions"] for row in full), default=1)
    sure, right = [row["confidence"] for row in full], [row["right"] for row in full]
    axes.plot([0, 1], [0, 1], linestyle="--", color=_PALE, label=texts.REPORT_IDEAL)
    axes.plot(sure, right, color=_INK)
    axes.scatter(sure, right, [20 + 180 * row["questions"] / most for row in full], color=_INK)
    axes.set(xlim=(0, 1), ylim=(0, 1.03))
    axes.legend(loc="upper left")
    return _svg(figure, texts.REPORT_RELIABILITY)


def recall_curve(ranks: Sequence[int | None], depth: int) -> str:
    """The share of questions whose document is among the first k, for k up to `depth`."""
    figure, axes = _axes("k", texts.REPORT_RECALL_AXIS)
    places = range(1, depth + 1)
    shares = [sum(rank is not None and rank <= k for rank in ranks) / len(ranks) for k in places]
    axes.plot(places, shares, marker="o", color=_INK)
    axes.set(xlim=(0.7, depth + 0.3), ylim=(0, 1.03), xticks=places)
    return _svg(figure, texts.REPORT_RECALL)


def confidences(right: Sequence[float], wrong: Sequence[float], silent: Sequence[float]) -> str:
    """How sure the right answers were, the wrong ones, and those that were not given."""
    figure, axes = _axes(texts.REPORT_CONFIDENCE_AXIS, texts.REPORT_QUESTIONS_AXIS)
    axes.hist(
        [right, wrong, silent],
        bins=_BINS,
        range=(0, 1),
        stacked=True,
        color=[_GOOD, _BAD, _PALE],
        label=[texts.REPORT_ANSWERED_RIGHT, texts.REPORT_ANSWERED_WRONG, texts.REPORT_UNANSWERED],
    )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend()
    return _svg(figure, texts.REPORT_CONFIDENCES)


def latencies(milliseconds: Sequence[float]) -> str:
    """How many questions took how long."""
    figure, axes = _axes(texts.REPORT_LATENCY_AXIS, texts.REPORT_QUESTIONS_AXIS)
    axes.hist(milliseconds, bins=2 * _BINS, color=_INK)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(left=0)
    return _svg(figure, texts.REPORT_LATENCIES)


def columns(days: Sequence[Day]) -> bytes:
    """The questions of every day by what became of them, and below how answers were rated, as a
    PNG."""
    figure = Figure(figsize=_PHONE, dpi=_DPI, layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    questions = f"{texts.STATISTICS_QUESTIONS}: {total(days, *OUTCOMES)}"
    _stack(above, questions, days, OUTCOMES)
    _stack(below, f"{texts.STATISTICS_FEEDBACK}: {total(days, *FEEDBACK)}", days, FEEDBACK)
    weekly = [at for at in range(len(days)) if (len(days) - 1 - at) % _WEEK == 0]
    below.set_xticks(weekly, [_short(days[at].day) for at in weekly])
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _stack(axes: Axes, title: str, days: Sequence[Day], whats: Sequence[What]) -> None:
    """A column a day; above them every pattern with its word and how many there were in all."""
    bottom = [0] * len(days)
    for what in whats:
        heights = [day.counts.get(what, 0) for day in days]
        label = texts.STATISTICS_PART.format(number=total(days, what), what=texts.COUNTED[what])
        looks = {**_LOOKS[what], "edgecolor": "#1a202c", "linewidth": 0.4, "width": 0.9}
        axes.bar(range(len(days)), heights, bottom=bottom, label=label, **looks)
        bottom = [low + high for low, high in zip(bottom, heights, strict=True)]
    # Room above the columns, where the words stand.
    axes.set_ylim(0, 1.6 * max(*bottom, 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    axes.set_title(title, fontsize=_POINTS + 1)
    axes.tick_params(labelsize=_POINTS)
    legend = {"fontsize": _POINTS, "frameon": False, "columnspacing": 1, "handlelength": 1.2}
    axes.legend(loc="upper center", ncols=2, **legend)
    axes.spines[["top", "right"]].set_visible(False)


def _short(day: date) -> str:
    return texts.STATISTICS_DAY.format(day=day.day, month=texts.MONTHS[day.month - 1][:3])


def _axes(across: str, up: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=across, ylabel=up)
    axes.grid(alpha=0.3)
    return figure, axes


def _svg(figure: Figure, label: str) -> str:
    """The drawing as an SVG element, its ids its own, the same for the same figures."""
    written = StringIO()
    with rc_context({"svg.hashsalt": label, "svg.fonttype": "none"}):
        figure.savefig(written, format="svg", metadata={"Date": None})
    _, _, drawing = written.getvalue().partition("<svg ")
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    return f'<svg role="img" aria-label="{label}" {_GROUP_ID.sub("", drawing)}'
