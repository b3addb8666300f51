"""Nine real statutes, counted in another way than the program does: by their lines where they were
printed well, by what the amending sentences name, by the numbers that there must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from corpus.areas import bundled
from corpus.document import Document
from corpus.formats.record import to_document
from corpus.statute.articles import articles, is_statute, missing
from corpus.statute.citation import place_in
from tests.support.shared import shared

LAWS = shared("data/laws")
ALL = sorted(file.stem for file in LAWS.glob("*.md"))
COMPLETE = {"uu-1998-9": 20, "uu-2002-2": 45, "uu-2004-34": 78, "uu-2012-7": 62, "uu-2022-27": 76}
AMENDING = ("uu-2015-8", "uu-2016-10")
ANNEXED = "uu-2015-1"
BADLY_READ = "uu-2017-7"
"""Read by a machine, column by column, and cut after 227 articles."""

PRINTED = ("uu-1998-9", "uu-2004-34", "uu-2012-7", *AMENDING)
"""Those that have every heading on a line of its own and no furniture between the words."""


@cache
def text_of(law: str) -> str:
    return (LAWS / f"{law}.md").read_text(encoding="utf-8")


@cache
def documents(law: str) -> dict[str, Document]:
    """The documents of `law` by the end of their ids."""
    found = [to_document(each, bundled()) for each in articles(text_of(law), {})]
    assert all(isinstance(one, Document) for one in found)
    return {one.id.removeprefix(f"{law}-"): one for one in found if isinstance(one, Document)}


def numbers(law: str, prefix: str = "pasal-") -> list[str]:
    """The articles in order."""
    return [id.removeprefix(prefix) for id in documents(law) if id.startswith(prefix)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("law", ALL)
def test_each_is_a_statute_and_each_part_of_it_a_document_of_its_own(law: str) -> None:
    assert is_statute(text_of(law))
    _, year, number = law.split("-")
    assert len(documents(law)) == len(articles(text_of(law), {}))
    for document in documents(law).values():
        assert document.title.startswith(f"UU {number}/{year} ")


@pytest.mark.parametrize("law", COMPLETE)
def test_every_article_of_a_whole_law_is_found(law: str) -> None:
    assert numbers(law) == [str(number) for number in range(1, COMPLETE[law] + 1)]
    assert missing(text_of(law)) == ()


def test_a_law_that_enacts_another_has_the_articles_of_both() -> None:
    assert numbers(ANNEXED) == ["1", "2"]
    assert numbers(ANNEXED, "lampiran-pasal-") == [str(number) for number in range(1, 207)]
    assert missing(text_of(ANNEXED)) == ()


@pytest.mark.parametrize("law", AMENDING)
def test_every_article_that_an_amending_law_names_is_found(law: str) -> None:
    named = set(_named_in(text_of(law)))
    assert len(named) > 80
    assert set(numbers(law)) == {*named, "i", "ii"}
    assert missing(text_of(law)) == ()


def _named_in(text: str) -> Iterator[str]:
    """What "Ketentuan Pasal 9 diubah" and "disisipkan Pasal 40A" name, by counting them up."""
    body = text[: text.index("PENJELASAN ATAS")]
    for sentence in re.findall(r"\b\d{1,3}\. ((?:Ketentuan|Di antara) [^.:]*)", body):
        after = sentence.split(" pasal, yakni ")[-1]
        first, *others = re.findall(r"Pasal (\d+[A-Z]?)", after)
        if "sampai dengan" in after:
            (last,) = others
            others = [f"{first[:-1]}{letter}" for letter in "ABCDEFGH" if letter <= last[-1]]
        yield from (number.lower() for number in (first, *others))


def test_of_the_badly_read_law_most_articles_are_found_and_the_rest_is_named() -> None:
    found = set(numbers(BADLY_READ))
    expected = [str(number) for number in range(1, 227)]
    share = len(found.intersection(expected)) / len(expected)
    assert share >= 0.96
    assert missing(text_of(BADLY_READ)) == tuple(
        f"Pasal {number}" for number in expected if number not in found
    )


@pytest.mark.parametrize("law", PRINTED)
def test_an_article_holds_what_stands_under_its_heading_and_nothing_else(law: str) -> None:
    chunks = dict(_chunks(text_of(law)))
    assert len(chunks) >= 20
    for number, chunk in chunks.items():
        told, own = words(chunk), words(documents(law)[f"pasal-{number}"].text)
        assert own == told[: len(own)], number
        rest = " ".join(told[len(own) :])
        assert re.match(
            r"$|__$|BAB |Bagian |Paragraf |\d+ (Ketentuan|Di antara|BAB)|Agar ", rest
        ), number


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """The articles by the lines that hold nothing but a heading."""
    body = text[text.index("MEMUTUSKAN") : text.index("PENJELASAN ATAS")]
    pieces = re.split(r"^Pasal (\w+)$", body, flags=re.MULTILINE)[1:]
    return zip(map(str.lower, pieces[::2]), pieces[1::2], strict=True)


@pytest.mark.parametrize("law", ALL)
def test_a_part_is_made_of_the_sources_own_words_in_their_order(law: str) -> None:
    source = words(text_of(law))
    places: dict[str, list[int]] = {}
    for at, word in enumerate(source):
        places.setdefault(word, []).append(at)
    for id, document in documents(law).items():
        own = words(document.text)
        assert any(_follows(own, source, at) for at in places[own[0]]), id


def _follows(own: list[str], source: list[str], at: int) -> bool:
    """Whether `own` words stand from `at` on, with no more between two than a page's furniture."""
    for word in own:
        try:
            at = source.index(word, at, at + 40) + 1
        except ValueError:
            return False
    return True


