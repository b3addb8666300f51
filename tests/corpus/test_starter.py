"""The corpus that ships with the project, as it is on disk."""

from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import corpus
from bot.keeping.folder import FOLDERS
from corpus.areas import bundled
from corpus.document import Document, Form, Kind, Reliability
from corpus.formats import markdown
from corpus.passages import WORDS, passages
from corpus.read import Reading, read
from corpus.sentences import is_complete, sentences

DATA = Path(corpus.__file__).parent / "data"


@cache
def starter() -> Reading:
    return read([DATA], bundled())


@cache
def files() -> dict[str, Path]:
    return {file.stem: file for file in DATA.rglob("*.md")}


def document(id: str) -> Document:
    return next(document for document in starter().documents if document.id == id)


def telling(words: str) -> set[str]:
    return {document.id for document in starter().documents if words in document.text}


def test_every_document_is_taken() -> None:
    assert starter().rejected == ()
    assert len(starter().documents) == 268


def test_every_kind_has_as_many_documents_as_sources_were_found() -> None:
    assert Counter(document.kind for document in starter().documents) == {
        Kind.NEWS: 118,
        Kind.STATEMENT: 97,
        Kind.GUIDE: 22,
        Kind.REGULATION: 20,
        Kind.CLARIFICATION: 11,
    }


def test_a_file_is_named_after_its_document_and_stands_with_its_kind() -> None:
    places = {id: file.relative_to(DATA).as_posix() for id, file in files().items()}
    assert places == {
        document.id: f"{FOLDERS[document.kind]}/{document.id}.md"
        for document in starter().documents
    }


def test_every_file_is_written_as_the_project_writes_files() -> None:
    for document in starter().documents:
        assert files()[document.id].read_text(encoding="utf-8") == markdown.render(document)


def test_every_document_is_a_summary_that_names_where_it_comes_from() -> None:
    for document in starter().documents:
        assert document.form is Form.SUMMARY, document.id
        assert document.publisher and document.url and document.area, document.id


def test_every_title_is_used_once() -> None:
    titles = Counter(document.title for document in starter().documents)
    assert titles.most_common(1)[0][1] == 1


def test_every_rehearsal_is_labelled() -> None:
    rehearsals = {doc.id for doc in starter().documents if doc.id.startswith("sispamkota")}
    assert len(rehearsals) == 29
    assert rehearsals == {document.id for document in starter().documents if document.drill}


def test_only_offices_and_statutes_are_primary() -> None:
    for document in starter().documents:
        if document.reliability is Reliability.PRIMARY:
            host = urlsplit(document.url or "").hostname or ""
            statute = document.kind is Kind.REGULATION and "UU Nomor" in (document.publisher or "")
            assert host.endswith(".go.id") or statute, document.id


def test_what_was_uploaded_or_copied_elsewhere_is_a_copy() -> None:
    marks = ("salinan", "disalin", "scribd", "slideshare", "123dok", "blogspot", "wordpress")
    marked = {
        document.id
        for document in starter().documents
        if any(mark in f"{document.publisher} {document.url}".lower() for mark in marks)
    }
    copies = {doc.id for doc in starter().documents if doc.reliability is Reliability.COPY}
    assert len(marked) > 10
    assert marked <= copies


def test_every_sentence_is_finished() -> None:
    unfinished = [
        (document.id, document.text[start:end])
        for document in starter().documents
        for start, end in sentences(document.text)
        if not is_complete(document.text[start:end])
    ]
    assert unfinished == []


def test_every_sentence_begins_like_one_and_says_something() -> None:
    for document in starter().documents:
        for start, end in sentences(document.text):
            sentence = document.text[start:end]
            assert not sentence[0].islower(), (document.id, sentence)
            assert len(sentence.split()) > 3, (document.id, sentence)


def test_no_document_is_longer_than_a_passage_or_two() -> None:
    for document in starter().documents:
        assert len(passages(document)) <= 2, document.id
        assert all(len(part.text.split()) <= WORDS for part in passages(document))


@pytest.mark.parametrize(
    ("figure", "ids"),
    [
        ("261.695", {"mantap-brata-antara-riau-apel", "mantap-brata-kapolri-261695"}),
        ("434.197", {"mantap-brata-antara-434197"}),
        ("292 TPS sangat rawan dan 760 TPS rawan", {"mantap-brata-jateng-kompastv-2023"}),
        ("297 dinilai sangat rawan, 728 rawan", {"mantap-brata-jateng-rakor-2023"}),
    ],
)
def test_figures_that_disagree_stand_each_in_its_own_source(figure: str, ids: set[str]) -> None:
    assert telling(figure) == ids


def test_sources_that_disagree_tell_their_dates() -> None:
    ids = telling("261.695") | telling("434.197") | telling("292 TPS") | telling("297 dinilai")
    assert all(document(id).published_on for id in ids)


def test_a_partial_date_stays_partial() -> None:
    assert document("sispamkota-ngawi-2023").published_on == "2023-10"
    assert document("sispamkota-pekalongan-2024").published_on == "2024"
