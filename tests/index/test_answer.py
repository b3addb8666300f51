from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document, Reliability
from index.analyze import terms
from index.answer import answer
from index.build import Sources, build
from index.choose import SENTENCES, choose
from index.documents import key_of
from index.embed import Embedder
from index.evidence import Candidate
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.types import Declined, DeclineReason, Evidence, Grounded, NoEvidence, Weakness
from tests.support.small_corpus import (
    BLITAR_POSTS,
    DOCUMENTS,
    DRILL,
    GLOSSARY,
    GUIDE,
    NEWER_REPORT,
    OLDER_REPORT,
    ORIGINAL,
    RECOUNT_COPY,
    RECOUNT_PRIMARY,
    RECOUNT_REPORT,
    RULE,
    UNUSUAL,
    altered,
)

ASK_RECOUNT = "Berapa hari kotak suara tersegel disimpan di kecamatan?"
ASK_DRILL = "Berapa personel yang dilibatkan dalam simulasi Sispamkota di Balikpapan?"
QUESTIONS = [
    ASK_RECOUNT,
    ASK_DRILL,
    "Siapa yang memimpin simulasi Sispamkota di Balikpapan?",
    "Berapa personel yang menjaga TPS di Kota Blitar?",
    "Bagaimana cara melaporkan dugaan pelanggaran?",
    "Di berapa kelurahan posko pengaduan kawal hak pilih dibuka?",
    "Kapan kotak suara dikirim ke kelurahan di Balikpapan?",
    "Apakah kabar peladen penghitungan disusupi peretas itu hoaks?",
    "Bagaimana resep rendang daging sapi?",
    "Menurutmu siapa yang pantas menang?",
]
WORDS = sorted({word for document in DOCUMENTS for word in document.text.split()})
ODD = st.text(max_size=300) | st.lists(
    st.sampled_from(["Berapa", "siapa", "kpn", "dmn", "psl brp", "😀", "\u202e", *WORDS]),
    max_size=25,
).map(" ".join)

Library = Callable[[Sequence[Document]], Snapshot]


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """Opens a generation of the documents given."""
    with ExitStack() as stack:

        def opened(documents: Sequence[Document]) -> Snapshot:
            store = Store(tmp_path / f"{len(list(tmp_path.iterdir()))}")
            build(store, Sources(documents, bundled(), GLOSSARY), embedder)
            return stack.enter_context(closing(open_current(store, embedder)[0]))

        yield opened


def grounded(snapshot: Snapshot, question: str) -> Grounded:
    given = answer(snapshot, question)
    assert isinstance(given, Grounded), given
    return given


def lead(snapshot: Snapshot, question: str) -> str:
    """The id of the document that the first sentence of the answer is from."""
    return grounded(snapshot, question).evidence[0].document_id


def marked(snapshot: Snapshot, question: str) -> str | None:
    """The words that the first sentence marks."""
    first = grounded(snapshot, question).evidence[0]
    document = snapshot.document(key_of(first.document_id))
    assert document is not None
    return None if first.highlight is None else document.text[slice(*first.highlight)]


def alike(one: Evidence, other: Evidence) -> float:
    a, b = set(terms(one.text)), set(terms(other.text))
    return len(a & b) / max(1, len(a | b))


# Whatever is asked


@given(ODD)
@example("")
@example(" \n\t")
@example("😀😀😀")
@example("\udcff\ud800")
@example("\x00")
@example("?" * 4096)
@example("a" * 4096)
@example("9" * 4096)
@example("A " * 2048)
@example(("Berapa personel yang menjaga TPS di Kota Blitar? " * 90)[:4096])
@example("<b>Berapa</b> *personel* _simulasi_ [Sispamkota](http://x.example) \\ 'Balikpapan'")
@example("Bera\u0301pa\u00a0personel simulasi\u200b Sispamkota Balikpapan")
@example(" ".join(f"kata{number}" for number in range(500)))
def test_any_text_gets_an_answer_that_keeps_its_promises(snapshot: Snapshot, question: str) -> None:
    given = answer(snapshot, question)
    assert isinstance(given, Grounded | NoEvidence | Declined)
    assert given.question == question
    if isinstance(given, NoEvidence):
        assert 0 <= given.confidence <= 1 and len(given.nearest) <= 3
        assert len({document.id for document in given.nearest}) == len(given.nearest)
    if isinstance(given, Grounded):
        assert 0 <= given.confidence <= 1
        shown_as_promised(snapshot, given)


