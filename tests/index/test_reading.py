from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.sentences import sentences
from index.analyze import alternatives
from index.reader import BUNDLED
from index.reading import (
    ASKED,
    ASKED_FOUND,
    KINDS,
    SAID,
    SAID_OTHERWISE,
    SAID_SAME,
    TOKENS,
    Read,
    read,
    window,
)
from tests.support.small_corpus import GLOSSARY

TEXT = "Polres mengerahkan 275 personel. Linmas menjaga 489 tempat pemungutan suara di Blitar."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))


def reading(tokenizer: Tokenizer, question: str, title: str = "", text: str = TEXT) -> Read:
    return read(tokenizer, question, alternatives(question, GLOSSARY), title, text)


def kind_of(one: Read, word: str) -> set[int]:
    start = TEXT.index(word)
    inside = range(start, start + len(word))
    spans = zip(one.kinds, one.spans, strict=True)
    return {kind for kind, span in spans if span and span[0] in inside}


def test_every_token_has_a_kind_and_a_place_or_none(tokenizer: Tokenizer) -> None:
    one = reading(tokenizer, "Berapa personel yang dikerahkan?", "Pengamanan TPS")
    assert len(one.ids) == len(one.kinds) == len(one.spans)
    assert set(one.kinds) <= set(range(KINDS))


def test_the_places_are_those_of_the_text(tokenizer: Tokenizer) -> None:
    spans = [span for span in reading(tokenizer, "Siapa?", "Judul").spans if span]
    told = {at for a, b in spans for at in range(a, b)}
    assert "".join(TEXT[at] for at in sorted(told)) == TEXT.replace(" ", "")


def test_a_word_of_the_question_is_marked_in_both(tokenizer: Tokenizer) -> None:
    one = reading(tokenizer, "personel")
    assert kind_of(one, "personel") == {SAID_SAME}
    assert kind_of(one, "Linmas") == {SAID}
    assert one.kinds[1] == ASKED_FOUND


def test_a_word_that_the_text_does_not_hold_is_only_asked(tokenizer: Tokenizer) -> None:
    assert reading(tokenizer, "gempa").kinds[1] == ASKED


def test_other_words_for_the_same_are_marked_as_such(tokenizer: Tokenizer) -> None:
    assert kind_of(reading(tokenizer, "hansip"), "Linmas") == {SAID_OTHERWISE}
    assert kind_of(reading(tokenizer, "berapa TPS"), "pemungutan") == {SAID_OTHERWISE}


@given(question=st.text(max_size=300), title=st.text(max_size=300), text=st.text(max_size=2000))
def test_whatever_is_read_keeps_within_the_limit_and_the_text(
    tokenizer: Tokenizer, question: str, title: str, text: str
) -> None:
    one = reading(tokenizer, question, title, text)
    assert len(one.ids) == len(one.kinds) == len(one.spans) <= TOKENS
    assert all(0 <= a <= b <= len(text) for a, b in filter(None, one.spans))


@given(
    st.lists(
        st.sampled_from(["Satu dua tiga.", "Ya.", "Tidak ada yang tahu hal itu."]), min_size=1
    ),
    st.data(),
)
def test_a_window_holds_its_core_and_whole_sentences(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    spans = sentences(text)
    core = data.draw(st.sampled_from(spans))
    room = data.draw(st.integers(1, 40))
    start, end = window(text, spans, core, room)
    assert start <= core[0] and core[1] <= end
    assert start in {a for a, _ in spans} and end in {b for _, b in spans}
    assert len(text[start:end].split()) <= max(room, len(text[slice(*core)].split()))
