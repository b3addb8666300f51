from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyze import terms
from index.forward import ForwardIndex
from index.search import Query
from index.snapshot import Snapshot
from index.spelling import heard, knows

TEXTS = [
    "Pengamanan TPS di Kota Blitar oleh Linmas dan Polri",
    "Kapolres Blitar memimpin apel pengamanan pemilu di polres",
    "Bawaslu mengawasi kampanye; Gakkumdu menangani pelanggaran pidana pemilu",
    "Kotak suara dan surat suara dijaga di gudang KPU",
    "Sispamkota digelar polres menjelang pemungutan suara di TPS",
    "Sirekap menghitung suara, kata Hasyim Asyari dari KPU",
    "Nama komandan itu Wiwit Adisatria, lahir di Ponorogo",
]
FORWARD = ForwardIndex.of([terms(text) for text in TEXTS])
KNOWN = sorted({word for text in TEXTS for word in re.findall(r"\w+", text.lower())})


def said(question: str) -> str:
    return heard(question, FORWARD).text


# Slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tugas pngawas pemilu", "pengawas"),  # a letter lost
        ("suraat suara", "surat"),  # a letter twice
        ("pengmaanan tps", "pengamanan"),  # the wrong order, in a word with endings
        ("kotak suarq", "suara"),  # the key beside the right one
        ("anggota linams", "linmas"),  # a word that only the corpus knows
        ("sispamkot di blitar", "sispamkota"),
        ("gakumdu itu apa", "gakkumdu"),
        ("bagaimna cara lapor", "bagaimana"),  # a word that is not searched for
        ("kpmapnye pemilu", "kampanye"),  # two slips
    ],
)
def test_a_slip_is_corrected(typed: str, meant: str) -> None:
    assert meant in said(typed).lower().split()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plnggrn kmpnye", "pelanggaran kampanye"),
        ("kcmtn di kbptn blitar", "kecamatan di kabupaten blitar"),
    ],
)
def test_vowels_that_were_left_out_are_put_back(typed: str, meant: str) -> None:
    assert said(typed).lower() == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siapa yg ngawasin kampanye", "mengawasi"),
        ("gudang yg dijagain linmas", "dijagakan"),
        ("namany siapa", "namanya"),
        ("orang2 di tps", "orang-orang"),
    ],
)
def test_forms_of_talk_become_forms_of_writing(typed: str, meant: str) -> None:
    assert terms(meant)[:1] == [t for t in terms(said(typed)) if t in terms(meant)][:1]


def test_a_blank_that_was_left_out_is_put_in() -> None:
    assert said("pemungutansuara di tps").lower() == "pemungutan suara di tps"


def test_two_words_that_the_corpus_knows_as_one_are_joined() -> None:
    assert "bawaslu" in said("lapor ke bawa slu").lower().split()


def test_two_words_that_may_be_one_are_searched_as_one_too() -> None:
    assert heard("siapa ka polres blitar", FORWARD).doubts == {"ka polres": ("kapolres",)}


def test_where_a_word_may_be_several_the_others_are_kept_beside_it() -> None:
    found = heard("surst", ForwardIndex.of([["surat"], ["surut"], ["sursi"]]))
    assert found.text.lower() == "surat"
    assert set(found.doubts["surat"]) <= {"surut", "sursi"}


def test_informal_spellings_become_standard_and_what_fills_a_chat_goes() -> None:
    assert said("min, brp kotak suara di kpu sih kak?") == "berapa kotak suara di Kpu?"
    assert said("Ya atau tidak") == "Ya atau tidak"


def test_a_question_in_english_is_read_in_indonesian() -> None:
    assert terms(said("Where are the ballot boxes?")) == ["kotak", "suara"]


# What is left alone


@pytest.mark.parametrize(
    "question",
    [
        "Siapa Wiwit Adisatria?",
        "Apa isi Pasal 187A dan PKPU25?",
        "163.212 personel, 08123x, tps07",
        "https://sigaplapor.bawaslu.go.id dan a_b@kpuu.go.id",
        "Apa kata KPPU?",  # an abbreviation that is not known
        "Di mana Rukmono tinggal?",  # a name that is not known
        "siapa dptb ppkm",  # too short, or near to nothing
        "obat batuk bayi",  # words of the language that the corpus lacks
        "Berapa personel di Nunukan?",  # an area that the corpus lacks
        "Kedaulatannya dan aduannya bagaimana?",  # unseen forms of known words
    ],
)
def test_names_numbers_and_known_words_stay(question: str) -> None:
    assert said(question) == question


@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=8))
def test_words_of_the_corpus_are_never_changed(words: list[str]) -> None:
    assert said(" ".join(words)).lower() == " ".join(words)


@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=4), st.randoms())
def test_what_was_corrected_stays_as_it_is(words: list[str], rng: object) -> None:
    typed = " ".join(word[:2] + word[3:] for word in words)
    once = said(typed)
    assert said(once) == once


@given(st.text(max_size=120))
def test_no_question_is_too_odd(text: str) -> None:
    assert isinstance(said(text), str)


@given(st.text("0123456789.,/- ", max_size=40))
def test_figures_are_never_changed(text: str) -> None:
    assert said(text) == text


def test_an_empty_corpus_knows_the_language() -> None:
    empty = ForwardIndex.of([])
    assert knows("pengamanan", empty) and not knows("pengamnaan", empty)
    assert heard("pengamnaan tps", empty).text.lower() == "pengamanan tps"


# Capitals


def test_a_question_in_capitals_is_read_like_any_other() -> None:
    assert said("BERAPA LINMAS DI BLITAR?") == said("berapa linmas di blitar?")


def test_names_get_the_capital_that_was_not_typed() -> None:
    assert said("siapa adisatria dari blitar") == "siapa Adisatria dari Blitar"


def test_a_question_with_capitals_of_its_own_keeps_them() -> None:
    assert said("Siapa ketua KPU blitar?") == "Siapa ketua KPU blitar?"


def test_a_corrected_word_keeps_its_capital() -> None:
    assert said("Pengawaas di Kota Blitar") == "Pengawas di Kota Blitar"


# In use


def test_a_question_is_searched_as_it_was_meant_and_told_as_it_was_asked(
    snapshot: Snapshot,
) -> None:
    typed, meant = "berapa angota linmaas?", "berapa anggota linmas?"
    query = Query.of(typed, snapshot)
    assert query.question == typed
    assert query.sequence == Query.of(meant, snapshot).sequence
    assert (query.vector == snapshot.embedder.encode([query.text])[0]).all()


def test_correcting_costs_little_in_a_large_vocabulary() -> None:
    large = ForwardIndex.of([[f"w{number:x}q"] for number in range(200_000)])
    question = "bagaimna cra melaporkan plnggaran kampnye ke bawaslu"
    heard(question, large)
    begun = time.process_time()
    for _ in range(20):
        heard(question, large)
    assert (time.process_time() - begun) / 20 < 0.02
