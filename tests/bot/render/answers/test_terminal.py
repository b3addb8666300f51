from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console, RenderableType

from bot import texts
from bot.render.answers.terminal import answer_lines, pairs, passage_lines
from bot.render.contacts import referral, where_to_ask
from index.types import Declined, DeclineReason, NoEvidence, Weakness
from tests.bot.documents import DIRECTORY, document, grounded

WORDS = "Dua polisi menjaga TPS."


def shown(what: RenderableType, **how: Any) -> str:
    console = Console(file=io.StringIO(), width=100, highlight=False, **how)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_sentence_comes_first_then_its_origin_then_the_sources() -> None:
    of = document(WORDS, publisher="Kabar", url="https://kabar.example/1", published_on="2024-02")
    lines = shown(answer_lines(grounded(of, (WORDS, None)), DIRECTORY)).splitlines()
    assert lines[0] == f"{WORDS} [1]"
    assert lines[1].strip() == "Kabar · Februari 2024"
    assert lines[3:5] == [texts.SOURCES, "1. Judul"]
    assert lines[-1].strip() == "https://kabar.example/1"


def test_each_sentence_of_a_law_is_cited_by_its_own_clause() -> None:
    of = document(
        f"(1) {WORDS}\n(2) Selesai.", kind="regulation", title="UU 5/2021 Pasal 7A: Tertib"
    )
    answer = grounded(of, (WORDS, None), ("Selesai.", None))
    lines = [line.strip() for line in shown(answer_lines(answer, DIRECTORY)).splitlines()]
    cited = [f"UU 5/2021 Pasal 7A ayat ({clause})" for clause in (1, 2)]
    assert [line.partition(" ·")[0] for line in lines[1:4:2]] == cited
    assert "1. UU 5/2021 Pasal 7A ayat (1), ayat (2): Tertib" in lines


def test_the_words_that_answer_stand_out() -> None:
    answer = grounded(document(WORDS), (WORDS, "Dua polisi"))
    coloured = shown(answer_lines(answer, DIRECTORY), force_terminal=True, color_system="standard")
    assert "\x1b[1;32mDua polisi\x1b[0m menjaga TPS." in coloured


def test_nothing_stands_out_where_nothing_is_marked() -> None:
    answer = grounded(document(WORDS), (WORDS, None))
    coloured = shown(answer_lines(answer, DIRECTORY), force_terminal=True, color_system="standard")
    assert "\x1b[1;32m" not in coloured


def test_a_drill_is_announced_before_its_sentence_and_passage() -> None:
    answer = grounded(document(WORDS, drill=True), (WORDS, None))
    assert shown(answer_lines(answer, DIRECTORY)).startswith(texts.DRILL)
    assert shown(passage_lines(answer.citations[0])).startswith(texts.DRILL)


def test_a_summary_is_never_taken_for_a_quotation() -> None:
    answer = grounded(document(WORDS, form="summary"), (WORDS, None))
    assert texts.SUMMARY_LOUD in shown(answer_lines(answer, DIRECTORY))
    assert texts.SUMMARY in shown(passage_lines(answer.citations[0]))


def test_square_brackets_are_text() -> None:
    hostile = "Kabar [bold]palsu[/bold] dan [/red] beredar."
    answer = grounded(document(hostile, title="[link=x]Judul"), (hostile, None))
    for what in (answer_lines(answer, DIRECTORY), passage_lines(answer.citations[0])):
        assert hostile in shown(what)
        assert "[link=x]Judul" in shown(what)


def test_a_source_without_an_address_says_so() -> None:
    assert texts.NO_ADDRESS in shown(
        answer_lines(grounded(document(WORDS), (WORDS, None)), DIRECTORY)
    )


def test_weak_evidence_names_the_nearest_and_where_to_ask() -> None:
    near = document(url="https://kabar.example/1")
    out = shown(
        answer_lines(NoEvidence("Apa?", Weakness.WEAK_EVIDENCE, (near,), 0.1, "g"), DIRECTORY)
    )
    assert "tidak menebak" in out
    assert "1. Judul" in out and near.url is not None and near.url in out
    assert where_to_ask(DIRECTORY) in " ".join(out.split())


def test_nothing_found_lists_nothing() -> None:
    out = shown(answer_lines(NoEvidence("Apa?", Weakness.NOTHING_FOUND, (), 0.0, "g"), DIRECTORY))
    assert texts.NEAREST not in out
    assert where_to_ask(DIRECTORY) in " ".join(out.split())


@pytest.mark.parametrize("reason", texts.DECLINED)
def test_what_is_declined_is_told_why_and_where_to_go(reason: DeclineReason) -> None:
    out = " ".join(shown(answer_lines(Declined("Apa?", reason, "kpu"), DIRECTORY)).split())
    assert out == f"{texts.DECLINED[reason]} {referral('kpu', DIRECTORY)}"


def test_pairs_stand_in_two_columns() -> None:
    lines = shown(pairs([("a", "1"), ("panjang", "[2]")])).splitlines()
    assert [line.rstrip() for line in lines] == ["a        1", "panjang  [2]"]
