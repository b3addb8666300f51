"""`siaga restore`, and what others see of `siaga build`."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from bot.reloads import reload
from bot.reloads.bulletin import posted
from bot.reloads.course import Step
from bot.reloads.reload import Reloaded, open_store
from bot.settings import Settings
from index.progress import Progress
from index.store import Store
from tests.bot.conftest import write_corpus
from tests.support.small_corpus import RULE, altered
from tests.support.terminal import Terminal

QUESTION = {
    "id": "q-ponsel",
    "question": "Bolehkah pemilih membawa telepon genggam ke dalam bilik suara?",
    "expect": "answered",
    "documents": [RULE.id],
    "answers": ["telepon genggam"],
}


@pytest.fixture
def store(own_copy: Terminal) -> Store:
    return open_store(Settings(corpus_dir=own_copy.corpus, data_dir=own_copy.data))


def change(terminal: Terminal) -> None:
    text = "Pemilih dilarang memotret surat suara."
    write_corpus([altered(RULE, text=text)], terminal.corpus)


def test_an_earlier_generation_is_served_again(own_copy: Terminal, store: Store) -> None:
    earlier = str(store.current())
    change(own_copy)
    assert own_copy.siaga("build").code == 0
    assert store.current() != earlier
    said = own_copy.siaga("restore", earlier)
    assert (said.code, said.err) == (0, "")
    assert earlier in said.out and "12 dokumen" in said.out
    assert store.current() == earlier


def test_a_generation_that_is_not_there_is_refused_with_those_that_are(
    own_copy: Terminal, store: Store
) -> None:
    said = own_copy.siaga("restore", "20200101T000000000000Z-aaaaaaaa")
    assert (said.code, said.out) == (1, "")
    assert str(store.current()) in said.err


def test_a_damaged_one_is_refused_and_what_is_served_still_is(
    own_copy: Terminal, store: Store
) -> None:
    earlier = str(store.current())
    change(own_copy)
    own_copy.siaga("build")
    served = store.current()
    (store.folder(earlier) / "vectors.faiss").write_bytes(b"")
    said = own_copy.siaga("restore", earlier)
    assert said.code == 1 and "vectors.faiss" in said.err
    assert store.current() == served


def test_while_something_is_built_nothing_is_restored(own_copy: Terminal, store: Store) -> None:
    with store.building():
        said = own_copy.siaga("restore", str(store.current()))
    assert said.code == 1 and "sedang dibangun" in said.err


def test_others_see_how_far_a_build_in_the_terminal_is(
    own_copy: Terminal, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Step | None] = []
    built = reload.reload

    def watched(settings: Settings, progress: Progress, insist: Sequence[str]) -> Reloaded:
        progress("membaca dokumen", 1, 12)
        seen.append(posted(store.root))
        return built(settings, progress, insist)

    monkeypatch.setattr(reload, "reload", watched)
    change(own_copy)
    assert own_copy.siaga("build").code == 0
    assert seen == [Step("membaca dokumen", 1, 12)]
    assert posted(store.root) is None


def test_a_build_tells_what_changed_and_a_worse_one_has_to_be_insisted_on(
    own_copy: Terminal, store: Store
) -> None:
    exam = own_copy.corpus / "exam.jsonl"
    exam.write_text(json.dumps(QUESTION) + "\n", encoding="utf-8")
    before = store.current()
    change(own_copy)
    refused = own_copy.siaga("build")
    assert (refused.code, store.current()) == (1, before)
    assert "q-ponsel" in refused.err
    said = own_copy.siaga("build", "--insist", "q-ponsel")
    assert said.code == 0 and store.current() != before
    assert "ditambah 0, diubah 1, dihapus 0" in said.out
    assert "jawaban benar 0/1" in said.out
