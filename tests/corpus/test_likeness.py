from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.contacts import BUNDLED
from corpus.document import Document
from corpus.likeness import ALIKE, address_key, alike, likeness, runs
from corpus.read import read
from corpus.sentences import sentences
from tests.support.documents import texts

STARTER = read([BUNDLED.parent], bundled()).documents
CHANCE = random.Random(5)


def told(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in sentences(document.text)]


def share(one: str, other: str) -> float:
    return likeness(runs(one), runs(other))


LONG = [document for document in STARTER if len(told(document)) >= 3]


def under_another_headline(document: Document) -> str:
    return f"Kabar terbaru hari ini dari lapangan. {document.text}"


def without_its_end(document: Document) -> str:
    return " ".join(told(document)[:-1])


def with_another_lead(document: Document) -> str:
    lead = told(CHANCE.choice([other for other in LONG if other.id != document.id]))[0]
    return " ".join([lead, *told(document)[1:]])


@pytest.mark.parametrize(
    "retold",
    [under_another_headline, without_its_end, with_another_lead],
    ids=lambda it: it.__name__,
)
def test_a_story_is_known_again(retold: object) -> None:
    assert callable(retold)
    missed = [it.id for it in LONG if share(it.text, retold(it)) < ALIKE]
    assert missed == []


def test_of_different_documents_none_is_taken_for_another() -> None:
    found = [
        (STARTER[own].id, STARTER[other].id)
        for own, other, _ in alike([it.text for it in STARTER], [it.text for it in STARTER])
        if own != other
    ]
    assert found == []


def test_what_many_are_compared_by_is_what_two_are_compared_by() -> None:
    some = [*(it.text for it in STARTER[:40]), without_its_end(LONG[0]), ""]
    expected = {
        (one, other, share(some[one], some[other]))
        for one, other in combinations(range(len(some)), 2)
        if share(some[one], some[other]) >= ALIKE
    }
    assert expected < set(alike(some, some)) and expected


@given(texts(), texts())
def test_likeness_is_a_share_and_mutual(one: str, other: str) -> None:
    assert 0 <= share(one, other) <= 1
    assert share(one, other) == share(other, one)


@given(texts())
def test_a_text_is_wholly_in_itself_and_in_what_quotes_it(text: str) -> None:
    whole = float(bool(runs(text)))
    assert share(text, text) == whole
    if len(runs(text)) > 1:
        assert share(text, f"Sebelum. {text} Sesudah.") == whole


@pytest.mark.parametrize(
    "written",
    [
        "https://www.kpu.go.id/berita/1",
        "http://kpu.go.id/berita/1/",
        "https://KPU.go.id/berita/1#komentar",
        "https://kpu.go.id/berita/1?utm_source=wa&utm_medium=x",
        "https://kpu.go.id/berit%61/1",
        " https://kpu.go.id/berita/1 ",
    ],
)
def test_one_page_has_one_key_however_its_address_is_written(written: str) -> None:
    assert address_key(written) == "kpu.go.id/berita/1"


def test_pages_that_differ_have_keys_that_differ() -> None:
    addresses = [
        "https://kpu.go.id/berita?id=1",
        "https://kpu.go.id/berita?id=2",
        "https://kpu.go.id/berita?id=2&page=2",
        "https://kpu.go.id/berita",
        "https://bawaslu.go.id/berita",
        "http://[",
    ]
    assert len(set(map(address_key, addresses))) == len(addresses)
    assert address_key("https://a.id/?b=2&a=1") == address_key("https://a.id?a=1&b=2")


@given(st.text())
def test_whatever_is_written_has_a_key(written: str) -> None:
    assert isinstance(address_key(written), str)