def shown_as_promised(snapshot: Snapshot, given: Grounded) -> None:
    assert 1 <= len(given.evidence) <= SENTENCES == 3
    for sentence in given.evidence:
        document = snapshot.document(key_of(sentence.document_id))
        assert document is not None
        assert document.text[sentence.start : sentence.end] == sentence.text
        if sentence.highlight is not None:
            assert sentence.start <= sentence.highlight[0] < sentence.highlight[1] <= sentence.end
        citation = given.citation_of(sentence)
        assert citation.document == document
        assert citation.passage.start <= sentence.start < sentence.end <= citation.passage.end
    for one, other in combinations(given.evidence, 2):
        assert alike(one, other) < 0.8
    read = [given.citation_of(sentence).number for sentence in given.evidence]
    assert list(dict.fromkeys(read)) == [citation.number for citation in given.citations]
    assert [citation.number for citation in given.citations] == [*range(1, len(set(read)) + 1)]
    assert given.generation == snapshot.manifest.generation


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_question_in_the_words_of_a_document_is_answered(
    document: Document, snapshot: Snapshot
) -> None:
    given = grounded(snapshot, f"{document.title}: {document.text[:150]}")
    shown_as_promised(snapshot, given)


# The right sentence, the right words


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        (ASK_DRILL, DRILL, "512"),
        ("Kapan simulasi Sispamkota di Balikpapan digelar?", DRILL, "2 Oktober 2023"),
        ("Di mana simulasi Sispamkota di Balikpapan digelar?", DRILL, "Lapangan Merdeka"),
        ("Siapa yang memimpin simulasi Sispamkota di Balikpapan?", DRILL, "Kombes Surya Wijaya"),
        (ASK_RECOUNT, RECOUNT_PRIMARY, "35"),
        ("Berapa polisi yang menjaga gudang logistik Balikpapan?", ORIGINAL, "36"),
        ("Kapan kotak suara dikirim ke kelurahan di Balikpapan?", ORIGINAL, "11 Februari 2024"),
        ("Pasal berapa yang melarang pemilih membawa telepon genggam ke bilik suara?", RULE,
         "Pasal 28 ayat (2)"),
        ("Bagaimana cara melaporkan dugaan pelanggaran?", GUIDE, None),
        ("Apakah kabar peladen penghitungan disusupi peretas itu hoaks?", UNUSUAL, None),
    ],
    ids=lambda value: getattr(value, "id", None),
)  # fmt: skip
def test_the_sentence_that_answers_leads_with_its_words_marked(
    question: str, document: Document, words: str | None, snapshot: Snapshot
) -> None:
    assert (lead(snapshot, question), marked(snapshot, question)) == (document.id, words)


