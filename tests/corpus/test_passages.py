from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.passages import WORDS, passages
from corpus.sentences import sentences
from tests.support.documents import documents, texts

# Long enough for several passages, with gaps of every kind between words.
LONG = st.lists(
    st.sampled_from(["polisi ", "menjaga\n", "TPS. ", "Massa\t", "pulang.\n\n", "dan "])
)
ANY = st.tuples(st.one_of(texts(), LONG.map("".join)), st.integers(1, 40))
MANY = ANY.map(lambda drawn: drawn[0] * drawn[1]).filter(lambda text: text.strip())


def document(text: str, drill: bool = False) -> Document:
    return Document(id="a", title="Judul", text=text, drill=drill)


def words(text: str) -> int:
    return len(text.split())


# Of any document


@given(documents())
def test_a_passage_is_a_span_of_its_document(whole: Document) -> None:
    for number, passage in enumerate(passages(whole)):
        assert whole.text[passage.start : passage.end] == passage.text
        assert (passage.document_id, passage.ordinal) == (whole.id, number)
        assert passage.id == f"{whole.id}#{number}"
        assert passage.drill == whole.drill


@given(MANY)
@example("\u20280. 0")
@example("\u3000\x850. 0")
def test_together_the_passages_hold_every_sentence_once_and_in_order(text: str) -> None:
    assert sentences(text) == tuple(
        (passage.start + start, passage.start + end)
        for passage in passages(document(text))
        for start, end in sentences(passage.text)
    )


@given(MANY)
def test_a_passage_begins_and_ends_where_sentences_do(text: str) -> None:
    starts, ends = map(set, zip(*sentences(text), strict=True))
    parts = passages(document(text))
    assert {part.start for part in parts} <= starts
    assert {part.end for part in parts} <= ends
    assert all(first.end <= second.start for first, second in pairwise(parts))


@given(MANY)
def test_no_passage_of_several_sentences_is_too_long(text: str) -> None:
    for passage in passages(document(text)):
        inside = [span for span in sentences(text) if passage.start <= span[0] < passage.end]
        assert len(inside) == 1 or words(passage.text) <= WORDS


@given(MANY)
def test_a_passage_is_closed_only_when_the_next_sentence_would_not_fit(text: str) -> None:
    for first, second in pairwise(passages(document(text))):
        following = next(text[start:end] for start, end in sentences(text) if start == second.start)
        assert words(first.text) + words(following) > WORDS


# Of one document


def test_a_short_document_is_one_passage() -> None:
    (passage,) = passages(document("  Apel digelar.\n\nMassa pulang.\n"))
    assert passage.text == "Apel digelar.\n\nMassa pulang."
    assert (passage.start, passage.end) == (2, 30)


def test_a_passage_is_filled_to_the_last_word() -> None:
    ten = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh."
    text = " ".join([ten] * 33)
    assert [words(passage.text) for passage in passages(document(text))] == [160, 160, 10]


def test_words_count_wherever_their_lines_break() -> None:
    ten = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh."
    text = " ".join([ten] * 33)
    wrapped = text.replace("tiga ", "tiga\n").replace("tujuh ", "tujuh\t")
    assert [part.start for part in passages(document(wrapped))] == [
        part.start for part in passages(document(text))
    ]


def test_a_sentence_that_is_too_long_is_a_passage_of_its_own() -> None:
    long = "Pasal satu " + "dan seterusnya " * WORDS + "berakhir."
    parts = passages(document(f"Pembuka. {long} Penutup."))
    assert [part.text for part in parts] == ["Pembuka.", long, "Penutup."]


def test_a_drill_is_a_drill_in_every_passage() -> None:
    ten = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh. "
    parts = passages(document(ten * 40, drill=True))
    assert len(parts) == 3
    assert all(part.drill for part in parts)
