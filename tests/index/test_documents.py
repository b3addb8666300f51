from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind
from corpus.passages import passages
from index.documents import DocumentTable, key_of
from index.records import Records
from index.snapshot import Snapshot
from tests.support.small_corpus import DOCUMENTS, altered

VISIBLE = st.characters(exclude_categories=["Cc", "Cs", "Z"])
LINE = st.text(VISIBLE, min_size=1, max_size=30)
BODY = st.text(VISIBLE | st.sampled_from(" \n\t.\u2028\u00a0"), min_size=1).filter(str.strip)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    ids = draw(st.lists(LINE, min_size=1, max_size=4, unique=True))
    return [
        Document(
            id=id,
            kind=draw(st.sampled_from(Kind)),
            title=draw(LINE),
            drill=draw(st.booleans()),
            text=draw(BODY),
        )
        for id in sorted(ids)
    ]


@settings(max_examples=40)
@given(documents())
def test_saving_and_reading_is_identity(written: list[Document]) -> None:
    groups = [passages(document) for document in written]
    with TemporaryDirectory() as folder:
        Records.of(written, groups).save(Path(folder) / "documents")
        with closing(DocumentTable(Path(folder) / "documents")) as table:
            assert list(table) == written and len(table) == len(written)
            rows = [table.passage(row) for row in range(table.passages)]
            assert rows == [
                (document, passage)
                for document, group in zip(written, groups, strict=True)
                for passage in group
            ]
            for document, group in zip(written, groups, strict=True):
                assert table.find(key_of(document.id)) == document
                assert table.passages_of(document) == group


def test_every_passage_reproduces_its_document(snapshot: Snapshot) -> None:
    for row in range(snapshot.table.passages):
        document, passage = snapshot.table.passage(row)
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.document_id == document.id and passage.drill == document.drill


def test_documents_stand_in_the_order_of_their_ids(snapshot: Snapshot) -> None:
    assert list(snapshot.table) == sorted(DOCUMENTS, key=lambda document: document.id)


def test_a_row_knows_the_number_of_its_document(snapshot: Snapshot) -> None:
    table = snapshot.table
    numbers = [table.document_number(row) for row in range(table.passages)]
    ids = [document.id for document in table]
    assert [ids[number] for number in numbers] == [
        table.passage(row)[0].id for row in range(table.passages)
    ]


@pytest.mark.parametrize("key", ["", "x", "0" * 16, "f" * 16, "f" * 17, "-1", "9" * 40, "😀"])
def test_a_key_of_no_document_finds_none(key: str, snapshot: Snapshot) -> None:
    assert snapshot.document(key) is None


def test_a_key_is_short_and_the_same_in_every_generation() -> None:
    assert key_of("latihan-balikpapan") == key_of("latihan-balikpapan")
    assert len({key_of(document.id) for document in DOCUMENTS}) == len(DOCUMENTS)
    assert all(len(key_of(document.id)) == 16 for document in DOCUMENTS)


def test_a_document_that_is_not_held_has_no_passages(snapshot: Snapshot) -> None:
    stranger = altered(DOCUMENTS[0], id="tidak-ada")
    assert snapshot.passages(stranger) == ()


def test_what_is_saved_needs_no_pickle(tmp_path: Path) -> None:
    Records.of(DOCUMENTS, [passages(d) for d in DOCUMENTS]).save(tmp_path / "documents")
    arrays = list((tmp_path / "documents").glob("*.npy"))
    assert arrays and all(len(np.load(file, allow_pickle=False)) for file in arrays)