@pytest.mark.parametrize(
    ("proper", "careless"),
    [
        (ASK_DRILL, "brp personel yg dilibatkan dlm simulasi sispamkota di balikpapan"),
        (ASK_DRILL, ASK_DRILL.upper()),
        (ASK_RECOUNT, "brp hari kotak suara tersegel disimpan di kecamatan"),
        ("Kapan kotak suara dikirim ke kelurahan di Balikpapan?",
         "kpn kotak suara dikirim ke kelurahan di balikpapan"),
        ("Siapa yang memimpin simulasi Sispamkota di Balikpapan?",
         "sapa yg memimpin simulasi sispamkota di balikpapan"),
        ("Di mana simulasi Sispamkota di Balikpapan digelar?",
         "dmn simulasi sispamkota di balikpapan digelar"),
        ("Bagaimana cara melaporkan dugaan pelanggaran?", "gmn cara melaporkan dugaan pelanggaran"),
        ("Pasal berapa yang melarang membawa telepon genggam ke bilik suara?",
         "psl brp yg melarang membawa hp ke bilik suara"),
        ("Bolehkah pemilih membawa telepon genggam ke bilik suara?",
         "Bolehkah pemilih membawa HP ke bilik suara?"),
    ],
)  # fmt: skip
def test_a_careless_question_gets_the_same_lead_as_the_proper_one(
    proper: str, careless: str, snapshot: Snapshot
) -> None:
    one, other = grounded(snapshot, proper), grounded(snapshot, careless)
    assert other.evidence[0].text == one.evidence[0].text
    assert other.evidence[0].highlight == one.evidence[0].highlight


def test_a_drill_stays_a_drill_in_its_citation(snapshot: Snapshot) -> None:
    citation = grounded(snapshot, ASK_DRILL).citations[0]
    assert citation.document.drill and citation.passage.drill


def test_a_passage_of_several_sentences_is_cited_once(snapshot: Snapshot) -> None:
    given = grounded(snapshot, "Bagaimana cara melaporkan dugaan pelanggaran?")
    assert len(given.evidence) > 1
    assert [citation.document for citation in given.citations] == [GUIDE]


# Who says it


def test_the_most_official_of_those_that_tell_the_same_leads(snapshot: Snapshot) -> None:
    assert lead(snapshot, ASK_RECOUNT) == RECOUNT_PRIMARY.id


def test_the_newest_of_equally_official_ones_leads(snapshot: Snapshot) -> None:
    question = "Di berapa kelurahan posko pengaduan kawal hak pilih dibuka?"
    assert lead(snapshot, question) == NEWER_REPORT.id


def test_a_copy_does_not_lead_where_a_reporter_tells_the_same(library: Library) -> None:
    others = [d for d in DOCUMENTS if d not in (RECOUNT_PRIMARY, RECOUNT_REPORT, RECOUNT_COPY)]
    assert lead(library([*others, RECOUNT_COPY]), ASK_RECOUNT) == RECOUNT_COPY.id
    both = library([*others, RECOUNT_COPY, RECOUNT_REPORT])
    assert lead(both, ASK_RECOUNT) == RECOUNT_REPORT.id


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("2024-02-14", "2024-02-13"),
        ("2024-01-01", "2023-12-31"),
        ("2024-02-14", "2024-02"),
        ("2024-02", "2024"),
        ("2024", "2023-12-31"),
        ("2019", None),
    ],
)
@pytest.mark.parametrize("newer_id", ["a", "z"])
def test_of_two_dates_the_later_leads_and_a_vague_one_counts_from_its_beginning(
    newer: str, older: str | None, newer_id: str, library: Library
) -> None:
    others = [d for d in DOCUMENTS if d not in (OLDER_REPORT, NEWER_REPORT)]
    one = altered(OLDER_REPORT, id=f"{newer_id}-posko", published_on=newer)
    other = altered(OLDER_REPORT, id="m-posko", published_on=older)
    question = "Di berapa kelurahan posko pengaduan kawal hak pilih dibuka?"
    assert lead(library([*others, one, other]), question) == one.id


# Which sentences are shown


def candidate(
    text: str,
    score: float,
    reliability: Reliability = Reliability.SECONDARY,
    published_on: str | None = "2024",
    id: str | None = None,
    start: int = 0,
) -> Candidate:
    id = id or f"{text[:20]}/{reliability}/{published_on}"
    document = Document(
        id=id, title="Judul", reliability=reliability, published_on=published_on, text=text
    )
    evidence = Evidence(id, f"{id}#0", start, start + len(text), text, None, score)
    return Candidate(evidence, document, {"expected": 1.0})


