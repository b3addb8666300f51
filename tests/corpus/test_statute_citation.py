from __future__ import annotations

from typing import Any

import pytest

from corpus.document import Document
from corpus.statute.articles import articles
from corpus.statute.citation import cited_title, clause_at, place_in
from tests.support.statutes import law, printed

TEXT = (
    "(1) Warga tertib. Warga tenang.\n(1a) Warga pulang.\n(2) Polisi menjaga ayat (1) dan ayat (3)."
)


def article(text: str = TEXT, **fields: Any) -> Document:
    told = {"kind": "regulation", "title": "UU 5/2021 Pasal 7A: Ketertiban", **fields}
    return Document.model_validate({"id": "uu-2021-5-pasal-7a", "text": text, **told})


def at(document: Document, words: str) -> int:
    return document.text.index(words)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("(1)", "ayat (1)"),
        ("Warga tenang", "ayat (1)"),
        ("(1a)", "ayat (1a)"),
        ("Polisi", "ayat (2)"),
        ("ayat (3)", "ayat (2)"),
    ],
)
def test_a_sentence_is_cited_by_the_clause_it_stands_in(words: str, clause: str) -> None:
    assert clause_at(article(), at(article(), words)) == clause


@pytest.mark.parametrize(
    ("written", "clause"), [("(l)", "ayat (1)"), ("(21", "ayat (2)"), ("l2l", "ayat (2)")]
)
def test_a_number_that_was_misread_is_named_as_it_should_read(written: str, clause: str) -> None:
    of = article(TEXT.replace(f"({clause[-2]})", written, 1))
    assert clause_at(of, at(of, written)) == clause


def test_what_stands_before_the_first_clause_is_in_none() -> None:
    of = article("Menurut Undang-Undang ini:\n(1) Warga tertib.")
    assert [clause_at(of, 0), clause_at(of, at(of, "Warga"))] == [None, "ayat (1)"]


def test_an_article_without_clauses_is_cited_whole() -> None:
    of = article("Warga tertib sebagaimana dimaksud pada ayat (1) dan ayat\n(2).")
    assert clause_at(of, 0) is None
    assert place_in(of, [0]) == "UU 5/2021 Pasal 7A"


def test_behind_a_gap_in_the_numbers_no_clause_is_named() -> None:
    of = article("(1) Warga tertib. Warga tenang.\n(3) Polisi menjaga. Polisi pulang.")
    named = [clause_at(of, at(of, words)) for words in ("(1)", "Warga tenang", "(3)", "Polisi pul")]
    assert named == ["ayat (1)", None, "ayat (3)", "ayat (3)"]


def test_where_numbers_stood_in_the_margin_only_what_begins_with_one_is_named() -> None:
    of = article("(1) Warga tertib. Warga tenang.\n(2) (3) Polisi menjaga.")
    assert [clause_at(of, at(of, words)) for words in ("(1)", "Warga tenang")] == ["ayat (1)", None]


def test_an_explanation_names_the_clause_that_it_explains() -> None:
    explained = "Ayat (1) Yang dimaksud dengan “tertib” adalah tenang.\nAyat (2) Termasuk ayat (1)."
    of = article(explained, title="UU 5/2021 Penjelasan Pasal 7A: Ketertiban")
    assert clause_at(of, at(of, "Termasuk")) == "ayat (2)"


def test_several_clauses_of_one_article_are_named_once_and_in_order() -> None:
    starts = [at(article(), words) for words in ("Polisi", "Warga tenang", "(1)")]
    assert place_in(article(), starts) == "UU 5/2021 Pasal 7A ayat (1), ayat (2)"
    assert cited_title(article(), starts) == "UU 5/2021 Pasal 7A ayat (1), ayat (2): Ketertiban"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "UU 5/2021: aturan ketertiban Pasal 7A"},
        {"title": "Isi UU 5/2021 Pasal 7A: Ketertiban"},
        {"title": "UU 5/2021 Pasal 7A menurut warga"},
        {"title": "UU 5/2021 Pembukaan: Ketertiban"},
        {"form": "summary"},
        {"kind": "news"},
    ],
)
def test_what_is_no_article_keeps_its_title(fields: dict[str, Any]) -> None:
    of = article(**fields)
    assert (clause_at(of, 0), place_in(of, [0]), cited_title(of, [0])) == (None, None, of.title)


def test_every_article_that_was_split_is_known_again() -> None:
    explanation = "I. UMUM Patut. II. PASAL DEMI PASAL Pasal 1 Ayat (2) Termasuk semua warga kota."
    own = law(printed({"1": "(1) Warga tertib.\n(2) Warga tenang."}), explanation=explanation)
    annexed = "PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 1 TAHUN 2020 TENTANG X"
    text = own + law(printed({"1": "(1) Polisi pulang."}), annexed)
    documents = [Document.model_validate(each) for each in articles(text, {})]
    cited = [place_in(document, [len(document.text) - 1]) for document in documents]
    assert list(filter(None, cited)) == [
        "UU 5/2021 Pasal 1 ayat (2)",
        "UU 5/2021 Penjelasan Pasal 1 ayat (2)",
        "UU 5/2021 Lampiran Pasal 1 ayat (1)",
    ]
