from __future__ import annotations

import json

from bot.render.answers.machine import as_json
from index.types import Declined, DeclineReason, NoEvidence, Weakness
from tests.bot.documents import MANIFEST, document, grounded

WORDS = "Dua polisi menjaga TPS."


def test_spans_count_code_points_of_the_document() -> None:
    of = document(f"😀 Kabar lain. {WORDS}", kind="statement", form="summary", drill=True)
    value = as_json(grounded(of, (WORDS, "Dua")), MANIFEST.generation, 1.26)
    (sentence,), (citation,) = value["sentences"], value["citations"]
    assert of.text[sentence["start"] : sentence["end"]] == sentence["text"] == WORDS
    assert of.text[slice(*sentence["highlight"])] == "Dua"
    assert citation["passage"] == of.text
    assert (citation["kind"], citation["form"], citation["drill"]) == ("statement", "summary", True)
    assert (value["generation"], value["milliseconds"]) == (MANIFEST.generation, 1.3)


def test_the_title_of_an_article_is_its_documents_whatever_clause_is_shown() -> None:
    of = document(f"(1) {WORDS}", kind="regulation", title="UU 5/2021 Pasal 7A: Tertib")
    (citation,) = as_json(grounded(of, (WORDS, None)), "g", 1)["citations"]
    assert citation["title"] == of.title


def test_what_is_not_known_is_null() -> None:
    value = as_json(grounded(document(WORDS), (WORDS, None)), "g", 1)
    assert value["sentences"][0]["highlight"] is None
    (citation,) = value["citations"]
    assert [citation[name] for name in ("publisher", "url", "published_on")] == [None] * 3


def test_every_outcome_has_the_same_keys_and_is_plain_json() -> None:
    near = document()
    values = [
        as_json(grounded(document(WORDS), (WORDS, None)), "g", 1),
        as_json(NoEvidence("Apa?", Weakness.WEAK_EVIDENCE, (near,), 0.123456, "g"), "g", 1),
        as_json(Declined("Apa?", DeclineReason.OPINION, "kpu"), "g", 1),
    ]
    assert len({tuple(value) for value in values}) == 1
    assert [it["status"] for it in values] == ["answered", "no_evidence", "declined"]
    assert [bool(it["reason"]) for it in values] == [False, True, True]
    assert values[1]["nearest"] == [{"document": "d", "title": "Judul", "url": None}]
    assert values[1]["confidence"] == 0.1235
    assert [set(map(type, json.loads(json.dumps(it)))) for it in values] == [{str}] * 3