SAME = "Kotak suara tersegel disimpan tiga puluh lima hari di kecamatan."
PRIMARY, SECONDARY, COPY = Reliability


def test_a_copy_gives_way_to_a_better_source_that_is_a_little_worse_a_match() -> None:
    copy, better = candidate(SAME, 0.5, COPY), candidate(SAME, 0.1, SECONDARY, "2001")
    assert choose([copy, better])[0] is better


def test_a_copy_does_not_give_way_to_a_newer_copy_that_is_a_worse_match() -> None:
    copy, newer = candidate(SAME, 0.6, COPY, "2023"), candidate(SAME, 0.2, COPY, "2024")
    assert choose([copy, newer])[0] is copy


def test_a_better_source_does_not_lead_with_something_else() -> None:
    best, other = candidate(SAME, 0.5, COPY), candidate("Linmas menjaga TPS.", 0.49, PRIMARY)
    assert choose([best, other])[0] is best


def test_a_far_worse_match_never_leads_however_official() -> None:
    best, other = candidate(SAME, 0.6, SECONDARY), candidate(SAME, 0.2, PRIMARY)
    assert choose([best, other])[0] is best


def test_what_was_said_already_is_not_said_again() -> None:
    again = candidate(SAME.replace("Kotak", "Semua kotak"), 0.4, SECONDARY, "2020")
    assert len(choose([candidate(SAME, 0.5), again])) == 1


def test_at_most_three_sentences_are_shown_and_none_that_fits_far_worse() -> None:
    texts = ["Satu polisi berjaga.", "Dua truk berangkat.", "Kotak disegel.", "Hujan reda malam."]
    even = [candidate(text, 0.25) for text in texts]
    assert len(choose(even)) == 3
    assert choose([candidate(texts[0], 0.7), candidate(texts[1], 0.04)]) == (
        candidate(texts[0], 0.7),
    )


def test_who_is_certain_says_no_more() -> None:
    sure, other = candidate("Satu polisi berjaga.", 0.91), candidate("Dua truk berangkat.", 0.09)
    assert choose([sure, other]) == (sure,)


def test_after_the_lead_sentences_are_read_document_by_document_as_they_stand() -> None:
    first = candidate("Satu polisi berjaga.", 0.4, id="a", start=50)
    other = candidate("Dua truk berangkat.", 0.3, id="b")
    before = candidate("Kotak disegel malam.", 0.2, id="a", start=10)
    assert choose([first, other, before]) == (first, before, other)


# Silence


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Berapa personel yang menjaga TPS di Kota Ternate?", BLITAR_POSTS),
        ("Siapa yang memimpin simulasi Sispamkota di Surabaya?", DRILL),
        ("Berapa personel simulasi Sispamkota di Kabupaten Klaten?", DRILL),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_of_a_place_that_no_document_is_about_nothing_is_said_and_the_nearest_named(
    question: str, nearest: Document, snapshot: Snapshot
) -> None:
    given = answer(snapshot, question)
    assert isinstance(given, NoEvidence), given
    assert nearest in given.nearest and 1 <= len(given.nearest) <= 3
    assert given.generation == snapshot.manifest.generation


@pytest.mark.parametrize(
    "question",
    [
        "Bagaimana resep rendang daging sapi?",
        "Berapa harga emas hari ini?",
        "siapa pelatih timnas sepak bola",
        "cara ganti oli motor matic",
        "What is the capital of France?",
    ],
)
def test_what_has_nothing_to_do_with_the_corpus_is_not_answered(
    question: str, snapshot: Snapshot
) -> None:
    assert isinstance(answer(snapshot, question), NoEvidence)


@pytest.mark.parametrize("question", ["apa itu?", "berapa?", "siapa sih", "ada apa ya", "kapan"])
def test_a_question_about_nothing_is_not_answered(question: str, snapshot: Snapshot) -> None:
    assert isinstance(answer(snapshot, question), NoEvidence)


