from hashlib import blake2b
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from corpus.fingerprint import corpus_fingerprint, digest


def test_a_digest_is_the_same_on_every_machine_and_day() -> None:
    assert digest("pemilu") == blake2b(b"pemilu", digest_size=16).hexdigest()
    assert digest("") == "cae66941d9efbd404e4d88758ea67670"


@given(st.text(), st.text())
def test_a_digest_names_one_text(one: str, other: str) -> None:
    assert len(digest(one)) == 32
    assert (digest(one) == digest(other)) == (one == other)


@given(st.lists(st.text()).map(lambda texts: [digest(text) for text in texts]), st.randoms())
def test_a_corpus_is_the_same_in_any_order(fingerprints: list[str], random: Random) -> None:
    shuffled = random.sample(fingerprints, len(fingerprints))
    assert corpus_fingerprint(shuffled) == corpus_fingerprint(fingerprints)


def test_a_corpus_with_one_document_more_less_or_changed_is_another() -> None:
    a, b, c = digest("a"), digest("b"), digest("c")
    corpora = [[], [a], [b], [a, b], [a, c], [a, b, c], [a, a]]
    assert len({corpus_fingerprint(corpus) for corpus in corpora}) == len(corpora)


def test_documents_may_come_from_an_iterator() -> None:
    a, b = digest("a"), digest("b")
    assert corpus_fingerprint(iter([b, a])) == corpus_fingerprint([a, b])
