"""What is said beside sentences: on sentences made for the test, then on the corpus that ships."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import corpus
from bot.reloads.reload import read_corpus, sources_of
from bot.render.answers.answer import render_answer
from corpus.document import Document, Regime
from index.answer import answer, considered
from index.beside.account import Account, accounted
from index.build import build
from index.choose import SENTENCES
from index.documents import key_of
from index.embed import Embedder
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.types import Grounded, Remark
from tests.bot.documents import DIRECTORY
from tests.index.beside.candidates import candidate, of_document
from tests.support.botapi.html import parse_html

DATA = Path(corpus.__file__).parent / "data"
PILKADA, PEMILU = frozenset({Regime.PILKADA}), frozenset({Regime.PEMILU})


def document(id: str, text: str, **fields: str) -> Document:
    about = {"title": "Pengamanan TPS", "publisher": "Kabar", "published_on": "2024-02-10"}
    return Document.model_validate({"id": id, "text": text, **about, **fields})


def texts_of(told: Account) -> list[str]:
    return [each.evidence.text for each in told.chosen]


# Sums


OFF = "Operasi Pagar melibatkan 90 personel: 60 Polri dan 25 TNI."
RIGHT = "Operasi Pagar melibatkan 90 personel: 60 Polri dan 30 TNI."


def test_parts_that_do_not_add_up_are_said_not_to() -> None:
    only = candidate(OFF)
    told = accounted("Berapa personel Operasi Pagar?", [only], (only,))
    (found,) = told.disagreements
    assert (found.about, found.adds_up_to) == ("personel", 85)
    assert [one.text for one in found.figures] == ["90", "60 Polri dan 25 TNI"]
    assert all(OFF[one.start : one.end] == one.text for one in found.figures)


@pytest.mark.parametrize("text", [RIGHT, OFF.replace("25", "2")])
def test_a_sum_that_holds_or_is_of_something_else_is_left_alone(text: str) -> None:
    only = candidate(text)
    assert accounted("Berapa personel Operasi Pagar?", [only], (only,)) == Account((only,))


def test_a_total_in_another_sentence_is_shown_with_its_parts() -> None:
    sentences = of_document(
        document(
            "a",
            "Ada 110 polisi untuk 300 TPS. Kotak suara sudah dikirim. "
            "Rincian TPS ialah 266 aman, 34 rawan, dan 7 khusus.",
        )
    )
    told = accounted("Berapa TPS rawan?", [sentences[2], *sentences[:2]], sentences)
    assert texts_of(told)[:2] == [sentences[2].evidence.text, sentences[0].evidence.text]
    assert [one.text for one in told.disagreements[0].figures] == [
        "300",
        "266 aman, 34 rawan, dan 7 khusus",
    ]
    assert told.disagreements[0].adds_up_to == 307
    unasked = accounted("Berapa polisi di sana?", [sentences[0]], sentences)
    assert unasked == Account((sentences[0],))


# Patterns


BARE = "Pola pengamanan TPS rawan ialah 2-4-12."
LEGEND = "Artinya dua polisi menjaga empat TPS dengan 12 Linmas."


def test_a_pattern_is_shown_with_the_legend_of_its_source() -> None:
    sentences = of_document(document("a", f"{BARE} Kotak suara sudah dikirim. {LEGEND}"))
    told = accounted("Bagaimana pola TPS rawan?", sentences[:1], sentences)
    assert texts_of(told) == [BARE, LEGEND]
    (note,) = told.notes
    assert (note.remark, note.words, note.evidence.text) == (Remark.LEGEND, "2-4-12", LEGEND)


def test_a_sentence_that_explains_its_own_pattern_needs_no_other() -> None:
    only = candidate("TPS rawan memakai pola 2-4-12: dua polisi menjaga empat TPS dan 12 Linmas.")
    assert accounted("Bagaimana pola TPS rawan?", [only], (only,)) == Account((only,))


def test_another_source_explains_only_the_same_pattern_at_the_same_time() -> None:
    (bare,) = of_document(document("a", BARE))
    (same,) = of_document(document("b", f"Pola TPS 2-4-12: {LEGEND[8:]}"))
    (older,) = of_document(
        document("c", f"Pola TPS 2-4-12: {LEGEND[8:]}", published_on="2014-04-08")
    )
    question = "Bagaimana pola TPS rawan?"
    assert texts_of(accounted(question, [bare], (bare, older, same)))[1] == same.evidence.text
    told = accounted(question, [bare], (bare, older))
    assert [note.remark for note in told.notes] == [Remark.NO_LEGEND]
    assert told.chosen == (bare,)


# Room


def test_no_more_is_shown_than_before_and_the_lead_stays() -> None:
    sentences = of_document(document("a", f"{BARE} Satu kabar. Dua kabar. Tiga kabar. {LEGEND}"))
    told = accounted("Bagaimana pola TPS rawan?", sentences[:3], sentences)
    assert texts_of(told) == [BARE, LEGEND, "Satu kabar."]


# The corpus that ships


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Snapshot]:
    """The starter corpus, without the reading model."""
    store = Store(tmp_path_factory.mktemp("starter"))
    build(store, sources_of(read_corpus(DATA), DATA), embedder)
    with closing(open_current(store, embedder)[0]) as snapshot:
        yield snapshot


def told_of(snapshot: Snapshot, question: str) -> Account:
    told = considered(snapshot, question).told
    assert 1 <= len(told.chosen) <= SENTENCES
    shown = {(each.evidence.document_id, each.evidence.start) for each in told.chosen}
    for figure in (figure for one in told.disagreements for figure in one.figures):
        evidence = figure.evidence
        of = snapshot.document(key_of(evidence.document_id))
        assert of is not None and of.text[figure.start : figure.end] == figure.text
        assert (evidence.document_id, evidence.start) in shown
    return told


def differing(told: Account) -> list[tuple[str, list[str]]]:
    return [(one.about, [figure.text for figure in one.figures]) for one in told.disagreements]


@pytest.mark.parametrize(
    "question",
    [
        "Berapa personel yang dikerahkan dalam Operasi Mantap Brata?",
        "Berapa personel Operasi Mantap Brata 2023-2024?",
        "berapa polisi yg dikerahkan utk mantap brata",
    ],
)
def test_both_strengths_of_mantap_brata_are_shown(question: str, starter: Snapshot) -> None:
    assert differing(told_of(starter, question)) == [("polisi", ["261.695", "434.197"])]


def test_the_publisher_and_date_of_each_figure_stand_beside_it(starter: Snapshot) -> None:
    question = "Berapa personel yang dikerahkan dalam Operasi Mantap Brata?"
    given = answer(starter, question)
    assert isinstance(given, Grounded)
    parts = render_answer(given, DIRECTORY).parts
    seen = "\n".join(parse_html(part).text for part in parts)
    assert "• 261.695: ANTARA Riau, 17 Oktober 2023 [" in seen
    assert "• 434.197: ANTARA Kaltim, 16 Oktober 2023 [" in seen


def test_both_counts_of_dangerous_polling_stations_are_shown(starter: Snapshot) -> None:
    told = told_of(starter, "Berapa TPS rawan di Jawa Tengah?")
    assert differing(told) == [
        ("TPS sangat rawan", ["292", "297"]),
        ("TPS rawan", ["760", "728"]),
    ]


def test_both_measures_of_the_most_vulnerable_provinces_are_shown(starter: Snapshot) -> None:
    told = told_of(starter, "Provinsi mana saja yang paling rawan pada Pemilu 2024?")
    ((_, (one, other)),) = differing(told)
    assert one.startswith("DKI Jakarta 88,95, Sulawesi Utara 87,48")
    assert other.startswith("Banten 45,18; Papua 45,09")


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Berapa petugas pemilu 2024 yang meninggal?", ["71", "57"]),
        ("Berapa KPPS yang meninggal pada Pemilu 2019?", ["440", "318"]),
    ],
)
def test_deaths_come_newest_first_and_are_no_disagreement(
    question: str, figures: list[str], starter: Snapshot
) -> None:
    told = told_of(starter, question)
    assert told.disagreements == ()
    assert [note.remark for note in told.notes] == [Remark.NEWEST_FIRST]
    for figure, each in zip(figures, told.chosen, strict=False):
        assert f"{figure} petugas" in each.evidence.text
    days = [each.document.published_on or "" for each in told.chosen]
    assert days == sorted(days, reverse=True)


def test_a_day_that_is_asked_for_is_not_passed_over_for_a_newer_one(starter: Snapshot) -> None:
    told = told_of(starter, "Berapa KPPS yang meninggal per 25 April 2019?")
    assert Remark.NEWEST_FIRST not in [note.remark for note in told.notes]


def test_money_politics_is_told_under_both_laws(starter: Snapshot) -> None:
    told = told_of(starter, "apakah penerima uang serangan fajar dipidana?")
    assert {PEMILU, PILKADA} <= set(told.laws)
    assert len(told.laws) == len(told.chosen)


def test_of_an_election_that_is_named_the_law_stands_alone(starter: Snapshot) -> None:
    question = "apakah penerima uang serangan fajar di pilkada dipidana?"
    assert told_of(starter, question).laws == ()


def test_the_pattern_of_2019_is_shown_with_a_legend(starter: Snapshot) -> None:
    told = told_of(starter, "Bagaimana pola pengamanan TPS Pemilu 2019?")
    assert [(note.remark, note.words) for note in told.notes] == [(Remark.LEGEND, "6-2-8")]
    assert any("enam polisi menjaga dua TPS" in each.evidence.text for each in told.chosen)


def test_the_strength_of_mantap_praja_jaya_does_not_add_up(starter: Snapshot) -> None:
    told = told_of(starter, "Berapa personel Operasi Mantap Praja Jaya?")
    assert [one.adds_up_to for one in told.disagreements] == [88375]


@pytest.mark.parametrize(
    "question",
    [
        "Siapa kepala Operasi Mantap Brata 2023-2024?",
        "Kapan pemungutan suara Pemilu 2024?",
        "Berapa TPS di Jawa Barat?",
        "Berapa personel simulasi Sispamkota Balikpapan?",
        "Berapa Linmas yang menjaga TPS di Klaten?",
        "Berapa lama Operasi Mantap Brata?",
    ],
)
def test_most_answers_owe_nothing_more(question: str, starter: Snapshot) -> None:
    told = told_of(starter, question)
    assert (told.disagreements, told.notes, told.laws) == ((), (), ())
