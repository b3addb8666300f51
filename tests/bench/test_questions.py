"""The questions that the reading model is taught with stand on what the corpus says."""

from __future__ import annotations

import json
from collections import Counter

from bot.reloads.reload import read_corpus
from tests.bench.reader import CORPUS, OWN

TOLD = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
DOCUMENTS = {document.id: document for document in read_corpus(CORPUS).documents}


def test_every_answer_stands_in_its_document() -> None:
    missing = [
        one["question"]
        for one in TOLD
        if one["answer"] is not None and one["answer"] not in DOCUMENTS[one["document"]].text
    ]
    assert missing == []


def test_every_document_is_asked_about_and_no_question_twice() -> None:
    assert {one["document"] for one in TOLD} <= DOCUMENTS.keys()
    assert len({one["document"] for one in TOLD}) >= 0.95 * len(DOCUMENTS)
    assert Counter(one["question"] for one in TOLD).most_common(1)[0][1] == 1


def test_some_ask_what_their_document_does_not_tell() -> None:
    silent = sum(one["answer"] is None for one in TOLD)
    assert 0.1 * len(TOLD) < silent < 0.3 * len(TOLD)
