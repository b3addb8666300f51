from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from bot import texts
from bot.render.report import page
from index.evaluate import Outcome, Question, figures
from index.types import (
    Answer,
    Declined,
    DeclineReason,
    Evidence,
    Grounded,
    NoEvidence,
    Weakness,
)

NASTY = """<script>alert("x")</script> & 'y' </table>"""


def shown(*sentences: str) -> Grounded:
    evidence = tuple(Evidence("a", "a#0", 0, len(it), it, None, 1.0) for it in sentences)
    return Grounded("?", evidence, (), 0.9, "g")


SILENT = NoEvidence("?", Weakness.WEAK_EVIDENCE, (), 0.25, "g")
DECLINED = Declined("?", DeclineReason.OPINION, "kpu")


def outcome(
    id: str,
    answer: Answer,
    documents: Sequence[str] = ("a",),
    kept_back: Sequence[str] = (),
    **fields: Any,
) -> Outcome:
    asked: dict[str, Any] = {"question": f"Soal {id}?", "answers": ("500",), **fields}
    question = Question(id=id, documents=tuple(documents), **asked)
    return Outcome(question, ("b", "a"), answer, 0.004, tuple(kept_back))


OUTCOMES = (
    outcome("benar", shown("Ada 500 personel.")),
    outcome("keliru", shown("Ada 400 personel."), kind="fact"),
    outcome("diam", SILENT, kept_back=["Sekitar 500 orang."], previous="Di Blitar?"),
    outcome("tolak", DECLINED),
    outcome("kosong", SILENT, documents=()),
    outcome("palsu", shown("Ada 500 personel."), documents=(), answers=()),
)


class Page(HTMLParser):
    """The tags of a page, opened and closed, and what every table cell and heading says."""

    _VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self._VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def written(outcomes: Sequence[Outcome], about: str = "dev.jsonl") -> str:
    return page(about, figures(outcomes), outcomes)


@pytest.fixture(scope="module")
def text() -> str:
    """The page of `OUTCOMES`."""
    return written(OUTCOMES)


def drawings(text: str) -> list[str]:
    return re.findall(r"<svg .*?</svg>", text, re.DOTALL)


def test_every_tag_is_closed(text: str) -> None:
    assert Page(text).open == []


def test_what_failed_is_listed_with_what_was_shown_and_what_is_right(text: str) -> None:
    rows = {row[0].split("?")[0]: row for row in Page(text).rows if row}
    assert rows.keys() >= {"Soal keliru", "Soal diam", "Soal tolak", "Soal palsu"}
    assert not rows.keys() & {"Soal benar", "Soal kosong"}
    keliru, diam = rows["Soal keliru"], rows["Soal diam"]
    assert keliru[1:] == [texts.REPORT_WRONG, "Ada 400 personel.", "500", "0.90", "2"]
    assert "keliru · fact" in keliru[0]
    held = texts.REPORT_KEPT_BACK.format(sentence="Sekitar 500 orang.")
    assert diam[1:4] == [texts.REPORT_SILENT, held, "500"]
    assert texts.REPORT_PREVIOUS.format(question="Di Blitar?") in diam[0]
    assert rows["Soal tolak"][1] == texts.REPORT_DECLINED
    palsu = rows["Soal palsu"]
    assert (palsu[1], palsu[3]) == (texts.REPORT_FALSE, texts.REPORT_NO_ANSWER)
    assert texts.REPORT_FAILURES.format(count=4, all=6) in text


def test_the_figures_stand_in_the_page(text: str) -> None:
    rows = Page(text).rows
    assert ["recall_at_5", "1.0"] in rows and ["answer_hit", "0.25"] in rows
    assert ["fact", "1", "1", "0.0", "1.0", "0.0", "1.0", texts.FIGURE_NONE] in rows


def test_whatever_questions_and_documents_hold_is_escaped() -> None:
    bad = outcome(NASTY, shown(NASTY), question=NASTY, answers=(NASTY[::-1],), kind=NASTY)
    silent = outcome("x", SILENT, kept_back=[NASTY], previous=NASTY)
    text = written([bad, silent], NASTY)
    parsed = Page(text)
    assert parsed.open == []
    assert not any(tag == "script" for tag, _ in parsed.tags)
    assert text.count("&lt;script&gt;") == 8
    cells = [cell for row in parsed.rows for cell in row]
    assert any(cell == NASTY for cell in cells)


def test_nothing_outside_the_page_is_named(text: str) -> None:
    loading = {"src", "href", "data", "action"}
    assert not any(loading & attributes.keys() for tag, attributes in Page(text).tags)
    references = re.findall(r'xlink:href="([^"]*)"|url\(([^)]*)\)', text)
    assert references and all((a or b).startswith("#") for a, b in references)
    assert "http" not in re.sub(r'xmlns(:xlink)?="[^"]*"', "", text).replace("http-equiv", "")


def test_every_drawing_is_whole_and_finds_what_it_refers_to(text: str) -> None:
    assert len(drawings(text)) == 4
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    for drawing in drawings(text):
        root = ElementTree.fromstring(drawing)
        assert root.get("role") == "img" and root.get("aria-label")
        own = {it.get("id") for it in root.iter()}
        assert {
            it
            for pair in re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', drawing)
            for it in pair
            if it
        } <= own


def test_the_same_figures_make_the_same_page(text: str) -> None:
    assert written(OUTCOMES) == text


def test_without_answerable_questions_there_is_no_curve_of_recall() -> None:
    text = written([outcome("kosong", SILENT, documents=())])
    assert texts.REPORT_RECALL not in text and len(drawings(text)) == 3


def test_drawings_show_what_was_measured(text: str) -> None:
    """Another outcome draws another picture: each of the four hangs on the questions."""
    other = (*OUTCOMES[1:], outcome("lain", shown("Ada satu."), documents=("z",)))
    slower = [
        Outcome(it.question, it.found, it.answer, 0.1 + 0.1 * n) for n, it in enumerate(other)
    ]
    pairs = zip(drawings(text), drawings(written(slower)), strict=True)
    assert all(before != after for before, after in pairs)