@pytest.mark.parametrize(
    ("law", "id", "words", "cited"),
    [
        ("uu-2016-10", "pasal-187a", "(1) Setiap orang", "UU 10/2016 Pasal 187A ayat (1)"),
        ("uu-2016-10", "pasal-187a", "(2) Pidana", "UU 10/2016 Pasal 187A ayat (2)"),
        ("uu-2016-10", "pasal-16", "(1a) seleksi", "UU 10/2016 Pasal 16 ayat (1a)"),
        ("uu-2002-2", "pasal-28", "Anggota Kepolisian", "UU 2/2002 Pasal 28 ayat (2)"),
        ("uu-1998-9", "pasal-12", "Penanggung jawab", "UU 9/1998 Pasal 12 ayat (1)"),
        ("uu-2022-27", "pasal-12", "(I) Subjek", "UU 27/2022 Pasal 12 ayat (1)"),
        ("uu-2022-27", "pasal-64", "Alat bukti", "UU 27/2022 Pasal 64 ayat (3)"),
        ("uu-2017-7", "pasal-8", "(21 KPU Provinsi", "UU 7/2017 Pasal 8 ayat (2)"),
        ("uu-2017-7", "pasal-200", "Dalam Pemilu", "UU 7/2017 Pasal 200"),
        (
            "uu-2002-2",
            "penjelasan-pasal-30",
            "Secara umum usia",
            "UU 2/2002 Penjelasan Pasal 30 ayat (2)",
        ),
    ],
)
def test_a_sentence_is_cited_by_article_and_clause(
    law: str, id: str, words: str, cited: str
) -> None:
    document = documents(law)[id]
    assert place_in(document, [document.text.index(words)]) == cited


def test_what_a_law_says_of_itself_is_told_and_no_more() -> None:
    told = {law: next(iter(documents(law).values())) for law in ALL}
    assert {law: one.published_on for law, one in told.items()} == {
        "uu-1998-9": "1998-10-26",
        "uu-2002-2": "2002-01-08",
        "uu-2004-34": "2004-10-16",
        "uu-2012-7": None,
        "uu-2015-1": "2015-02-02",
        "uu-2015-8": "2015-03-18",
        "uu-2016-10": "2016-07-01",
        "uu-2017-7": None,
        "uu-2022-27": "2022-10-17",
    }
    assert {law for law, one in told.items() if one.regime == ("pilkada",)} == {ANNEXED, *AMENDING}
    assert {law for law, one in told.items() if one.regime == ("pemilu",)} == {BADLY_READ}