@pytest.mark.parametrize("question", ["", " ", "😀", "…", "di mana?", "halo min", "kapan"])
def test_where_nothing_is_found_no_source_is_near(question: str, snapshot: Snapshot) -> None:
    given = answer(snapshot, question)
    assert isinstance(given, NoEvidence)
    assert (given.reason, given.nearest, given.confidence) == (Weakness.NOTHING_FOUND, (), 0)


def test_what_is_far_from_the_corpus_is_weaker_than_what_is_near(snapshot: Snapshot) -> None:
    far = answer(snapshot, "Bagaimana resep rendang daging sapi?")
    near = answer(snapshot, "Berapa anggaran untuk menjaga TPS di Kota Blitar?")
    assert isinstance(far, NoEvidence) and isinstance(near, NoEvidence | Grounded)
    assert far.confidence < near.confidence < grounded(snapshot, ASK_DRILL).confidence


def test_a_town_that_no_map_and_no_source_knows_is_elsewhere(snapshot: Snapshot) -> None:
    given = answer(snapshot, "Berapa personel yang menjaga TPS di Ternate?")
    assert isinstance(given, NoEvidence) and given.reason is Weakness.ELSEWHERE


# Refusal


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Menurutmu {} atau {} yang lebih bagus?", DeclineReason.OPINION),
        ("Siapa yang bakal menang, {} atau {}?", DeclineReason.OPINION),
        ("gimana cara nyogok petugas biar {} menang lawan {}", DeclineReason.OFFENCE),
        ("Buatkan pidato untuk {} melawan {}", DeclineReason.WRITING),
    ],
)
@pytest.mark.parametrize("camps", [("01", "02"), ("petahana", "penantang")])
def test_camps_are_declined_alike(
    question: str, reason: DeclineReason, camps: tuple[str, str], snapshot: Snapshot
) -> None:
    for one, other in (camps, camps[::-1]):
        given = answer(snapshot, question.format(one, other))
        assert isinstance(given, Declined) and given.reason is reason


@pytest.mark.parametrize(
    "question", ["Apakah {} lebih curang dari {}?", "Berapa personel yang mengawal {} dan {}?"]
)
@pytest.mark.parametrize("camps", [("01", "02"), ("petahana", "penantang")])
def test_camps_are_answered_alike(
    question: str, camps: tuple[str, str], snapshot: Snapshot
) -> None:
    one, other = (answer(snapshot, question.format(*order)) for order in (camps, camps[::-1]))
    assert type(one) is type(other)


# Determinism


def test_the_same_question_gets_the_same_answer(snapshot: Snapshot) -> None:
    for question in QUESTIONS:
        assert answer(snapshot, question) == answer(snapshot, question)


def test_the_order_in_which_documents_were_read_changes_no_answer(
    snapshot: Snapshot, library: Library
) -> None:
    shuffled = library(random.Random(3).sample(DOCUMENTS, len(DOCUMENTS)))
    generation = snapshot.manifest.generation
    for question in QUESTIONS:
        given = answer(shuffled, question)
        if not isinstance(given, Declined):
            given = replace(given, generation=generation)
        assert given == answer(snapshot, question)


_ASK = """
import json, sys
from pathlib import Path
from index.answer import answer
from index.embed import open_embedder
from index.snapshot import open_current
from index.store import Store
snapshot, _ = open_current(Store(Path(sys.argv[1])), open_embedder())
print([answer(snapshot, question) for question in json.loads(sys.argv[2])])
"""


def test_another_process_gives_the_same_answers(built: Store) -> None:
    # Their sum depends on the order in which the names of a question are added up.
    names = [
        "apakah Kotak 17 Sispamkota Polres 275 Posko Surya 35",
        "apakah Merdeka Kotak Bawaslu 489 Sispamkota Surya KPU Linmas",
    ]
    told = {
        subprocess.run(
            [sys.executable, "-c", _ASK, built.root, json.dumps([*QUESTIONS, *names])],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
            text=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1 and "Grounded" in told.pop()
