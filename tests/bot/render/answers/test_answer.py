from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.render.answers.answer import render_answer
from bot.render.contacts import referral, where_to_ask
from index.decline import _rules
from index.types import (
    Citation,
    Declined,
    DeclineReason,
    Grounded,
    NoEvidence,
    Weakness,
)
from tests.bot.documents import DIRECTORY, document, evidence, grounded, passage
from tests.support.botapi.formatted import width
from tests.support.botapi.html import parse_html

FIRST, SECOND = "Dua polisi menjaga 4 TPS.", "Linmas berjumlah delapan orang."
TEXT = f"{FIRST} {SECOND} Selesai."

hostile = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


def seen(answer: Grounded) -> str:
    return "\n\n".join(parse_html(part).text for part in render_answer(answer, DIRECTORY).parts)


def test_an_answer_reads_sentence_first_then_passage_then_source() -> None:
    of = document(TEXT, publisher="KPU", url="https://kpu.example", published_on="2024-02")
    assert render_answer(grounded(of, (FIRST, "4"), (SECOND, None)), DIRECTORY).parts == (
        "Dua polisi menjaga <b>4</b> TPS. [1]\n"
        "Linmas berjumlah delapan orang. [1]\n"
        "<i>KPU · Februari 2024</i>\n"
        "\n"
        "<i>Kutipan sumber [1]</i>\n"
        "<blockquote expandable><b>Dua polisi menjaga 4 TPS.</b> "
        "<b>Linmas berjumlah delapan orang.</b> Selesai.</blockquote>\n"
        "\n"
        "<b>Sumber</b>\n"
        '1. <a href="https://kpu.example">Judul</a>\n'
        "<i>KPU · Berita · Februari 2024</i>",
    )


def test_an_article_of_a_law_is_cited_with_the_clauses_that_are_shown() -> None:
    of = document(
        f"(1) {FIRST}\n(2) {SECOND}", kind="regulation", title="UU 5/2021 Pasal 7A: Tertib"
    )
    (part,) = render_answer(grounded(of, (FIRST, None), (SECOND, None)), DIRECTORY).parts
    assert f"\n<i>UU 5/2021 Pasal 7A ayat (1), ayat (2) · {texts.NO_DATE}</i>\n" in part
    assert "\n1. UU 5/2021 Pasal 7A ayat (1), ayat (2): Tertib\n" in part


def test_sentences_of_one_source_stand_together_under_one_label() -> None:
    one, other = document(TEXT, id="a"), document(TEXT, id="b", drill=True)
    parts = passage(one), passage(other)
    answer = Grounded(
        "Apa?",
        (evidence(parts[0], FIRST), evidence(parts[1], FIRST), evidence(parts[0], SECOND)),
        (Citation(1, one, parts[0]), Citation(2, other, parts[1])),
        0.9,
        "g",
    )
    assert seen(answer).startswith(
        f"{FIRST} [1]\n{SECOND} [1]\ntanggal tidak tercatat\n\n"
        f"{texts.DRILL}\n{FIRST} [2]\ntanggal tidak tercatat\n\n"
    )


@given(hostile)
def test_whatever_a_document_says_arrives_as_it_says_it(text: str) -> None:
    of = document(text, title=text[:500].strip(), publisher=text[:200].strip())
    assert text.strip() in seen(grounded(of, (text, None)))


@given(st.integers(1, 3), st.integers(1, 9000))
def test_an_answer_of_any_length_fits_telegrams_messages(count: int, length: int) -> None:
    of = document("Kata & <kata> 😀. " * (length // 17 + 1))
    rendered = render_answer(grounded(of, *[(of.text, None)] * count), DIRECTORY)
    assert all(width(parse_html(part).text) <= 4096 for part in rendered.parts)


def test_weak_evidence_shows_the_nearest_and_where_to_ask() -> None:
    answer = NoEvidence("Apa?", Weakness.WEAK_EVIDENCE, (document(),), 0.2, "g")
    (part,) = render_answer(answer, DIRECTORY).parts
    assert part.startswith(texts.WEAK[Weakness.WEAK_EVIDENCE])
    assert f"<b>{texts.NEAREST}</b>\n1. Judul" in part
    assert part.endswith(where_to_ask(DIRECTORY))


def test_without_anything_near_no_list_is_shown() -> None:
    answer = NoEvidence("Apa?", Weakness.NOTHING_FOUND, (), 0.0, "g")
    (part,) = render_answer(answer, DIRECTORY).parts
    assert part == f"{texts.WEAK[Weakness.NOTHING_FOUND]}\n\n{where_to_ask(DIRECTORY)}"


@pytest.mark.parametrize("reason", texts.DECLINED)
def test_what_is_declined_names_who_can_help(reason: DeclineReason) -> None:
    (part,) = render_answer(Declined("Apa?", reason, "kpu"), DIRECTORY).parts
    assert part == f"{texts.DECLINED[reason]}\n\n{referral('kpu', DIRECTORY)}"


def test_every_referral_of_the_rules_has_its_sentence() -> None:
    assert {rule.referral for rule in _rules()} <= texts.REFERRALS.keys()


def test_notes_are_said_last() -> None:
    answer = grounded(document(), ("Dua polisi menjaga TPS.", None))
    (part,) = render_answer(answer, DIRECTORY, ("Catatan.",)).parts
    assert part.endswith("\n\nCatatan.")


def test_the_confidence_is_no_news_for_citizens() -> None:
    answer = grounded(document(), ("Dua polisi menjaga TPS.", None))
    assert render_answer(answer, DIRECTORY) == render_answer(
        replace(answer, confidence=0.123), DIRECTORY
    )
